import { err, ok, type Result } from '../../base/result';

/** What a shell would act on: here it would reach the program as it stands, which nobody means. */
const shellOnly = /[|&;<>$`*?(){}]/u;

/**
 * A command line as the list of its words. There is no shell: words are parted by white space, quotes of both kinds hold
 * a word together, and a backslash outside single quotes takes the next quote, blank or backslash as it is. The error is a
 * sentence.
 */
export function splitCommandLine(text: string): Result<readonly string[], string> {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const next = text.charAt(i + 1);
    if (char === '\0' || char === '\n' || char === '\r') return err('a command line is one line of text.');
    if (char === '\\' && quote !== "'" && /["'\\\s]/u.test(next)) {
      word = (word ?? '') + next;
      i++;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/\s/u.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (shellOnly.test(char)) {
      return err(
        `“${char}” is for a shell, and there is none: put it in quotes where the program is to get it, or write a script that does it.`,
      );
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== '') return err(`the quote ${quote} is never closed.`);
  if (word !== undefined) words.push(word);
  return words[0] === undefined || words[0] === '' ? err('it names no program.') : ok(words);
}

/** The words as one line that {@link splitCommandLine} reads back as they are. */
export function joinCommandLine(words: readonly string[]): string {
  return words
    .map((word) =>
      word !== '' && /^[\w./:=@%+,~^#!-]+$/u.test(word)
        ? word
        : `'${word.replaceAll("'", String.raw`'\''`)}'`,
    )
    .join(' ');
}

/** The text with what would not be seen, or would move what is, as its code: line ends, escapes, marks of direction. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}
