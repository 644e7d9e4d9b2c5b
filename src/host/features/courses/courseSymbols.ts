import {
  DocumentSymbol,
  Location,
  SymbolInformation,
  SymbolKind,
  type CancellationToken,
  type DocumentSymbolProvider,
  type TextDocument,
  type WorkspaceSymbolProvider,
} from 'vscode';
import type { OffsetRange } from '../../../base/text';
import type { CourseChapter } from '../../../notes/course/course';
import { toRange } from '../../problems';
import type { CourseIndex, ReadCourseNote } from './courseIndex';
import { headingLabel, partLabel, statementLabel } from './courseText';
import { statementSymbol } from './statementKinds';

/** More than anyone scrolls through; the editor asks again with every letter. */
const mostSymbols = 2_000;

/** Chapters, theorems and definitions of all courses, in the editor's search for symbols. */
export class CourseWorkspaceSymbols implements WorkspaceSymbolProvider {
  constructor(private readonly index: CourseIndex) {}

  async provideWorkspaceSymbols(query: string, token: CancellationToken): Promise<SymbolInformation[]> {
    const wanted = query.toLowerCase().replace(/\s+/g, '');
    const found: SymbolInformation[] = [];
    for (const read of await this.index.all()) {
      if (token.isCancellationRequested) break;
      for (const symbol of symbolsOf(read)) {
        if (found.length >= mostSymbols) return found;
        if (isSubsequence(wanted, symbol.name.toLowerCase())) found.push(symbol);
      }
    }
    return found;
  }
}

function* symbolsOf(read: ReadCourseNote): Generator<SymbolInformation> {
  const { note, course, lines } = read;
  const symbol = (name: string, kind: SymbolKind, container: string, range: OffsetRange) =>
    new SymbolInformation(name, kind, container, new Location(note.uri, toRange(lines, range)));
  for (const part of course.parts) {
    const container = part.heading ? partLabel(part) : (course.title ?? note.path);
    for (const chapter of part.chapters) {
      // Markdown's own headings are found by the editor itself.
      if (!chapter.heading || isMarkdownHeading(note.text, chapter.heading)) continue;
      yield symbol(
        headingLabel(chapter.number, chapter.title),
        SymbolKind.Module,
        container,
        chapter.heading,
      );
    }
  }
  const chapters = course.parts.flatMap((part) => part.chapters);
  let at = 0;
  for (const statement of course.statements) {
    while ((chapters[at]?.range.end ?? Infinity) <= statement.range.start) at++;
    const chapter = chapters[at];
    const container = chapter ? headingLabel(chapter.number, chapter.title) : note.path;
    const name = [statementLabel(statement), statement.excerpt].filter((part) => part !== '').join(': ');
    yield symbol(name, statementSymbol(statement.kind), container, statement.range);
  }
}

/** Whether the letters come in that order, as the editor itself matches them afterwards. */
function isSubsequence(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The outline of a course that has no headings of markdown, where the editor's own outline is empty. */
export class CourseDocumentSymbols implements DocumentSymbolProvider {
  constructor(private readonly index: CourseIndex) {}

  async provideDocumentSymbols(document: TextDocument): Promise<DocumentSymbol[]> {
    const read = await this.index.of(document);
    if (!read || isInMarkdown(read)) return [];
    return outlineOf(read);
  }
}

/** Most chapters have markdown headings: the editor shows and folds them. */
export function isInMarkdown({ note, course }: ReadCourseNote): boolean {
  const chapters = course.parts.flatMap((part) => part.chapters).filter(({ heading }) => heading);
  const marked = chapters.filter(({ heading }) => heading && isMarkdownHeading(note.text, heading));
  return marked.length * 2 > chapters.length;
}

function isMarkdownHeading(text: string, heading: OffsetRange): boolean {
  return text.charAt(heading.start) === '#';
}

function outlineOf({ course, lines }: ReadCourseNote): DocumentSymbol[] {
  const symbol = (name: string, kind: SymbolKind, whole: OffsetRange, own: OffsetRange): DocumentSymbol => {
    const range = toRange(lines, whole);
    const selection = toRange(lines, own);
    // The editor refuses a name that is empty, and a selection outside of its range.
    return new DocumentSymbol(name === '' ? '–' : name, '', kind, range.union(selection), selection);
  };
  const chapterSymbol = (chapter: CourseChapter): readonly DocumentSymbol[] => {
    if (!chapter.heading) return [];
    const name = headingLabel(chapter.number, chapter.title);
    const found = symbol(name, SymbolKind.Module, chapter.range, chapter.heading);
    found.children = nested(
      chapter.sections.flatMap(({ number, title, heading, range, depth }) =>
        heading
          ? [{ depth, symbol: symbol(headingLabel(number, title), SymbolKind.String, range, heading) }]
          : [],
      ),
    );
    return [found];
  };
  return course.parts.flatMap((part) => {
    const chapters = part.chapters.flatMap(chapterSymbol);
    if (!part.heading) return chapters;
    const found = symbol(partLabel(part), SymbolKind.Package, part.range, part.heading);
    found.children = chapters;
    return [found];
  });
}

/** Puts deeper ones below those before them. */
function nested(
  flat: readonly { readonly depth: number; readonly symbol: DocumentSymbol }[],
): DocumentSymbol[] {
  const top: DocumentSymbol[] = [];
  const open: { readonly depth: number; readonly symbol: DocumentSymbol }[] = [];
  for (const each of flat) {
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= each.depth) open.pop();
    (open.at(-1)?.symbol.children ?? top).push(each.symbol);
    open.push(each);
  }
  return top;
}
