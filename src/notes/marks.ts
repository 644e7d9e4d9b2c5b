import type { OffsetRange } from '../base/text';

/** What a person wrote beside an entry about reading it: `(p2)`, `✅`, `status: reading`. */
export interface Mark<T> {
  /** In the text it was found in. */
  readonly range: OffsetRange;
  readonly value: T;
  /** The same kind of mark with another value; undefined where that kind has none for it. */
  readonly say: (value: T) => string | undefined;
  /** Where in an entry such marks stand. */
  readonly at: 'start' | 'end';
}

/** One way of writing a mark. */
export interface MarkStyle<T> {
  /** All that it matches is the mark; `before`, `value` and `after` are its groups. Linear. */
  readonly pattern: RegExp;
  readonly read: (value: string, match: RegExpExecArray) => T | undefined;
  readonly say: (value: T, written: string) => string | undefined;
  readonly at: 'start' | 'end';
  /** Also understood within a title; the others are words that titles are made of. */
  readonly inTitles?: boolean;
}

/** The first mark of the first style that finds one. */
export function findMark<T>(text: string, styles: readonly MarkStyle<T>[]): Mark<T> | undefined {
  // Around most links there is nothing.
  if (!/\S/u.test(text)) return undefined;
  for (const { pattern, read, say, at } of styles) {
    const match = pattern.exec(text);
    if (!match) continue;
    const { before = '', value: written = match[0], after = '' } = match.groups ?? {};
    const value = read(written, match);
    if (value === undefined) continue;
    return {
      range: { start: match.index, end: match.index + match[0].length },
      value,
      at,
      say: (next) => {
        const said = say(next, written);
        return said === undefined ? undefined : before + said + after;
      },
    };
  }
  return undefined;
}

/** The text without the marks that any of the styles finds, a space in the place of each. */
export function withoutMarksOf<T>(text: string, styles: readonly MarkStyle<T>[]): string {
  let result = text;
  for (const style of styles) {
    for (let round = 0; round < 8; round++) {
      const mark = findMark(result, [style]);
      if (!mark) break;
      result = `${result.slice(0, mark.range.start)} ${result.slice(mark.range.end)}`;
    }
  }
  return result;
}

/** A mark that is a sign: which signs mean what. The first sign of a value is the one that is written. */
export function signStyle<T extends string | number>(
  signs: readonly (readonly [T, string])[],
  at: 'start' | 'end' = 'start',
): MarkStyle<T> {
  const values = new Map<string, T>();
  const written = new Map<T, string>();
  for (const [value, list] of signs) {
    for (const sign of list.split(' ')) values.set(plainSign(sign), value);
    written.set(value, list.split(' ')[0] ?? '');
  }
  // The longest first: three stars are not one.
  const ordered = [...values.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?:${ordered.map((sign) => [...sign].join('\\uFE0F?')).join('|')})\\uFE0F?`,
    'u',
  );
  return {
    pattern,
    at,
    inTitles: true,
    read: (sign) => values.get(plainSign(sign)),
    say: (value) => written.get(value),
  };
}

/** A sign without the selector that asks for its coloured form: with it and without it are one. */
function plainSign(sign: string): string {
  return sign.replaceAll('\uFE0F', '');
}

/** A word in the letter case of another: "DONE" for "done" beside "READ". */
export function inCaseOf(word: string, model: string): string {
  if (/\p{Ll}/u.test(model) || !/\p{Lu}/u.test(model)) {
    return /^\p{Lu}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  }
  return model.length > 1 ? word.toUpperCase() : word;
}
