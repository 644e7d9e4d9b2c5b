import { isContentsHeading, type ContentsTable } from './contentsTable';
import type { CourseLines } from './courseLines';
import { readHeadingLabel } from './headingLabel';
import { heaviestChain } from './heaviestChain';
import { isMatterTitle } from './matter';
import { plainTitle, titleKey } from './titles';

const longestHeader = 150;
/** A line that recurs this often, but for its numbers, is a header. */
const fewestRepeats = 3;
const mostNumbers = 200;
/** Of the pages of no book are there more. */
const mostHeaders = 20_000;
const numbered =
  /^(?:(?:chapter|section|part|appendix|lecture)\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[ivxl]{1,6}|[A-Z])\.\s+|^(?:chapter|section|part|appendix|lecture)\s+[\divxl.]{1,8}[.:\s]\s*/i;
const loneNumber = /^(?:[-–—|]\s?)?(\d{1,4})(?:\s?[-–—|])?$/;
const namedPage =
  /^(?:page|p\.|pg\.|페이지)\s?\d{1,4}(?:\s?(?:of|\/)\s?\d{1,4})?$|^\d{1,4}\s?\/\s?\d{1,4}$|^\d{1,4}\s?(?:쪽|페이지)$/i;

/** "– 12 –" */
const dashes = new Set([...'-–—|'].map((dash) => dash.charCodeAt(0)));

interface HeaderLine {
  readonly line: number;
  readonly body: string;
  readonly page: number;
  /** The page number stands behind, as it does on the right-hand pages of books. */
  readonly trailing: boolean;
}

/** The lines that a book's pages had above and below their text: running headers with a page number, and numbers. */
export function findPageLines(
  lines: CourseLines,
  contents: ContentsTable | undefined,
): ReadonlyMap<number, 'running header' | 'page number'> {
  const found = new Map<number, 'running header' | 'page number'>();
  const headers: HeaderLine[] = [];
  const lone: { row: number; column: number; weight: number }[] = [];
  for (let line = 0; line < lines.count; line++) {
    if (lines.end(line) - lines.start(line) > longestHeader || lines.isVerbatim(line)) continue;
    if (!holdsDigitAtEdge(lines, line)) continue;
    const isInContents = contents !== undefined && line > contents.first && line <= contents.last;
    const text = lines.textOf(line);
    if (isInContents) {
      if (isContentsHeading(text)) found.set(line, 'running header');
      else if (loneNumber.test(text)) found.set(line, 'page number');
      continue;
    }
    if (!lines.isAfterBlank(line) && !lines.isBeforeBlank(line)) continue;
    if (namedPage.test(text)) found.set(line, 'page number');
    const page = loneNumber.exec(text)?.[1];
    if (page !== undefined) lone.push({ row: line, column: Number(page), weight: 1 });
    else if (lines.isAfterBlank(line) && headers.length < mostHeaders)
      headers.push(...headerLine(line, text));
  }
  // Numbers alone are pages where they rise together; a lone 42 is an answer.
  const rising = heaviestChain(lone);
  if (rising.length >= 3 && rising.length >= 0.6 * lone.length) {
    for (const { row } of rising) found.set(row, 'page number');
  }
  const isHeader = headerTest(headers, contents);
  for (const header of headers) if (isHeader(header)) found.set(header.line, 'running header');
  return found;
}

function holdsDigitAtEdge(lines: CourseLines, line: number): boolean {
  const first = lines.text.charCodeAt(lines.start(line));
  const last = lines.text.charCodeAt(lines.end(line) - 1);
  return isDigit(first) || isDigit(last) || (dashes.has(first) && dashes.has(last));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function headerLine(line: number, text: string): readonly HeaderLine[] {
  const plain = plainTitle(text.replace(/^#{1,6}\s+/, ''));
  if (readHeadingLabel(plain)?.named && !isUpperCase(plain)) return [];
  const trailing = /^(.*[^\d\s|·–—-])[\s|·–—-]+(\d{1,4})$/.exec(plain);
  if (trailing) return [{ line, body: trailing[1] ?? '', page: Number(trailing[2]), trailing: true }];
  const leading = /^(\d{1,4})[\s|·–—]+(\D.*|\d+(?:\.\d+)+\.?\s.*)$/.exec(plain);
  return leading ? [{ line, body: leading[2] ?? '', page: Number(leading[1]), trailing: false }] : [];
}

/** Page numbers say little alone; with capitals, a numbered title, a known title or repetition they say it. */
function headerTest(
  headers: readonly HeaderLine[],
  contents: ContentsTable | undefined,
): (header: HeaderLine) => boolean {
  const pages = new Map<string, Set<number>>();
  for (const { body, page } of headers) {
    const key = titleKey(body.replace(/\d+/g, ''));
    const known = pages.get(key);
    if (known) known.add(page);
    else pages.set(key, new Set([page]));
  }
  const titles = new Set(contents?.entries.map(({ title }) => titleKey(title)));
  titles.delete('');
  return ({ body, trailing }) => {
    const label = numbered.exec(body);
    const title = body.slice(label?.[0].length ?? 0);
    const isLoud = isUpperCase(title);
    const isKnown = titles.has(titleKey(title.replace(/^[\d.]+\s+/, '')));
    if (label && (isLoud || isKnown)) return true;
    if (isLoud && (isContentsHeading(title) || isMatterTitle(title))) return true;
    if (trailing && isKnown) return true;
    const key = titleKey(body.replace(/\d+/g, ''));
    const numbers = [...(pages.get(key) ?? [])].slice(0, mostNumbers);
    return key.length >= 3 && numbers.length >= fewestRepeats && !countsUp(numbers) && !/[.;,]$/.test(body);
  };
}

/** "Step 1", "Step 2", "Step 3": counted, not paged. */
function countsUp(numbers: readonly number[]): boolean {
  return Math.min(...numbers) <= 1 && Math.max(...numbers) - Math.min(...numbers) === numbers.length - 1;
}

function isUpperCase(text: string): boolean {
  return /\p{Lu}[^\p{Ll}]*\p{Lu}[^\p{Ll}]*\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}
