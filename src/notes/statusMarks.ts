import { inCaseOf, signStyle, type MarkStyle } from './marks';
import type { ReadingStatus } from './readingListEntry';

/** Words for a status; the first of each line is the one that is written in that language. */
const wordsOf: readonly (readonly [ReadingStatus, 'en' | 'ko', string])[] = [
  ['to read', 'en', 'to read|to-read|toread|unread|queued|not read|not started|not yet|todo'],
  ['reading', 'en', 'reading|in progress|in-progress|currently reading|started'],
  ['read', 'en', 'read|done|finished|completed|complete|already read'],
  ['skipped', 'en', "skipped|skip|dropped|abandoned|won't read"],
  ['to read', 'ko', '읽을 것|읽을 예정|읽을것|읽을예정|안 읽음|안읽음|예정|대기'],
  ['reading', 'ko', '읽는 중|읽고 있음|읽는중|읽고있음|진행 중|진행중'],
  ['read', 'ko', '읽음|완료|다 읽음|다읽음'],
  ['skipped', 'ko', '건너뜀|건너뛰기|스킵|제외|보류'],
];
const statusOfWord = new Map(
  wordsOf.flatMap(([status, , words]) => words.split('|').map((word) => [word, status] as const)),
);
/** Words that stand for a status even where nothing around them says that one is meant. */
const plainWords =
  'to read|to-read|unread|reading|in progress|currently reading|read|done|finished|skipped|skip|dropped|읽을 것|읽을 예정|읽는 중|읽고 있음|읽음|다 읽음|완료|건너뜀';

const anyWord = [...statusOfWord.keys()].sort((a, b) => b.length - a.length).join('|');
const plainWord = plainWords
  .split('|')
  .sort((a, b) => b.length - a.length)
  .join('|');

function readWord(text: string): ReadingStatus | undefined {
  return statusOfWord.get(text.toLowerCase().replaceAll('’', "'"));
}

/** The word of the same language for another status. */
function sayWord(status: ReadingStatus, written: string): string | undefined {
  const language = /\p{Script=Hangul}/u.test(written) ? 'ko' : 'en';
  const list = wordsOf.find(([each, of]) => each === status && of === language)?.[2].split('|') ?? [];
  // "done" and its like are a set of their own: who writes "done" writes "todo".
  const found =
    status === 'to read' && /^(?:done|todo)$/i.test(written)
      ? 'todo'
      : status === 'read' && /^todo$/i.test(written)
        ? 'done'
        : list[0];
  return found === undefined ? undefined : inCaseOf(found, written);
}

const words = { read: readWord, say: sayWord };
const label = String.raw`(?:status|state|상태|진행)`;
const is = String.raw`\s{0,3}(?:::?|=|：)\s{0,3}`;

/**
 * How people write a status. Signs: ✅ ✔ ☑ are read; 📖 👀 ⏳ reading; 🔖 📚 🆕 to read; ⏭ 🚫 ❌ 🗑 skipped.
 */
export const statusStyles: readonly MarkStyle<ReadingStatus>[] = [
  {
    ...words,
    pattern: new RegExp(
      String.raw`(?<before>[([（]\s{0,3})(?<value>${plainWord})(?<after>\s{0,3}[)\]）])`,
      'iu',
    ),
    at: 'end',
  },
  {
    ...words,
    pattern: new RegExp(
      String.raw`(?<before>[([（]\s{0,3}${label}${is})(?<value>${anyWord})(?<after>\s{0,3}[)\]）])`,
      'iu',
    ),
    at: 'end',
  },
  {
    ...words,
    pattern: new RegExp(
      String.raw`(?<before>(?<![\p{L}\p{N}])${label}${is})(?<value>${anyWord})(?![\p{L}\p{N}])`,
      'iu',
    ),
    at: 'end',
  },
  {
    pattern:
      /(?<=^|\s)(?<before>#(?:status\/)?)(?<value>to-?read|unread|reading|read|done|skipped|읽을것|읽는중|읽음|건너뜀)(?![\p{L}\p{N}/-])/iu,
    read: readWord,
    say: (status, written) => {
      const said = sayWord(status, written)?.replace('to read', written.includes('-') ? 'to-read' : 'toread');
      return said?.replaceAll(' ', '');
    },
    at: 'end',
  },
  {
    ...words,
    // "… – reading" at the end of an entry.
    pattern: new RegExp(
      String.raw`(?<=^|[\s\uFFFC])(?<before>[-–—|·→]\s{1,3})(?<value>${plainWord})(?=\s{0,20}$)`,
      'iu',
    ),
    at: 'end',
  },
  signStyle<ReadingStatus>([
    ['read', '✅ ✔️ ☑️ ✓'],
    ['reading', '📖 👀 ⏳'],
    ['to read', '🔖 📚 🆕'],
    ['skipped', '⏭️ 🚫 ❌ 🗑️'],
  ]),
];

/** A cell of a column of states, where the word alone is one. */
export const statusCellStyles: readonly MarkStyle<ReadingStatus>[] = [
  {
    ...words,
    pattern: new RegExp(
      String.raw`(?<=^\s{0,200}[*_\x60([]{0,3})(?<value>${anyWord})(?=[)\]*_\x60]{0,3}\s{0,200}$)`,
      'iu',
    ),
    at: 'start',
  },
  ...statusStyles,
];

/** A cell of a column that asks "read?": a tick or a word for yes, nothing or a word for no. */
export const readCellStyles: readonly MarkStyle<ReadingStatus>[] = [
  {
    pattern: /(?<=^\s{0,200})(?<value>yes|no|y|n|x|o|예|아니오|네)(?=\s{0,200}$)/iu,
    read: (text) => (/^(?:yes|y|x|o|예|네)$/i.test(text) ? 'read' : 'to read'),
    say: (status, written) => {
      const pair = [
        ['yes', 'no'],
        ['y', 'n'],
        ['예', '아니오'],
        ['네', '아니오'],
      ].find((each) => each.includes(written.toLowerCase()));
      if (!pair || (status !== 'read' && status !== 'to read')) return undefined;
      return inCaseOf((status === 'read' ? pair[0] : pair[1]) ?? '', written);
    },
    at: 'start',
  },
  ...statusCellStyles,
];

/** Check boxes, GFM's and those of other editors: `[/]` is half done, `[-]` is dropped. */
export const boxes: readonly (readonly [ReadingStatus, string])[] = [
  ['to read', ' '],
  ['read', 'x'],
  ['reading', '/'],
  ['skipped', '-'],
];
