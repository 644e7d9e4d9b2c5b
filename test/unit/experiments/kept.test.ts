import { describe, expect, it } from 'vitest';
import { decodeKept } from '../../../src/experiments/kept';

const line = (value: unknown): string =>
  `${JSON.stringify({ at: '2026-01-02T03:04:05.678Z', basis: 'b', value })}\n`;

describe('decodeKept', () => {
  it('reads a file cut at any byte up to its last whole piece', () => {
    const text = [1, { a: 2 }, [3]].map(line).join('');
    for (let length = 0; length <= text.length; length++) {
      const whole = text
        .slice(0, length)
        .split('\n')
        .filter((part) => part.endsWith('}') && part.startsWith('{"at"'));
      const values = decodeKept(text.slice(0, length)).map(({ value }) => value);
      expect(values).toEqual([1, { a: 2 }, [3]].slice(0, whole.filter(isJson).length));
    }
  });

  it('passes over a torn piece that others were written after, and over what is none', () => {
    const torn = line('lost').slice(0, 30);
    expect(decodeKept(`${line(1)}${torn}\n${line(2)}{"value":3}\n`).map(({ value }) => value)).toEqual([
      1, 2,
    ]);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
