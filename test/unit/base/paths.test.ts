import { describe, expect, it } from 'vitest';
import { relativePath } from '../../../src/base/paths';

describe('relativePath', () => {
  it.each([
    ['a.md', 'b.csv', 'b.csv'],
    ['notes/a.md', 'data/b.csv', '../data/b.csv'],
    ['notes/deep/a.md', 'notes/b.csv', '../b.csv'],
    ['notes/a.md', 'notes/data/b.csv', 'data/b.csv'],
    ['x/a.md', 'x', '../x'],
    ['', '.marginalia/b.svg', '.marginalia/b.svg'],
  ])('leads from %j to %j by %j', (from, to, expected) => {
    expect(relativePath(from, to)).toBe(expected);
  });
});
