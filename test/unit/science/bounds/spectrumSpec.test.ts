import { describe, expect, it } from 'vitest';
import { givenSpectrum, namedSpectrum } from '../../../../src/science/bounds/spectrumSpec';

describe('a named spectrum', () => {
  it.each([
    ['flat', [1, 1, 1, 1]],
    [' Power( 2 ) ', [1, 1 / 4, 1 / 9, 1 / 16]],
    ['outliers(1, 10, 1e-3)', [10, 1e-3, 1e-3, 1e-3]],
    ['outliers(2, 1, 5)', [5, 5, 1, 1]],
    ['outliers(3, 2, 0)', [2, 2, 2, 0]],
    ['exponential(1)', [1, Math.exp(-1), Math.exp(-2), Math.exp(-3)]],
  ])('%s has its eigenvalues, the greatest first', (text, expected) => {
    const found = namedSpectrum(text, 4);
    expect(found.ok && [...found.value]).toEqual(expected);
  });

  it.each([
    ['flatt', 'did you mean flat?'],
    ['power', 'power takes exponent: write power(1)'],
    ['power(-1)', 'the exponent must be'],
    ['power(600)', 'the exponent must be'],
    ['power(x)', 'the exponent must be'],
    ['outliers(5, 1, 0)', 'from 1 to the dimension, 4'],
    ['outliers(1, 1)', 'takes count, size, rest'],
    ['outliers(1, 0, 0)', 'the size must be above 0'],
    ['exponential(400)', 'from 0 to 230'],
    ['marchenko-pastur(0)', 'the ratio must be'],
    ['spiked(4, 1, 1)', 'to below the dimension, 4'],
    ['data/h.csv', 'there is no spectrum "data/h.csv"'],
  ])('says of %s what is possible', (text, words) => {
    const found = namedSpectrum(text, 4);
    expect(found.ok ? '' : found.error).toContain(words);
  });
});

describe('given eigenvalues', () => {
  it('are put in order, with what rounding made negative at zero', () => {
    const found = givenSpectrum([1e-9, 4, -1e-10, 2]);
    expect(found).toEqual({ ok: true, value: { values: Float64Array.of(4, 2, 1e-9, 0), zeroed: 1 } });
  });

  it.each([
    [[], 'no eigenvalue'],
    [[0, 0], 'no eigenvalue is above 0'],
    [[1, -0.5], 'a quadratic well needs a Hessian without negative curvature'],
    [[1, NaN], 'no finite number'],
  ])('%j are refused', (values, words) => {
    const found = givenSpectrum(values);
    expect(found.ok ? '' : found.error).toContain(words);
  });
});
