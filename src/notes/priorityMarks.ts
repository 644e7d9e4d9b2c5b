import { inCaseOf, signStyle, type MarkStyle } from './marks';

/** Words that people use for a priority, the most urgent first; the first word of each is the one that is written. */
const wordsOf: readonly (readonly [number, string])[] = [
  [1, 'high|urgent|highest|critical|must read'],
  [2, 'medium|mid|normal|moderate'],
  [3, 'low|lowest|someday'],
  [1, '높음|상|긴급'],
  [2, '보통|중'],
  [3, '낮음|하'],
];
const valueOfWord = new Map(
  wordsOf.flatMap(([value, words]) => words.split('|').map((word) => [word, value] as const)),
);
const word = [...valueOfWord.keys()].sort((a, b) => b.length - a.length).join('|');
const label = String.raw`(?:p|prio|priority|우선\s?순위|중요도)`;
const longLabel = String.raw`(?:prio|priority|우선\s?순위|중요도)`;
const is = String.raw`\s{0,3}(?:::?|=|：)?\s{0,3}`;

const number = { read: readNumber, say: (value: number) => String(value) };
const named = {
  read: (text: string) => valueOfWord.get(text.toLowerCase()),
  say: (value: number, written: string) => {
    const korean = /\p{Script=Hangul}/u.test(written);
    const same = wordsOf.find(
      ([each, words]) => each === value && /\p{Script=Hangul}/u.test(words) === korean,
    );
    const list = same?.[1].split('|') ?? [];
    // "상" is answered by "하", "높음" by "낮음".
    const found = korean && written.length === 1 ? list.find((each) => each.length === 1) : list[0];
    return found === undefined ? undefined : inCaseOf(found, written);
  },
};

/**
 * How people write priorities; smaller is more urgent. Signs: 🔥 is 1; ⭐⭐⭐ is 1, ⭐⭐ 2 and ⭐ 3; 🔴🟠🟡🟢 are 1 to
 * 4; 🔺⏫🔼🔽⏬ are 1 to 5; 🥇🥈🥉 and 1️⃣ to 9️⃣ are what they show.
 */
export const priorityStyles: readonly MarkStyle<number>[] = [
  {
    ...number,
    pattern: new RegExp(
      String.raw`(?<before>[([（]\s{0,3}${label}${is})(?<value>\d{1,2})(?<after>\s{0,3}[)\]）])`,
      'iu',
    ),
    at: 'end',
    inTitles: true,
  },
  {
    ...number,
    // "p1: …" and "p1 – …" at the start of an entry.
    pattern: /(?<=^\s{0,20})(?<before>p\s?)(?<value>\d{1,2})(?<after>\s{0,3}(?:[:：.)]|[-–—|](?=\s))\s?)/iu,
    at: 'start',
    inTitles: true,
  },
  {
    ...named,
    // "High priority: …" at the start of an entry; most words alone are names there ("Medium: …").
    pattern: new RegExp(
      String.raw`(?<=^\s{0,20})(?<value>${word})(?<after>[\s-]prio(?:rity)?\s{0,3}(?:[:：]|!{1,3}|[-–—](?=\s))\s{0,3})`,
      'iu',
    ),
    at: 'start',
  },
  {
    ...named,
    pattern: /(?<=^\s{0,20})(?<value>urgent|must read|긴급)(?<after>\s{0,3}(?:[:：]|!{1,3})\s{0,3})/iu,
    at: 'start',
  },
  {
    ...named,
    pattern: new RegExp(
      String.raw`(?<before>[([（]\s{0,3}${longLabel}${is})(?<value>${word})(?<after>\s{0,3}[)\]）])`,
      'iu',
    ),
    at: 'end',
  },
  {
    ...named,
    pattern: new RegExp(
      String.raw`(?<before>[([（]\s{0,3})(?<value>${word})(?<after>(?:\s{1,3}(?:prio|priority))\s{0,3}[)\]）])`,
      'iu',
    ),
    at: 'end',
  },
  {
    ...named,
    pattern:
      /(?<before>[([（]\s{0,3})(?<value>high|low|urgent|must read|높음|보통|낮음|긴급)(?<after>\s{0,3}[)\]）])/iu,
    at: 'end',
  },
  {
    ...number,
    pattern: new RegExp(
      String.raw`(?<before>(?<![\p{L}\p{N}])${longLabel}\s{0,3}(?:::?|=|：)\s{0,3})(?<value>\d{1,2})(?![\p{N}.])`,
      'iu',
    ),
    at: 'end',
  },
  {
    ...named,
    pattern: new RegExp(
      String.raw`(?<before>(?<![\p{L}\p{N}])${longLabel}\s{0,3}(?:::?|=|：)\s{0,3})(?<value>${word})(?![\p{L}\p{N}])`,
      'iu',
    ),
    at: 'end',
  },
  {
    ...number,
    pattern: /(?<=^|\s)(?<before>#(?:p|prio(?:rity)?[/-]?))(?<value>\d)(?![\p{L}\p{N}/-])/iu,
    at: 'end',
  },
  {
    ...number,
    // "… – p2" at the end of an entry.
    pattern: /(?<=^|[\s\uFFFC*_])(?<before>(?:[-–—|·,;]\s{0,3})?p)(?<value>\d)(?=[*_]{0,3}\s{0,20}$)/iu,
    at: 'end',
  },
  signStyle([
    [1, '🔥'],
    [1, '⭐⭐⭐ 🌟🌟🌟'],
    [2, '⭐⭐ 🌟🌟'],
    [3, '⭐ 🌟'],
  ]),
  signStyle([
    [1, '🔴'],
    [2, '🟠'],
    [3, '🟡'],
    [4, '🟢'],
  ]),
  signStyle([
    [1, '🔺'],
    [2, '⏫'],
    [3, '🔼'],
    [4, '🔽'],
    [5, '⏬'],
  ]),
  signStyle([
    [1, '🥇'],
    [2, '🥈'],
    [3, '🥉'],
  ]),
  signStyle([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, `${n}\uFE0F\u20E3`] as const)),
];

/** A cell of a column of priorities, where the number or the word alone is one. */
export const priorityCellStyles: readonly MarkStyle<number>[] = [
  {
    ...number,
    pattern:
      /(?<=^\s{0,200}[*_`]{0,3})(?<before>[([]?(?:p|prio|priority)?\s?[:#]?\s?)(?<value>\d{1,2})(?<after>[)\]]?)(?=[*_`]{0,3}\s{0,200}$)/iu,
    at: 'start',
  },
  {
    ...named,
    pattern: new RegExp(
      String.raw`(?<=^\s{0,200}[*_]{0,3})(?<value>${word})(?<after>)(?=[*_]{0,3}\s{0,200}$)`,
      'iu',
    ),
    at: 'start',
  },
  ...priorityStyles,
];

function readNumber(text: string): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 && value <= 99 ? value : undefined;
}
