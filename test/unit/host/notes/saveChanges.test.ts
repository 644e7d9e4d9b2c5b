import { describe, expect, it } from 'vitest';
import { saveWouldTrim } from '../../../../src/host/notes/saveChanges';

const off = { trimTrailingWhitespace: false, insertFinalNewline: false, trimFinalNewlines: false };

describe('saveWouldTrim', () => {
  it.each([
    ['a \nb', { trimTrailingWhitespace: true }, true],
    ['a\t\r\nb', { trimTrailingWhitespace: true }, true],
    ['a b\n', { trimTrailingWhitespace: true }, false],
    ['a', { insertFinalNewline: true }, true],
    ['a\r\n', { insertFinalNewline: true }, false],
    ['', { insertFinalNewline: true }, false],
    ['a\n\n', { trimFinalNewlines: true }, true],
    ['a\r\n\r\n', { trimFinalNewlines: true }, true],
    ['a\r\n', { trimFinalNewlines: true }, false],
    ['a \n\n', {}, false],
  ])('of %j with %j is %s', (text, settings, expected) => {
    expect(saveWouldTrim(text, { ...off, ...settings })).toBe(expected);
  });
});
