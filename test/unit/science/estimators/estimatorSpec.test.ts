import { describe, expect, it } from 'vitest';
import { parseEstimator, parseEstimators } from '../../../../src/science/estimators/estimatorSpec';

function key(text: string): string {
  const spec = parseEstimator(text);
  if (!spec.ok) throw new Error(spec.error);
  return spec.value.key;
}

function error(text: string): string {
  const spec = parseEstimators(text);
  if (spec.ok) throw new Error(`no error: ${spec.value.map((s) => s.key).join()}`);
  return spec.error;
}

describe('estimator requests', () => {
  it.each([
    ['twonn', 'twonn'],
    [' TwoNN ( ) ', 'twonn'],
    ['twonn(discard=0.10)', 'twonn'],
    ['twonn( discard = .05 )', 'twonn(discard=0.05)'],
    ['mle(combine=mean, k=10)', 'mle(k=10,combine=mean)'],
    ['mle(unbiased=true)', 'mle(unbiased=true)'],
    ['mle(k=20)', 'mle'],
    ['pca(version=fo)', 'pca'],
    ['pca(version=ratio,alpha=0.95)', 'pca(version=ratio,alpha=0.95)'],
  ])('%j is %j in normal form', (text, expected) => {
    expect(key(text)).toBe(expected);
    expect(key(expected)).toBe(expected);
  });

  it('names every option in force', () => {
    const spec = parseEstimator('mle(k=10)');
    expect(spec.ok && spec.value.variant).toBe('k=10, combine=harmonic, unbiased=false');
    const kaiser = parseEstimator('pca(version=Kaiser)');
    expect(kaiser.ok && kaiser.value.variant).toBe('version=Kaiser');
  });

  it('splits lists outside parentheses, each estimator once', () => {
    const specs = parseEstimators('twonn, mle(k=10,combine=mean) ,pca,twonn(discard=0.1),');
    expect(specs.ok && specs.value.map((spec) => spec.key)).toEqual([
      'twonn',
      'mle(k=10,combine=mean)',
      'pca',
    ]);
  });

  it.each([
    ['tonn', 'twonn, mle, pca'],
    ['mle(q=3)', 'k, combine, unbiased'],
    ['mle(k)', 'whole number'],
    ['mle(k=1)', 'from 2 to 100'],
    ['mle(k=2.5)', 'whole number'],
    ['mle(k=)', 'whole number'],
    ['mle(combine=geometric)', 'harmonic, mean, median'],
    ['mle(k=10,k=20)', 'twice'],
    ['mle(k=2,unbiased=true)', 'k=3 or more'],
    ['mle(unbiased=yes)', 'true or false'],
    ['mle(toString=1)', 'k, combine, unbiased'],
    ['pca(version=Kaiser,alpha=0.1)', 'FO and ratio'],
    ['mle(k=10', 'write one as'],
    [' , ', 'at least one'],
  ])('%j is refused, saying what is possible', (text, part) => {
    expect(error(text)).toContain(part);
  });
});
