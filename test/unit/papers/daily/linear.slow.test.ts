import { describe, expect, it } from 'vitest';
import { looksLikeDailyPapers } from '../../../../src/papers/daily/looksLikeDailyPapers';
import { readDailyPapers } from '../../../../src/papers/daily/readDailyPapers';

const size = 1_000_000;
const units: Readonly<Record<string, string>> = {
  letters: 'a',
  lines: 'a\n',
  paragraphs: 'a\n\n',
  'empty lines': '\n',
  spaces: ' ',
  'lines of spaces': `x${' '.repeat(590)}\n`,
  dots: '·\n',
  'joined words': `${'a · b · '.repeat(20)}\n`,
  brackets: `${'['.repeat(590)}\n`,
  links: `${'[a](b)'.repeat(90)}\n`,
  stars: `**${'a *'.repeat(150)}\n`,
  quotes: '>',
  numbers: `${'1 2 '.repeat(30)}\n`,
  days: 'Oct 19 2\n\n',
  labels: 'Submitted by\n',
  names: `Authors: ${'a,'.repeat(90)}\n`,
  apostrophes: `${'a'.repeat(60)}'\n`,
  entries: 'A Title of Words Here\n\nAn abstract that is made of words.\n\n  • 7 authors\n·\nOct 19\n\n',
  'short paragraphs': `${'Sentence one. Sentence two '.repeat(5)}\n\n`,
  'nested JSON': '[',
};

describe('1 MB of anything', () => {
  // A reader that is not linear would need hours.
  it.each(Object.entries(units))('%s are read to the end', { timeout: 60_000 }, (_, unit) => {
    const text = unit.repeat(Math.ceil(size / unit.length));
    expect(() => readDailyPapers(text, { today: '2026-11-21' })).not.toThrow();
    looksLikeDailyPapers(text.slice(0, 65_536));
  });
});

/** The same text at every run: a small generator of its own. */
function* randomTexts(count: number): Generator<string> {
  const pieces = [
    '\n',
    '\n\n',
    '\r\n',
    '·',
    '•',
    ' ',
    'Oct 19',
    '7 authors',
    'A Title',
    'Some words. More.',
    '[',
    '](',
  ];
  const more = [
    '**',
    '#',
    '> ',
    'Submitted by',
    '2025-10-30',
    '12',
    'https://arxiv.org/abs/2501.00001',
    '한국어',
    '🧠',
    '$x$',
  ];
  const all = [
    ...pieces,
    ...more,
    'Daily Papers',
    'Upvote',
    'Abstract',
    '\ud800',
    '\u2028',
    '\t',
    ',',
    '...',
  ];
  let state = 7;
  for (let i = 0; i < count; i++) {
    let text = '';
    for (let j = 0; j < 40; j++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      text += all[(state >>> 8) % all.length] ?? '';
    }
    yield text;
  }
}

describe('any text', () => {
  it('is read without an error, its entries in order, apart and within it', () => {
    for (const text of randomTexts(2_000)) {
      const { entries } = readDailyPapers(text, { today: '2026-11-21' });
      let at = 0;
      for (const { range, title } of entries) {
        expect(title.length, JSON.stringify(text)).toBeGreaterThan(0);
        expect(range?.start, JSON.stringify(text)).toBeGreaterThanOrEqual(at);
        expect(range?.end, JSON.stringify(text)).toBeGreaterThan(range?.start ?? 0);
        at = range?.end ?? 0;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }
  });
});
