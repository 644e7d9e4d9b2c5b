import { describe, expect, it } from 'vitest';
import { citationBeingTyped, citedKeys } from '../../../src/notes/citations';

describe('a key being typed', () => {
  it.each([
    ['see @', ''],
    ['see [@lee', 'lee'],
    ['[@lee2019; @kim', 'kim'],
    ['as -@lee', 'lee'],
    ['홍철: @이', '이'],
    [String.raw`\cite{`, ''],
    [String.raw`\citep[see][p. 3]{lee2019, ki`, 'ki'],
    [String.raw`\textcite{a`, 'a'],
    [String.raw`\autocite*{a:b-c`, 'a:b-c'],
  ])('%j', (before, typed) => {
    expect(citationBeingTyped(before)).toEqual({ start: before.length - typed.length, typed });
  });

  it.each(['mail me@home', 'code `@dec', String.raw`\cite{a} and`, 'x @lee and', '', 'a@b'])(
    'not in %j',
    (before) => {
      expect(citationBeingTyped(before)).toBeUndefined();
    },
  );
});

describe('the keys of a line', () => {
  it('are found with where they stand, without the sentence around them', () => {
    const line =
      String.raw`As [@lee2019, p. 3; -@kim:x] and @roe. say, \citep[see]{a, b2}; not me@home or` + ' `@code`';
    const keys = citedKeys(line);
    expect(keys.map(({ key }) => key)).toEqual(['lee2019', 'kim:x', 'roe', 'a', 'b2']);
    for (const { key, range } of keys) expect(line.slice(range.start, range.end)).toBe(key);
  });
});
