import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { effectiveRank, stableRank } from '../../../../src/science/compression/effectiveRank';
import { lowerHull, rateOnHull } from '../../../../src/science/compression/lowerHull';
import { quantisedRanks, truncationErrors } from '../../../../src/science/compression/quantisedSvd';
import { gaussianRate } from '../../../../src/science/compression/reverseWaterFilling';
import { entropyOfCounts, floatFields, quantise } from '../../../../src/science/compression/scalarQuantiser';
import { thinSvd } from '../../../../src/science/compression/thinSvd';

function gaussian(rows: number, columns: number, seed: number, scale = (j: number): number => 1 / (1 + j)) {
  const rng = new Rng(seed);
  const values = Float64Array.from(
    { length: rows * columns },
    (_, i) => rng.normal() * scale(i % columns) + 0.3,
  );
  return { rows, columns, values };
}

describe('the singular value decomposition', () => {
  it.each([
    [7, 4, false],
    [4, 7, false],
    [7, 4, true],
    [4, 7, true],
  ])('of %i × %i gives the matrix back (centred: %s)', async (rows, columns, centre) => {
    const svd = await thinSvd(gaussian(rows, columns, 1), { centre, most: 99 }, {});
    expect(svd.singular).toHaveLength(4);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const sum = svd.left.reduce(
          (total, u, k) => total + (svd.singular[k] ?? 0) * (u[i] ?? 0) * (svd.right[k]?.[j] ?? 0),
          0,
        );
        expect(sum).toBeCloseTo(svd.values[i * columns + j] ?? NaN, 9);
      }
    }
    // A centred wide matrix loses one direction, and vectors of rounding are not given.
    expect(svd.left).toHaveLength(centre && columns > rows ? 3 : 4);
  });

  it('knows the singular values of a diagonal matrix', async () => {
    const values = Float64Array.of(0, 3, 0, 2, 0, 0, 0, 0, 1);
    const { singular } = await thinSvd({ rows: 3, columns: 3, values }, { centre: false, most: 3 }, {});
    expect([...singular].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([3, 2, 1]);
  });
});

describe('a quantised number', () => {
  it('uniform: lies in the middle of its cell, and no farther than half a cell off', () => {
    const { values, codes } = quantise(Float64Array.of(-1, -0.6, 0.1, 1), { format: 'uniform', bits: 2 });
    expect([...codes]).toEqual([-2, -2, 0, 1]);
    expect([...values]).toEqual([-0.75, -0.75, 0.25, 0.75]);
  });

  it('float of 16 bits has the levels of IEEE half precision', () => {
    expect(floatFields(16)).toEqual({ exponent: 5, mantissa: 10 });
    // The greatest, scaled to itself (half precision without infinities ends at 131008), keeps all levels in place.
    const { values } = quantise(Float64Array.of(131008, 1 + 2 ** -11 + 1e-9, -(2 ** -24) * 1.4, 0), {
      format: 'float',
      bits: 16,
    });
    expect([...values]).toEqual([131008, 1 + 2 ** -10, -(2 ** -24), 0]);
  });

  it('rounded at random is right on average, in both formats', () => {
    for (const format of ['uniform', 'float'] as const) {
      const rng = new Rng(5);
      const vector = Float64Array.from({ length: 40_001 }, (_, i) => (i === 40_000 ? 1 : 0.3));
      const { values } = quantise(vector, { format, bits: 4, rng });
      const mean = values.slice(0, -1).reduce((sum, x) => sum + x, 0) / 40_000;
      // The spread of one rounding is at most half a step of 1/8: four standard errors.
      expect(Math.abs(mean - 0.3)).toBeLessThan((4 * 0.0625) / 200);
    }
  });

  it('takes as many bits as its levels’ entropy', () => {
    expect(entropyOfCounts([1, 1, 2])).toBe(1.5);
    expect(entropyOfCounts([7])).toBe(0);
    expect(entropyOfCounts([])).toBe(0);
  });
});

