import type { CourseStatement } from './course';
import type { CourseLines } from './courseLines';
import { readEnvironment, readStatementHead, type StatementHead } from './statementHead';
import { statementKind, statementWords } from './statementWords';
import { plainTitle } from './titles';

/** Where in the text a statement may begin: the words, the environments, and numbered words that were misread. */
const hints = new RegExp(
  `(?:${statementWords})|\\\\begin\\{[a-z]{2,14}\\*?\\}|^\\p{Lu}\\p{Ll}{5,11}(?: \\p{L}{4,10})? \\d{1,3}(?:\\.\\d{1,3})+[.:]`,
  'gimu',
);
/** Statements that a converter ran together: "… by assumption. Lemma 3.1.2. Every …". */
const within = new RegExp(
  `(${statementWords})(\\s+(?:question|problem|exercise))?\\s+(\\d{1,3}(?:\\.\\d{1,3})+)\\s*(?:[.:]|(?=\\())\\s*(?:\\(([^()]{1,120})\\)[.:]?\\s*)?(?=[\\p{Lu}$])`,
  'iuy',
);
const longestHead = 400;
/** No course has more. */
const mostStatements = 20_000;
const longestExcerpt = 90;

interface Found extends Omit<CourseStatement, 'excerpt' | 'range'> {
  readonly start: number;
  readonly line: number;
  /** Where its text begins, after label and name. */
  readonly body: number;
  readonly closing: string;
}

/** The theorems, definitions and their like of a text, in order. `skip` tells of lines that belong to none. */
export function readStatements(
  lines: CourseLines,
  skip: (line: number) => boolean,
): readonly CourseStatement[] {
  const found: Found[] = [];
  let seenLine = -1;
  for (const { index } of lines.text.matchAll(hints)) {
    const line = lines.lineAt(index);
    if (skip(line) || lines.isVerbatim(line)) continue;
    const isFirst = line !== seenLine;
    seenLine = line;
    const statement = (isFirst ? atLineStart(lines, line) : undefined) ?? inLine(lines, line, index);
    if (statement && statement.start >= (found.at(-1)?.body ?? 0)) found.push(statement);
    if (found.length >= mostStatements) break;
  }
  return new Extents(lines, skip).of(found);
}

function atLineStart(lines: CourseLines, line: number): Found | undefined {
  const start = lines.start(line);
  const text = lines.text.slice(start, Math.min(lines.end(line), start + longestHead));
  const marked = readEnvironment(text);
  if (marked) return { ...placed(marked, start, line), closing: marked.closing };
  const head = readStatementHead(text);
  if (!head) return undefined;
  const found = { ...placed(head, start, line), closing: '' };
  if (head.name !== undefined) return found;
  const name = nameOnLine(lines, line, text.slice(head.length));
  return name === undefined ? found : { ...found, name, body: lines.end(line) };
}

function placed(head: StatementHead, start: number, line: number): Omit<Found, 'closing'> {
  const { kind, word, number, name, length } = head;
  return { kind, word, number, name, start, line, body: start + length };
}

/** What follows the label is a name where it is all of a short line and no sentence. */
function nameOnLine(lines: CourseLines, line: number, rest: string): string | undefined {
  const name = plainTitle(rest.replace(/^[\s.:：–—-]+/u, ''));
  if (name === '' || name.length > 80 || /[.,;:$\\]/.test(name.slice(-1)) || /[$\\]|[.!?]\s/.test(name))
    return undefined;
  if (name.split(' ').length > 10 || /^\p{Ll}/u.test(name)) return undefined;
  const goesOn =
    !lines.isBeforeBlank(line) &&
    /^\p{Ll}/u.test(lines.text.slice(lines.start(line + 1), lines.start(line + 1) + 2));
  return goesOn ? undefined : name;
}

function inLine(lines: CourseLines, line: number, index: number): Found | undefined {
  const { text } = lines;
  if (index === lines.start(line) || !/[.?!:)\]”"]\s$/.test(text.slice(index - 2, index))) return undefined;
  within.lastIndex = index;
  const match = within.exec(text);
  const kind = statementKind(match?.[1] ?? '');
  if (!match || !kind || match.index + match[0].length > lines.end(line) || /^\p{Ll}/u.test(match[0]))
    return undefined;
  return {
    kind,
    word: `${match[1] ?? ''}${match[2] ?? ''}`.replace(/\s+/g, ' '),
    number: match[3],
    name: match[4] === undefined ? undefined : plainTitle(match[4]),
    start: index,
    line,
    body: index + match[0].length,
    closing: '',
  };
}

/** Finds where statements end; looks at every line once. */
class Extents {
  private paragraph = { first: 0, last: -1 };

  constructor(
    private readonly lines: CourseLines,
    private readonly skip: (line: number) => boolean,
  ) {}

  of(found: readonly Found[]): readonly CourseStatement[] {
    const closed = this.closings(found);
    return found.map((statement, index) => {
      const { start, line, body, closing: _, ...rest } = statement;
      const limit = found[index + 1]?.start ?? this.lines.text.length;
      const end = closed.get(statement) ?? this.endOf(line, body, limit);
      const excerpt = rest.name === undefined ? this.excerpt(body, Math.max(body, end)) : '';
      return {
        ...rest,
        excerpt,
        range: { start, end: Math.max(end, Math.min(body, this.lines.text.length)) },
      };
    });
  }

  /** Of statements with a closing mark of their own: where it stands, if it does before long. */
  private closings(found: readonly Found[]): ReadonlyMap<Found, number> {
    const ends = new Map<Found, number>();
    for (const [index, statement] of found.entries()) {
      if (statement.closing === '') continue;
      // Statements do not hold each other: the next one ends the search, which keeps it linear.
      const limit = found[index + 1]?.start ?? this.lines.text.length;
      for (let line = statement.line; line < this.lines.count && this.lines.start(line) < limit; line++) {
        if (line === statement.line && statement.closing === ':::') continue;
        const at = this.lines.textOf(line).indexOf(statement.closing);
        if (at < 0) continue;
        ends.set(statement, this.lines.end(line));
        break;
      }
    }
    return ends;
  }

  /** The end of its paragraph; of the next one, where its own line holds nothing but label and name. */
  private endOf(line: number, body: number, limit: number): number {
    let last = this.endOfParagraph(line);
    const isBare = body >= this.lines.end(line) && last === line;
    const next = line + 1;
    if (isBare && next < this.lines.count && this.lines.start(next) < limit && !this.skip(next)) {
      last = this.endOfParagraph(next);
    }
    const end = this.lines.end(last);
    if (end <= limit) return end;
    // The next statement begins in the same paragraph.
    let at = limit;
    while (at > body && /\s/.test(this.lines.text.charAt(at - 1))) at--;
    return at;
  }

  private endOfParagraph(line: number): number {
    const { first, last } = this.paragraph;
    if (line >= first && line <= last) return last;
    let end = line;
    while (end + 1 < this.lines.count && !this.lines.isAfterBlank(end + 1) && !this.skip(end + 1)) end++;
    this.paragraph = { first: line, last: end };
    return end;
  }

  private excerpt(from: number, to: number): string {
    const text = plainTitle(
      this.lines.text.slice(from, Math.min(to, from + 3 * longestExcerpt)).replace(/^[\s.:：–—-]+/u, ''),
    );
    if (text.length <= longestExcerpt) return text;
    return `${text.slice(0, longestExcerpt).replace(/\s+\S*$/u, '')}…`;
  }
}
