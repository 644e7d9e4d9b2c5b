/** What a heading says before its title: "Part IV", "Chapter 3:", "2.1.3". */
export interface HeadingLabel {
  readonly level: 'part' | 'chapter' | 'appendix' | 'section';
  /** As written, without a closing dot: a look-alike of a Roman number as that number. */
  readonly number: string;
  /** 0 of a part, 1 of a chapter, 2 of "3.1". */
  readonly depth: number;
  /** The heading says what it is ("Chapter"), not by its number alone. */
  readonly named: boolean;
  readonly title: string;
}

const partWord =
  /^part\s+([ivxlcdmшпіхсⅠ-Ⅿ|]{1,8}|\d{1,3}|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten)(?![\p{L}\p{N}])(.*)$/iu;
const chapterWord =
  /^(chapter|chap\.|ch\.|lecture|lec\.|week|unit|module|session|appendix)\s+(\d{1,3}|[ivxlc]{1,7}|[a-z])(?![\p{L}\p{N}]|\.\d)(.*)$/iu;
const koreanPart = /^제?\s?(\d{1,3})\s?부(?![\p{L}\p{N}])(.*)$/u;
const koreanChapter = /^(?:제\s?(\d{1,3})\s?(?:장|강)|(\d{1,3})\s?(?:장|강|주차))(?![\p{L}\p{N}])(.*)$/u;
const dotted = /^(?:§\s?|section\s+)?((?:\d{1,3}|[A-Z])(?:\.\d{1,3}){1,5})\.?(?:\s+(.*)|$)/iu;
const bareNumber = /^(\d{1,3})(?:[.:)]\s+|\s+)(.*)$/u;
const bareRoman = /^([IVXLCⅠ-ⅯШПІХ|l]{1,8})(?:[.:)]\s*|\s+)(.*)$/u;
const separators = /^[\s.:·|–—-]+/u;

const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Reads the label of a heading whose words say what it is, or whose number has dots. */
export function readHeadingLabel(text: string): HeadingLabel | undefined {
  return readNamedLabel(text) ?? readDottedLabel(text);
}

/** Reads "3 Title" and "II Title" too, which count only where a heading is certain to be one. */
export function readAnyLabel(text: string): HeadingLabel | undefined {
  const label = readHeadingLabel(text);
  if (label) return label;
  const number = bareNumber.exec(text);
  if (number?.[1] !== undefined) return chapter(number[1], number[2] ?? '', false);
  const roman = bareRoman.exec(text);
  const value = romanValue(roman?.[1] ?? '');
  return value === undefined ? undefined : part(toRoman(value), roman?.[2] ?? '', false);
}

function readNamedLabel(text: string): HeadingLabel | undefined {
  const named = partWord.exec(text);
  if (named?.[1] !== undefined && isTitleAfter(named[2] ?? ''))
    return part(partNumber(named[1]), named[2] ?? '', true);
  const korean = koreanPart.exec(text);
  if (korean?.[1] !== undefined) return part(korean[1], korean[2] ?? '', true);
  const match = chapterWord.exec(text);
  if (match?.[2] !== undefined && isTitleAfter(match[3] ?? '')) {
    const isAppendix = match[1]?.toLowerCase() === 'appendix';
    return { ...chapter(match[2], match[3] ?? '', true), level: isAppendix ? 'appendix' : 'chapter' };
  }
  const other = koreanChapter.exec(text);
  const number = other?.[1] ?? other?.[2];
  return number === undefined ? undefined : chapter(number, other?.[3] ?? '', true);
}

function readDottedLabel(text: string): HeadingLabel | undefined {
  const match = dotted.exec(text);
  if (match?.[1] === undefined) return undefined;
  const title = (match[2] ?? '').replace(separators, '');
  return { level: 'section', number: match[1], depth: match[1].split('.').length, named: false, title };
}

/** "Part 2 of the proof uses …" is a sentence: a title begins with a capital, a digit, a quote, or is set off. */
function isTitleAfter(rest: string): boolean {
  return /^\s*$|^\s*[.:·|–—(-]|^\s+[^\p{Ll}\s]/u.test(rest);
}

function part(number: string, rest: string, named: boolean): HeadingLabel {
  return { level: 'part', number, depth: 0, named, title: rest.replace(separators, '') };
}

function chapter(number: string, rest: string, named: boolean): HeadingLabel {
  return { level: 'chapter', number, depth: 1, named, title: rest.replace(separators, '') };
}

function partNumber(written: string): string {
  const index = words.indexOf(written.toLowerCase());
  if (index >= 0) return String(index + 1);
  if (/^\d+$|^[a-bd-h]$/i.test(written)) return written;
  const value = romanValue(written.toUpperCase());
  return value === undefined ? written : toRoman(value);
}

/** Letters that scanners and converters take Roman numbers for. */
const lookAlikes: Readonly<Record<string, string>> = {
  Ш: 'III',
  П: 'II',
  І: 'I',
  Х: 'X',
  С: 'C',
  М: 'M',
  l: 'I',
  '|': 'I',
};
const roman = /^(X{0,3})(IX|IV|V?I{0,3})$/;
const digits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

/** The value of a Roman number up to XXXIX, look-alikes of its letters understood. */
export function romanValue(written: string): number | undefined {
  const letters = [...written.normalize('NFKC')].map((letter) => lookAlikes[letter] ?? letter).join('');
  if (letters === '' || !roman.test(letters)) return undefined;
  const values = [...letters].map((letter) => digits[letter] ?? 0);
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
}

export function toRoman(value: number): string {
  const ones = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
  return 'X'.repeat(Math.floor(value / 10)) + (ones[value % 10] ?? '');
}
