import { describe, expect, it } from 'vitest';
import { globMatcher } from '../../../src/host/glob';

describe('globMatcher', () => {
  it.each([
    ['**/node_modules/**', 'node_modules/a.md', true],
    ['**/node_modules/**', 'x/node_modules/y/a.md', true],
    ['**/node_modules/**', 'x/my_node_modules/a.md', false],
    ['drafts', 'drafts/a.md', true],
    ['drafts/', 'drafts/deep/a.md', true],
    ['drafts', 'other/drafts/a.md', false],
    ['*.tmp.md', 'a.tmp.md', true],
    ['*.tmp.md', 'x/a.tmp.md', false],
    ['**/*.{tmp,bak}.md', 'x/y/a.bak.md', true],
    ['**/*.{tmp,bak}.md', 'x/y/a.md', false],
    ['논문/?.md', '논문/가.md', true],
    ['a[0-9].md', 'a7.md', true],
    ['a[!0-9].md', 'a7.md', false],
    ['a+(b).md', 'a+(b).md', true],
    ['unclosed[.md', 'unclosed[.md', true],
    ['{unclosed,x.md', 'x.md', true],
    ['[z-a].md', 'z.md', false],
  ])('%s on %s is %s', (pattern, path, expected) => {
    expect(globMatcher(pattern)(path)).toBe(expected);
  });
});
