import type { ContentsTable } from './contentsTable';
import type { CourseLines } from './courseLines';
import { readAnyLabel, readHeadingLabel, type HeadingLabel } from './headingLabel';
import { readStatementHead } from './statementHead';
import { plainTitle, titleKey } from './titles';

/** Lines that may be a heading. */
export interface HeadingCandidate {
  readonly line: number;
  /** Where number and title stand on lines of their own, the second of them. */
  readonly lastLine: number;
  readonly label: HeadingLabel | undefined;
  readonly title: string;
  readonly key: string;
  readonly source: 'markdown' | 'latex' | 'plain';
  /** Of a markdown heading 1 to 6; of a LaTeX command -1 (`\part`) to 3 (`\subsubsection`). */
  readonly depth: number | undefined;
}

const markdownHeading = /^(#{1,6})\s+(.*)$/;
const latexHeading =
  /^\\(part|chapter|section|subsection|subsubsection)\*?\s*(?:\[[^\]]{0,200}\])?\{(.{1,280})$/;
const latexDepth: Readonly<Record<string, number>> = {
  part: -1,
  chapter: 0,
  section: 1,
  subsection: 2,
  subsubsection: 3,
};

const hash = '#'.charCodeAt(0);
const backslash = '\\'.charCodeAt(0);

/** Titles that stand as lines of their own have few words. */
const longestPlain = 160;

/**
 * What the line may be a heading of; undefined for prose, lists, tables and formulas. Of lines without any mark of
 * a heading those count that stand apart and do not end as sentences do: only with the table of contents, or where
 * numbers follow each other, is it seen which of them are headings.
 */
export function headingAt(
  lines: CourseLines,
  line: number,
  contents: ContentsTable | undefined,
): HeadingCandidate | undefined {
  if (lines.isVerbatim(line) || lines.isMaths(line) || !lines.isShort(line)) return undefined;
  if (contents && line >= contents.first && line <= contents.last) return undefined;
  const first = lines.text.charCodeAt(lines.start(line));
  const isMarked = first === hash || first === backslash;
  if (!isMarked && !lines.isAfterBlank(line)) return undefined;
  const text = lines.textOf(line);
  if (readStatementHead(text) !== undefined) return undefined;
  const markdown = markdownHeading.exec(text);
  if (markdown) return markedHeading(lines, line, 'markdown', markdown[1]?.length ?? 1, markdown[2] ?? '');
  if (first === backslash) {
    const latex = latexHeading.exec(text);
    const title = latex?.[2]?.replace(/\}\s*(?:\\label\{[^{}]*\})?\s*(?:%.*)?$/, '') ?? '';
    return latex ? markedHeading(lines, line, 'latex', latexDepth[latex[1] ?? ''] ?? 1, title) : undefined;
  }
  return plainHeading(lines, line, text);
}

function markedHeading(
  lines: CourseLines,
  line: number,
  source: 'markdown' | 'latex',
  depth: number,
  text: string,
): HeadingCandidate | undefined {
  const plain = plainTitle(text);
  if (plain === '') return undefined;
  const label = source === 'latex' ? readHeadingLabel(plain) : readAnyLabel(plain);
  return withTitle(lines, line, label, label?.title ?? plain, source, depth);
}

function plainHeading(lines: CourseLines, line: number, text: string): HeadingCandidate | undefined {
  if (text.length > longestPlain || !mayStartTitle.test(text)) return undefined;
  const plain = plainTitle(text);
  const label = readHeadingLabel(plain);
  // "3.1. Let us begin." is a numbered sentence, and so is every line that ends as one.
  if (endsAsSentence.test(plain) && !(label && label.title === '')) return undefined;
  return withTitle(lines, line, label, label?.title ?? plain, 'plain', undefined);
}

const mayStartTitle = /^(?:[\p{L}\p{N}"“'‘(§]|\*\*[\p{L}\p{N}]|__[\p{L}\p{N}])/u;
const endsAsSentence = /[.,;]$/;

/** Where a label stands alone, the title is the short line below it. */
function withTitle(
  lines: CourseLines,
  line: number,
  label: HeadingLabel | undefined,
  title: string,
  source: HeadingCandidate['source'],
  depth: number | undefined,
): HeadingCandidate {
  const found = { line, lastLine: line, label, title, key: titleKey(title), source, depth };
  if (!label || title !== '' || label.level === 'section') return found;
  const next = line + 1;
  if (next >= lines.count || !lines.isShort(next) || lines.isMaths(next) || lines.isVerbatim(next))
    return found;
  const below = lines.textOf(next).replace(/^#{1,6}\s+/, '');
  const plain = plainTitle(below);
  const isTitle =
    below.length <= longestPlain &&
    mayStartTitle.test(below) &&
    !endsAsSentence.test(plain) &&
    readHeadingLabel(plain) === undefined &&
    lines.isBeforeBlank(next);
  return isTitle ? { ...found, lastLine: next, title: plain, key: titleKey(plain) } : found;
}
