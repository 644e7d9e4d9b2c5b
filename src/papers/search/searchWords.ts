import { toJamo } from './jamo';

/** Korean, Chinese and Japanese, whose words no space separates from what is joined to them. */
const unspaced = '\\u1100-\\u11ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3';
const unspacedLetter = new RegExp(`[${unspaced}]`);
/** Numbers with points (`2107.05802`) are one word; words joined by a hyphen are found apart and together. */
const plainPieces = /\d+(?:\.\d+)+|[a-z0-9]+(?:-[a-z0-9]+)*/g;
const spaced = `(?:(?![${unspaced}])[\\p{L}\\p{N}])+`;
const rest = `${spaced}(?:-${spaced})*`;
/** A text's runs go over single spaces, for people join and part Korean words as they like; a query's do not. */
const pieces = new RegExp(`\\d+(?:\\.\\d+)+|[${unspaced}]+(?: [${unspaced}]+)*|${rest}`, 'gu');
const queryPieces = new RegExp(`\\d+(?:\\.\\d+)+|[${unspaced}]+|${rest}`, 'gu');
const singleLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Words that every abstract has: they find nothing, and are looked for in titles only. */
export const commonWords: ReadonlySet<string> = new Set(
  (
    'a an and are as at be by can for from has have in into is it its of on or our that the their these this to ' +
    'using via we which with'
  ).split(' '),
);

export function isUnspaced(text: string): boolean {
  return unspacedLetter.test(text);
}

/** One word of a query. */
export interface QueryWord {
  readonly term: string;
  /** As the person wrote it, for messages. */
  readonly written: string;
  /** Longer terms that begin so match too. */
  readonly prefix: boolean;
  /** Typing mistakes to allow where little is found without. */
  readonly edits: number;
  /** A common word only adds to the rank. */
  readonly required: boolean;
}

/** One form for letters that people take for the same: case, accents, width, ligatures, mathematical alphabets. */
export function foldText(text: string): string {
  // eslint-disable-next-line no-control-regex -- the test is for "is ASCII".
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  const folded = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
  return folded.replace(/[øłđßæœı]/g, (letter) => singleLetters[letter] ?? letter);
}

/** No word is as long: what is longer is data. */
const longestTerm = 64;

/** The plural's ending is dropped on both sides, so that `networks` and `network` find each other. */
function stem(word: string): string {
  if (word.length > longestTerm) return word.slice(0, longestTerm);
  return word.length > 4 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** Calls `emit` with each term that `text` is to be found by. */
export function eachTerm(text: string, emit: (term: string) => void): void {
  const folded = foldText(text);
  // eslint-disable-next-line no-control-regex -- the test is for "is ASCII".
  const plain = /^[\u0000-\u007f]*$/.test(folded);
  for (const [piece] of folded.matchAll(plain ? plainPieces : pieces)) {
    if (!plain && isUnspaced(piece)) eachPair(piece, emit);
    else if (piece.includes('-')) {
      const parts = piece.split('-');
      for (const part of parts) emit(stem(part));
      emit(stem(parts.join('')));
    } else emit(stem(piece));
  }
}

/** From each syllable on, two of them: `정보 이론` → `정보`, `보이`, `이론`, `론`. */
function eachPair(run: string, emit: (term: string) => void): void {
  const letters = run.replaceAll(' ', '');
  for (let i = 0; i < letters.length; i++) emit(toJamo(letters.slice(i, i + 2)));
}

const mostWords = 12;

/** What a person looks for. The last word may be half typed. */
export function readQuery(query: string): readonly QueryWord[] {
  const words: QueryWord[] = [];
  const folded = foldText(query);
  for (const match of folded.matchAll(queryPieces)) {
    const [written] = match;
    const isLast = match.index + written.length === folded.length;
    if (isUnspaced(written)) words.push(...queryPairs(written));
    else {
      for (const part of written.split('-')) {
        const term = stem(part);
        const required = isLast || !commonWords.has(term);
        words.push({ term, written: part, prefix: true, edits: editsOf(term), required });
      }
    }
  }
  if (!words.some((word) => word.required)) return words.map((word) => ({ ...word, required: true }));
  return words.slice(0, mostWords);
}

function queryPairs(run: string): readonly QueryWord[] {
  const count = Math.max(1, run.length - 1);
  return Array.from({ length: count }, (_, i) => {
    const written = run.slice(i, i + 2);
    const term = toJamo(written);
    return { term, written: run, prefix: i === count - 1, edits: term.length >= 4 ? 1 : 0, required: true };
  });
}

/** One in four letters up to two; numbers are right or another number. */
function editsOf(term: string): number {
  if (/\d/.test(term)) return 0;
  return term.length < 4 ? 0 : term.length < 8 ? 1 : 2;
}
