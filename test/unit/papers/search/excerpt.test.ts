import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../../src/papers/search/excerpt';
import { toJamo } from '../../../../src/papers/search/jamo';

const text = `${'Much is said at first about things that do not matter. '.repeat(6)}Then a kernel appears, and its spectrum decides. ${'And so on it goes for long. '.repeat(9)}`;

describe('excerptOf', () => {
  it('shows the words where they stand together, cut between words', () => {
    const shown = excerptOf(text, ['kernel', 'spectrum'], 90);
    expect(shown).toContain('a kernel appears, and its spectrum decides');
    expect(shown).toMatch(/^… .* …$/);
    expect(shown.length).toBeLessThanOrEqual(96);
    for (const word of shown.replaceAll('…', '').trim().split(' ')) expect(text.split(/\s/)).toContain(word);
  });

  it('shows a short text whole, on one line', () => {
    expect(excerptOf(' A note\n  of two\tlines ', ['zebra'], 90)).toBe('A note of two lines');
  });

  it('shows the beginning of what does not have the words', () => {
    expect(excerptOf(text, ['zebra'], 30)).toBe('Much is said at first about …');
  });

  it('finds Korean within a word, and does not cut an emoji in two', () => {
    const note = `${'가나다 '.repeat(60)}그리고 강화학습에서는 다르다. ${'라마바 '.repeat(60)}`;
    expect(excerptOf(note, [toJamo('학습')], 40)).toContain('강화학습에서는');
    expect(excerptOf('🧠'.repeat(50), [], 31)).toBe(`${'🧠'.repeat(15)} …`);
  });
});
