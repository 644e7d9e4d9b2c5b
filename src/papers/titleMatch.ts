import type { PaperFacts, TitleQuery } from './clients/client';

/** How well a paper agrees with what was looked for, and in what. */
export interface TitleMatch {
  /** From 0 to 1; 1 only for the same words in the same order and nothing that speaks against it. */
  readonly score: number;
  /** From 0 to 1, of the titles alone. */
  readonly title: number;
  /** `near`: a year apart, as a preprint and its publication are. */
  readonly year: 'same' | 'near' | 'different' | 'unknown';
  readonly authors: 'agree' | 'some' | 'differ' | 'unknown';
}

/** Below this a paper is not the one looked for. */
export const leastScore = 0.55;

/** Of a title as short as this there may be several papers: it takes an author or a year to be sure. */
const shortTitle = 2;

/** Compares what was looked for with a paper. Careful: what speaks against it costs more than what is missing. */
export function matchTitle(query: TitleQuery, facts: PaperFacts): TitleMatch {
  const title = titleSimilarity(query.title, facts.title ?? '');
  const year = compareYears(query.year, facts.year);
  const authors = compareAuthors(query.authors ?? [], facts.authors ?? []);
  const yearFactor = { same: 1, near: 0.98, different: 0.8, unknown: query.year === undefined ? 1 : 0.97 };
  const authorFactor = {
    agree: 1,
    some: 0.97,
    differ: 0.6,
    unknown: (query.authors ?? []).length === 0 ? 1 : 0.95,
  };
  const confirmed = year === 'same' || authors === 'agree' || authors === 'some';
  const words = titleWords(query.title).length;
  const certainty = words <= shortTitle && !confirmed ? 0.75 : 1;
  const score = title * yearFactor[year] * authorFactor[authors] * certainty;
  return { score: Math.round(score * 1000) / 1000, title: Math.round(title * 1000) / 1000, year, authors };
}

/** From 0 to 1: words in common and pairs of letters in common; a title without its subtitle is nearly the same. */
export function titleSimilarity(a: string, b: string): number {
  const [left, right] = [titleWords(a), titleWords(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const whole = wordsSimilarity(left, right);
  if (whole === 1) return 1;
  const [mainLeft, mainRight] = [mainTitle(a), mainTitle(b)];
  const shortened = Math.max(
    mainRight.length >= 3 ? wordsSimilarity(left, mainRight) : 0,
    mainLeft.length >= 3 ? wordsSimilarity(mainLeft, right) : 0,
  );
  return Math.max(whole, 0.92 * shortened);
}

/** The same for titles that differ in case, accents, punctuation or mark-up only. */
export function normaliseTitle(title: string): string {
  return titleWords(title).join(' ');
}

function titleWords(title: string): readonly string[] {
  return title
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[{}]/g, '')
    .replace(/\\[a-z]+|[$_^]/g, ' ')
    .replace(/&/g, ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function mainTitle(title: string): readonly string[] {
  const end = title.search(/[:?!]\s|\s[–—-]\s/);
  return end < 0 ? [] : titleWords(title.slice(0, end));
}

function wordsSimilarity(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [a.join(' '), b.join(' ')];
  if (left === right) return 1;
  // "multi-task" and "multitask" are one title: letters alone, a little less than the same.
  if (left.replaceAll(' ', '') === right.replaceAll(' ', '')) return 0.995;
  return 0.5 * dice(a, b) + 0.5 * dice(pairs(left), pairs(right));
}

function pairs(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}

/** Twice what is common over what there is, each as often as it occurs. */
function dice(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const each of a) counts.set(each, (counts.get(each) ?? 0) + 1);
  let common = 0;
  for (const each of b) {
    const left = counts.get(each) ?? 0;
    if (left === 0) continue;
    counts.set(each, left - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}

function compareYears(asked: number | undefined, found: number | undefined): TitleMatch['year'] {
  if (asked === undefined || found === undefined) return 'unknown';
  const apart = Math.abs(asked - found);
  return apart === 0 ? 'same' : apart === 1 ? 'near' : 'different';
}

/** By any word of their names: a note may give "Hinton", "G. Hinton", "Hinton, G." or "et al.". */
function compareAuthors(asked: readonly string[], found: readonly string[]): TitleMatch['authors'] {
  const named = asked.map(nameWords).filter((words) => words.length > 0);
  if (named.length === 0 || found.length === 0) return 'unknown';
  const known = new Set(found.flatMap(nameWords));
  const agreeing = named.filter((words) => words.some((word) => known.has(word))).length;
  return agreeing === named.length ? 'agree' : agreeing > 0 ? 'some' : 'differ';
}

function nameWords(name: string): readonly string[] {
  const words = titleWords(name).filter((word) => !['et', 'al', 'and', 'others'].includes(word));
  // Initials say nothing, but a name in Korean or Chinese may have no longer part.
  return words.filter((word) => word.length > 1 || /[^a-z]/.test(word));
}
