import { describe, expect, it } from 'vitest';
import { plainNote } from '../../../../src/papers/search/plainNote';

describe('plainNote', () => {
  it('keeps the words, and leaves out addresses and marks', () => {
    const note = [
      '- Core idea: **go back** first, see [their post](https://example.org/a-post-547fce2b3305) too',
      '  1. `then` explore https://example.org/x?y=z',
      '  - [x] read [appendix][https://example.org]',
      '## 결론 <!-- later -->',
      '> 5 * 3 _is_ fifteen, #tag stays',
    ].join('\r\n');
    expect(plainNote(note)).toBe(
      'Core idea: go back first, see their post too then explore read appendix 결론 5 * 3 _is_ fifteen, #tag stays',
    );
  });

  it('takes time in proportion to hostile text', () => {
    for (const piece of ['[', '](', '![a](', '<!--', '- - ', '[a](b', 'https://']) {
      plainNote(piece.repeat(200_000 / piece.length));
    }
  });
});
