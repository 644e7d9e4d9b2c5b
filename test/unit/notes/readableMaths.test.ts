import { describe, expect, it } from 'vitest';
import { readableMaths, readableTitle } from '../../../src/notes/readableMaths';

describe('maths as text', () => {
  it('reads symbols, and leaves the commands that only set type', () => {
    expect(readableMaths(String.raw`\log p_\theta(x) \le \frac{1}{N}`)).toBe('log p_θ(x) ≤ 1/N');
  });

  it('reads the formulas of a title, single digits raised and lowered', () => {
    expect(readableTitle('M$^3$-VOS: Many Phases')).toBe('M³-VOS: Many Phases');
    expect(readableTitle(String.raw`On $\ell_1$ balls in $\mathbb{R}^d$`)).toBe('On ℓ₁ balls in R^d');
    expect(readableTitle('Decay as $x^{12}$')).toBe('Decay as x^12');
  });

  it('leaves prices and lone dollars alone', () => {
    for (const title of ['From $100 to $200 a day', 'A $ sign', 'Cost: $5 and $ 7$', 'US$1 or US$2']) {
      expect(readableTitle(title)).toBe(title);
    }
  });
});
