import { describe, expect, it } from 'vitest';
import { mada } from '../../../../src/science/estimators/mada';
import { mindLikelihood, searchStalls, wholeMaximum } from '../../../../src/science/estimators/mindMl';
import { mom } from '../../../../src/science/estimators/mom';
import { twoNNLikelihood } from '../../../../src/science/estimators/twonnMl';
import { gaussian } from '../../compute/points';
import { estimateFrom, estimateOf, inputFor } from './estimates';

const logs = (...distances: number[]): Float64Array => Float64Array.from(distances, Math.log);

describe('one number a point, by hand', () => {
  it('TwoNN by maximum likelihood: (N − 1) / Σ ln mu', () => {
    expect(twoNNLikelihood().value(logs(1, Math.E))).toBe(1);
    expect(twoNNLikelihood().combine(Float64Array.from([1, 0.5, 0.25]))).toBe(2 / 1.75);
    expect(twoNNLikelihood().combine(new Float64Array(5))).toBeNaN();
  });

  it('MOM: mean distance over what it lacks of the largest', () => {
    // Mean 2 of distances 1, 2, 3.
    expect(mom(3, 'mean').value(logs(1, 2, 3))).toBeCloseTo(2 / (3 - 2), 13);
  });

  it('MADA: ln 2 over the logarithm of outer to inner distance', () => {
    expect(mada(5, 'mean').value(logs(1, 2, 3, 4, 8))).toBeCloseTo(0.5, 13);
    expect(mada(4, 'mean').value(logs(1, 2, 2, 2))).toBe(Infinity);
  });

  it.each([
    ['mean', 13 / 3],
    ['median', 2],
    ['harmonic', 3 / (1 + 1 / 2 + 1 / 10)],
  ] as const)('%s', (combine, expected) => {
    expect(mom(3, combine).combine(Float64Array.from([10, 1, 2]))).toBeCloseTo(expected, 13);
  });
});

describe('MiND_ML', () => {
  // With k = 1 the likelihood is that of Pareto ratios: d = −N / Σ ln rho.
  const ratios = Float64Array.from([-1, -0.5, -0.25, -0.1]);

  it('is −N / Σ ln rho with one neighbour', () => {
    expect(mindLikelihood(1).value(logs(1, Math.E))).toBe(-1);
    expect(mindLikelihood(1).combine(ratios)).toBeCloseTo(4 / 1.85, 12);
  });

  it('is where the derivative of the likelihood vanishes', () => {
    const k = 7;
    const d = mindLikelihood(k).combine(ratios);
    let slope = ratios.length / d;
    for (const log of ratios) slope += log - ((k - 1) * Math.exp(d * log) * log) / (1 - Math.exp(d * log));
    expect(slope).toBeCloseTo(0, 11);
  });

  it('takes the better of the whole numbers beside it, up to a bound', () => {
    expect(wholeMaximum(ratios, 1, 4 / 1.85, 100)).toBe(2);
    expect(wholeMaximum(ratios, 7, mindLikelihood(7).combine(ratios), 3)).toBeLessThanOrEqual(3);
  });

  it('stalls as its peer does only below a start of one or two', () => {
    expect([searchStalls(2, 1.9), searchStalls(2, 2.1), searchStalls(3, 2.9)]).toEqual([true, false, false]);
  });
});

describe('a Gaussian in three dimensions', () => {
  const requests = [
    'twonn-ml',
    'gride(n1=2,n2=4)',
    'gride(n1=8,n2=16,outliers=drop)',
    'mom(k=20)',
    'mom(combine=median,k=20)',
    'mada',
    'mada(combine=harmonic)',
    'mind-ml(k=10)',
    'mind-ml(k=10,version=MLi)',
  ];

  it.each(requests)('%s', async (request) => {
    const found = await estimateOf(gaussian(600, 3), request);
    expect(found.dimension).toBeGreaterThan(2.5);
    expect(found.dimension).toBeLessThan(3.6);
    expect(found.interval[0]).toBeLessThan(found.dimension);
    expect(found.interval[1]).toBeGreaterThan(found.dimension);
    expect(found.key).toBe(request === 'mom(combine=median,k=20)' ? 'mom(k=20,combine=median)' : request);
    // Of MOM it is no news that it moves with the size of the neighbourhoods.
    expect(found.warnings.filter((warning) => !warning.includes('neighbours in place of'))).toEqual([]);
  });

  it('cuts MiND_ML off at D and says so', async () => {
    const found = await estimateOf(gaussian(300, 6), 'mind-ml(D=4)');
    expect(found.dimension).toBe(4);
    expect(found.warnings.join()).toContain('D=4');
  });

  it('says that the sample is too small for so many neighbours', async () => {
    const input = await inputFor(gaussian(30, 2), ['mom', 'mada', 'gride(n1=20,n2=40)']);
    expect((await estimateFrom(input, 'mom')).warnings.join()).toContain('k was lowered from 100 to 28');
    expect((await estimateFrom(input, 'mada')).warnings.join()).toContain('hardly local');
    expect((await estimateFrom(input, 'gride(n1=20,n2=40)')).warnings.join()).toContain('n2 was lowered');
  });
});
