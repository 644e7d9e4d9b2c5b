import {
  CompletionItem,
  CompletionItemKind,
  Hover,
  l10n,
  Location,
  MarkdownString,
  Range,
  SymbolInformation,
  SymbolKind,
  Uri,
  workspace,
  type CancellationToken,
  type CompletionItemProvider,
  type DefinitionProvider,
  type HoverProvider,
  type Position,
  type ReferenceContext,
  type ReferenceProvider,
  type TextDocument,
  type WorkspaceSymbolProvider,
} from 'vscode';
import { LineIndex, type OffsetRange } from '../../../base/text';
import type { GlossaryEntry, TermMatch } from '../../../notes/lectures/glossary';
import { proseLines } from '../../../notes/lectures/prose';
import { toRange } from '../../problems';
import type { CommandId } from '../../contributions';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { LectureIndex } from './lectureIndex';
import { escapeMarkdown, passageMarkdown } from './text';

const mostExplained = 3;
const sliceMs = 12;
const mostCompletions = 500;

/** What a term means, where it is explained and where it is used: in any note, at any mention of it. */
export class TermProviders
  implements
    HoverProvider,
    DefinitionProvider,
    ReferenceProvider,
    CompletionItemProvider,
    WorkspaceSymbolProvider
{
  constructor(
    private readonly index: LectureIndex,
    private readonly notes: WorkspaceNotes,
  ) {}

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const match = this.matchAt(document, position);
    if (!match) return undefined;
    const offset = document.offsetAt(position);
    const key = document.uri.toString();
    // Where a term is explained one reads it: there, only what others say of it.
    const entries = this.index
      .terms()
      .entries(match.key)
      .filter(({ note, entry }) => note !== key || !within(entry.range, offset));
    if (entries.length === 0) return undefined;
    const text = new MarkdownString(
      entries
        .slice(0, mostExplained)
        .map((entry) => this.explain(entry))
        .join('\n\n---\n\n'),
      true,
    );
    const reveal: CommandId = 'marginalia.note.reveal';
    text.isTrusted = { enabledCommands: [reveal] };
    const lines = new LineIndex(document.getText());
    return new Hover(text, toRange(lines, match.range));
  }

  provideDefinition(document: TextDocument, position: Position): Location[] {
    const match = this.matchAt(document, position);
    return match
      ? this.index
          .terms()
          .entries(match.key)
          .map((entry) => this.locationOf(entry, match.key))
      : [];
  }

  async provideReferences(
    document: TextDocument,
    position: Position,
    { includeDeclaration }: ReferenceContext,
    token: CancellationToken,
  ): Promise<Location[]> {
    const match = this.matchAt(document, position);
    if (!match) return [];
    const glossary = this.index.terms();
    const entries = glossary.entries(match.key);
    const names = entries.flatMap(({ entry }) => entry.names.filter((name) => !name.equated));
    const words = [...new Set([match.key, ...names.map(({ text }) => text)])].map((name) => firstWord(name));
    const found: Location[] = [];
    let sliceEnd = Date.now() + sliceMs;
    for (const note of this.notes.all()) {
      if (token.isCancellationRequested) return [];
      if (Date.now() > sliceEnd) {
        await new Promise((resolve) => setImmediate(resolve));
        sliceEnd = Date.now() + sliceMs;
      }
      const lower = note.text.toLowerCase();
      if (!words.some((word) => lower.includes(word))) continue;
      const places = glossary
        .find(note.text)
        .filter(({ key }) => sharesEntry(glossary.entries(key), entries));
      if (places.length === 0) continue;
      const lines = new LineIndex(note.text);
      for (const { range } of places) {
        const isDefinition = entries.some(
          (entry) =>
            entry.note === note.uri.toString() &&
            entry.entry.names.some((name) => name.range.start === range.start),
        );
        if (includeDeclaration || !isDefinition) found.push(new Location(note.uri, toRange(lines, range)));
      }
    }
    return found;
  }

  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const line = document.lineAt(position.line).text.slice(0, position.character);
    const typed = /[\p{L}\p{N}][\p{L}\p{N} -]*$/u.exec(line)?.[0] ?? '';
    const word = /[\p{L}\p{N}]+$/u.exec(typed)?.[0].toLowerCase() ?? '';
    if (word === '' || !isProse(document, position)) return [];
    const items: CompletionItem[] = [];
    for (const entry of this.index.terms().all()) {
      for (const name of entry.entry.names) {
        if (!name.text.toLowerCase().startsWith(word) || /[$\\{}^_]/.test(name.text)) continue;
        const item = new CompletionItem(
          { label: name.text, description: l10n.t('term') },
          CompletionItemKind.Reference,
        );
        item.range = new Range(position.translate(0, -word.length), position);
        item.documentation = new MarkdownString(this.explain(entry, false));
        items.push(item);
        if (items.length >= mostCompletions) return items;
      }
    }
    return items;
  }

  /** Terms by Go to Symbol in Workspace: the outline of a note is markdown's own, and stays so. */
  provideWorkspaceSymbols(query: string): SymbolInformation[] {
    const letters = query.toLowerCase().replace(/\s+/g, '');
    return this.index
      .terms()
      .all()
      .filter(({ entry }) => entry.names.some(({ text }) => isSubsequence(letters, text.toLowerCase())))
      .slice(0, mostCompletions)
      .map((entry) => {
        const name = entry.entry.names.map(({ text }) => text).join(', ');
        return new SymbolInformation(name, SymbolKind.Key, entry.where, this.locationOf(entry, undefined));
      });
  }

  private matchAt(document: TextDocument, position: Position): TermMatch | undefined {
    const glossary = this.index.terms();
    return glossary.size === 0 ? undefined : glossary.at(document.getText(), document.offsetAt(position));
  }

  private locationOf({ note, entry }: GlossaryEntry, key: string | undefined): Location {
    const uri = Uri.parse(note, true);
    const lines = this.index.linesOf(note);
    const name =
      entry.names.find(({ text }) => key !== undefined && text.toLowerCase() === key) ?? entry.names[0];
    return new Location(uri, lines && name ? toRange(lines, name.range) : new Range(0, 0, 0, 0));
  }

  private explain(at: GlossaryEntry, withLink = true): string {
    const { entry, note, where } = at;
    const uri = Uri.parse(note, true);
    const known = this.notes.get(uri);
    const read = known && this.index.notes.of(known);
    const [name, ...others] = entry.names.map(({ text }) => escapeMarkdown(text));
    const title = `**${name ?? ''}**${others.length > 0 ? ` (${others.join(', ')})` : ''}`;
    const said =
      entry.definition && known
        ? passageMarkdown(read?.lectures.text || known.text, entry.definition.range)
        : `*${l10n.t('Not explained yet.')}*`;
    const place = [where, workspace.asRelativePath(uri)].filter((part) => part !== '').join(' · ');
    const line = read?.lines.position(entry.range.start).line ?? 0;
    const reveal: CommandId = 'marginalia.note.reveal';
    const args = encodeURIComponent(JSON.stringify([{ note, line }]));
    const link = withLink ? `[${escapeMarkdown(place)}](command:${reveal}?${args})` : escapeMarkdown(place);
    return `${title}\n\n${said}\n\n${link}`;
  }
}

function within({ start, end }: OffsetRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

function firstWord(name: string): string {
  return /[\p{L}\p{N}]+/u.exec(name.toLowerCase())?.[0] ?? '';
}

function sharesEntry(some: readonly GlossaryEntry[], others: readonly GlossaryEntry[]): boolean {
  return some.some((entry) => others.includes(entry));
}

function isSubsequence(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === letters[at]) at++;
  return at === letters.length;
}

function isProse(document: TextDocument, position: Position): boolean {
  const offset = document.offsetAt(position);
  const line = proseLines(document.getText()).find(({ start, end }) => start <= offset && offset <= end);
  return line !== undefined && !line.gaps.some(({ start, end }) => start < offset && offset < end);
}
