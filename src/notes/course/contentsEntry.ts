import { readAnyLabel, readHeadingLabel, romanValue, toRoman, type HeadingLabel } from './headingLabel';
import { plainTitle } from './titles';

/** A line of a table of contents, before it is known that it is one. */
export interface ContentsRow {
  readonly label: HeadingLabel | undefined;
  /** Something short stands where numbers stand that is none: a number that a scanner misread. */
  readonly oddLabel: boolean;
  readonly title: string;
  /** The page number at its end. */
  readonly page: number | undefined;
  /** Columns of white space before it. */
  readonly indent: number;
  /** Set as entries are, not as prose: in columns, with dots to the page number, or as a link within the note. */
  readonly set: boolean;
}

/** Reads a line as a row of a table of contents; undefined for what cannot be one. `before` is its indentation. */
export function readContentsRow(line: string, before: string): ContentsRow | undefined {
  const isTable = line.startsWith('|');
  const cells = (isTable ? line.replaceAll('|', '\t') : line).replace(/^[-*+•·]\s+/, '');
  const linked = /\]\(#[^()\s]{0,200}\)/.test(cells);
  const unlinked = cells.replace(/\[([^[\]]{0,300})\]\([^()]{0,300}\)/g, '$1').replace(/\*\*|__/g, '');
  const { rest, page, leader } = splitPage(unlinked.trim());
  if (!/[\p{L}\p{N}]/u.test(rest) && page === undefined) return undefined;
  const columns = rest
    .split(/\t+/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  const [first = '', ...others] = columns;
  const joined = columns.join(' ');
  const label = others.length > 0 ? readColumnLabel(first, others.join(' ')) : readAnyLabel(joined);
  const oddLabel = !label && others.length > 0 && first.length <= 4 && !/^\p{Lu}\p{Ll}{2}/u.test(first);
  return {
    label,
    oddLabel,
    title: plainTitle(oddLabel ? others.join(' ') : (label?.title ?? joined)),
    page,
    indent: isTable ? 0 : indentOf(before),
    set: columns.length > 1 || before.includes('\t') || leader || linked || isTable || /\t\s*$/.test(line),
  };
}

/** A number in a column of its own: a single letter there is an appendix or a Roman number. */
function readColumnLabel(first: string, title: string): HeadingLabel | undefined {
  const named = readHeadingLabel(`${first} ${title}`);
  if (named) return named;
  const number = first.replace(/[.:)]$/, '');
  const value = romanValue(number);
  if (value !== undefined) return { level: 'part', number: toRoman(value), depth: 0, named: false, title };
  if (/^[A-Z]$/.test(number)) return { level: 'appendix', number, depth: 1, named: false, title };
  if (/^\d{1,3}$/.test(number)) return { level: 'chapter', number, depth: 1, named: false, title };
  return undefined;
}

/** Takes the page number and the dots that lead to it off the end. */
function splitPage(text: string): { rest: string; page: number | undefined; leader: boolean } {
  let at = text.length;
  while (at > 0 && isDigit(text.charCodeAt(at - 1))) at--;
  const before = withoutLeader(text, at);
  const gap = text.slice(before, at);
  const digits = text.length - at;
  // In columns a number is a page's only where it has a column of its own: "Exploration 2" is a title.
  const apart = gap !== '' && (gap.includes('\t') || !text.includes('\t'));
  if (digits >= 1 && digits <= 4 && apart) {
    const leader = gap.length >= 3 || /[\t…]/.test(gap);
    return { rest: text.slice(0, before), page: Number(text.slice(at)), leader };
  }
  // Front matter has small Roman numbers, told from a word by what leads to them.
  const roman = /(?<=[\t.…]\s{0,3}|\s{3})[ivxl]{1,7}$/.exec(text);
  const end = withoutLeader(text, roman?.index ?? text.length);
  const page = roman ? romanValue(roman[0].toUpperCase()) : undefined;
  return { rest: text.slice(0, end), page, leader: roman !== null };
}

function withoutLeader(text: string, end: number): number {
  let at = end;
  while (at > 0 && ' \t.…·_\u00a0'.includes(text.charAt(at - 1))) at--;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function indentOf(before: string): number {
  let columns = 0;
  for (const character of before) columns += character === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}