describe('the quantised decomposition', () => {
  it.each(['uniform', 'float'] as const)(
    'has the error that building the matrix again shows: %s',
    async (format) => {
      const svd = await thinSvd(gaussian(12, 5, 2), { centre: true, most: 5 }, {});
      const found = await quantisedRanks(svd, [1, 3, 5, 9], { format, bits: 5 }, 'fixed', {});
      expect(found.map(({ rank }) => rank)).toEqual([1, 3, 5, 9]);
      // By brute force: round both vectors, fit the scale, subtract.
      const rest = svd.values.slice();
      const whole = rest.reduce((sum, x) => sum + x * x, 0);
      const original = svd.values;
      for (let k = 0; k < 3; k++) {
        const u = quantise(svd.left[k] ?? new Float64Array(0), { format, bits: 5 }).values;
        const v = quantise(svd.right[k] ?? new Float64Array(0), { format, bits: 5 }).values;
        let along = 0;
        for (let i = 0; i < 12; i++)
          for (let j = 0; j < 5; j++) along += (u[i] ?? 0) * (v[j] ?? 0) * (original[i * 5 + j] ?? 0);
        const size = u.reduce((sum, x) => sum + x * x, 0) * v.reduce((sum, x) => sum + x * x, 0);
        for (let i = 0; i < 12; i++) {
          for (let j = 0; j < 5; j++)
            rest[i * 5 + j] = (rest[i * 5 + j] ?? 0) - (along / size) * (u[i] ?? 0) * (v[j] ?? 0);
        }
      }
      const brute = rest.reduce((sum, x) => sum + x * x, 0) / whole;
      // Up to the float16 of the singular values.
      expect(found[1]?.error).toBeCloseTo(brute, 3);
      expect(found[3]?.error).toBe(found[2]?.error);
      expect(found[0]?.bits).toBe(17 * 5 + 16 + 64 + 32);
    },
  );

  it('comes to the truncation alone with many bits, which Eckart and Young give', async () => {
    const svd = await thinSvd(gaussian(30, 6, 3), { centre: true, most: 6 }, {});
    const truncated = truncationErrors(svd.singular);
    const found = await quantisedRanks(svd, [1, 2, 3, 4], { format: 'uniform', bits: 24 }, 'fixed', {});
    for (const { rank, error } of found) expect(error).toBeCloseTo(truncated[rank] ?? NaN, 6);
    expect(truncated[0]).toBeCloseTo(1, 12);
    expect(truncated[6]).toBe(0);
  });

  it('takes no more bits by an ideal code than without', async () => {
    const svd = await thinSvd(gaussian(40, 6, 4), { centre: true, most: 6 }, {});
    const quantiser = { format: 'uniform', bits: 6 } as const;
    const fixed = await quantisedRanks(svd, [3], quantiser, 'fixed', {});
    const ideal = await quantisedRanks(svd, [3], quantiser, 'entropy', {});
    expect(ideal[0]?.error).toBe(fixed[0]?.error);
    expect(ideal[0]?.bits).toBeLessThan(fixed[0]?.bits ?? 0);
  });
});

describe('reverse water-filling', () => {
  it('of one variance is ½ log₂(1 / D)', () => {
    expect(gaussianRate([4], 0.25)).toBeCloseTo(1, 12);
    expect(gaussianRate([4], 1)).toBe(0);
  });

  it('leaves a component out where the water stands above it', () => {
    // θ = 0.5 + … : variances 4 and 1, allowed 0.5 · 5 = 2.5 > 2 · 1, so only the first is described, to 1.5.
    expect(gaussianRate([4, 1], 0.5)).toBeCloseTo(0.5 * Math.log2(4 / 1.5), 12);
    // Allowed 1 < 2 · 1: both at θ = ½.
    expect(gaussianRate([4, 1], 0.2)).toBeCloseTo(0.5 * Math.log2(8) + 0.5 * Math.log2(2), 12);
  });

  it('agrees with a search for the water level, directions without variance included', () => {
    const rng = new Rng(8);
    const variances = Array.from({ length: 20 }, (_, i) => (i > 16 ? 0 : Math.exp(2 * rng.normal()))).sort(
      (a, b) => b - a,
    );
    const whole = variances.reduce((sum, x) => sum + x, 0);
    for (const share of [0.7, 0.1, 1e-4]) {
      let [low, high] = [0, variances[0] ?? 1];
      for (let i = 0; i < 200; i++) {
        const level = (low + high) / 2;
        const error = variances.reduce((sum, x) => sum + Math.min(x, level), 0);
        if (error < share * whole) low = level;
        else high = level;
      }
      const rate = variances.reduce((sum, x) => (x > low ? sum + 0.5 * Math.log2(x / low) : sum), 0);
      expect(gaussianRate(variances, share)).toBeCloseTo(rate, 9);
    }
  });
});

describe('the lower hull', () => {
  it('has no point that a mixture of others beats, and falls', () => {
    const points = [
      { rate: 0, error: 1 },
      { rate: 1, error: 0.9 },
      { rate: 2, error: 0.2 },
      { rate: 3, error: 0.15 },
      { rate: 4, error: 0.3 },
      { rate: 5, error: 0 },
    ];
    const hull = lowerHull(points);
    expect(hull.map(({ rate }) => rate)).toEqual([0, 2, 5]);
    expect(rateOnHull(hull, 0.6)).toBeCloseTo(1, 12);
    expect(rateOnHull(hull, 1)).toBe(0);
    expect(rateOnHull(lowerHull(points.slice(0, 5)), 0.1)).toBeUndefined();
  });
});

describe('the rank of a spectrum', () => {
  it('is the number of equal values, and 1 of one alone', () => {
    expect(effectiveRank(Float64Array.of(2, 2, 2, 0))).toBeCloseTo(3, 12);
    expect(effectiveRank(Float64Array.of(5))).toBeCloseTo(1, 12);
    expect(effectiveRank(Float64Array.of(0, 0))).toBe(0);
    expect(stableRank(Float64Array.of(2, 2, 1))).toBeCloseTo(2.25, 12);
  });
});
