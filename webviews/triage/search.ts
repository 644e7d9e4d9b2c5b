import type { TriageEntry } from '../../src/protocol/triagePanel';

/** A paper's words, made once, so that each keystroke of a search only compares. */
export interface SearchText {
  readonly text: string;
  /** Of title, organisation, names and topic: in these a mistyped word is looked for. */
  readonly words: readonly string[];
}

export function searchText(entry: TriageEntry): SearchText {
  const short = [
    entry.title,
    entry.organisation ?? '',
    ...entry.authors,
    entry.topic?.name ?? '',
    entry.arxiv ?? '',
  ].join(' ');
  return { text: plain(`${short} ${entry.abstract}`), words: [...new Set(wordsOf(short))] };
}

/** Whether a paper has every word of the search, or one that is a slip of the finger away from it. */
export function matches({ text, words }: SearchText, query: readonly string[]): boolean {
  return query.every((word) => text.includes(word) || words.some((each) => isSlip(word, each)));
}

export function queryWords(search: string): readonly string[] {
  return wordsOf(search);
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}.]+/u)
    .filter((word) => word !== '');
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');
}

/** One letter wrong, missing, too many or swapped with its neighbour; two in long words. Short words must be right. */
function isSlip(typed: string, word: string): boolean {
  if (typed.length < 4) return false;
  const most = typed.length >= 8 ? 2 : 1;
  return typed[0] === word[0] && startWithin(typed, word.slice(0, typed.length + most), most);
}

/** Whether `a` is at most so many slips away from `b` or a start of it: a word may be half typed. */
function startWithin(a: string, b: string, most: number): boolean {
  if (a.length - b.length > most) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(
        (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return false;
    beforeLast = last;
    last = row;
  }
  return Math.min(...last) <= most;
}
