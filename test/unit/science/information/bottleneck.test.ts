import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { bottleneck, identityEncoder, informationOf } from '../../../../src/science/information/bottleneck';
import {
  bitsFor,
  bottleneckCurve,
  nearbyCurve,
  symmetricChannelCurve,
} from '../../../../src/science/information/bottleneckCurve';
import { dirichletWeights, gammaDraw } from '../../../../src/science/information/dirichlet';
import { entropy, jointOf, mutualInformation, type Joint } from '../../../../src/science/information/joint';
import { namedJoint } from '../../../../src/science/information/jointSpec';
import { squaredMaximalCorrelation } from '../../../../src/science/information/maximalCorrelation';

function named(text: string, seed = 0): Joint {
  const parsed = namedJoint(text, seed);
  if (!parsed.ok) throw new Error(parsed.error);
  return jointOf(parsed.value.weights, parsed.value.xs, parsed.value.ys);
}

const h = (p: number): number => -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);

describe('a joint distribution', () => {
  it('has the information of a noisy bit', () => {
    const joint = named('symmetric(0.1)');
    expect(mutualInformation(joint)).toBeCloseTo(1 - h(0.1), 12);
    expect(entropy(joint.px)).toBeCloseTo(1, 12);
    expect(mutualInformation(jointOf([1, 2, 2, 4], 2, 2))).toBeCloseTo(0, 12);
  });

  it('has the maximal correlation known in closed form', async () => {
    expect(await squaredMaximalCorrelation(named('symmetric(0.1)'), {})).toBeCloseTo(0.64, 12);
    expect(await squaredMaximalCorrelation(jointOf([1, 2, 2, 4], 2, 2), {})).toBeCloseTo(0, 12);
    // Of an erasure channel: 1 less the probability of erasure.
    expect(await squaredMaximalCorrelation(jointOf([0.7, 0.3, 0, 0, 0.3, 0.7], 2, 3), {})).toBeCloseTo(
      0.7,
      12,
    );
  });
});

describe('the information bottleneck', () => {
  it('of a noisy bit is Mrs. Gerber’s curve', async () => {
    const e = 0.1;
    const betas = [1.7, 2, 3, 6, 20];
    const curve = await bottleneckCurve(named(`symmetric(${e})`), betas, new Rng(1), {});
    const exact = symmetricChannelCurve(e, 4001);
    for (const { kept, relevant, converged } of curve) {
      expect(converged).toBe(true);
      const nearest = exact.reduce((a, b) => (Math.abs(b.kept - kept) < Math.abs(a.kept - kept) ? b : a));
      expect(relevant).toBeCloseTo(nearest.relevant, 3);
    }
    // The slope there is 1 / β.
    const [a, b] = [curve[1], curve[2]];
    const slope = ((b?.relevant ?? 0) - (a?.relevant ?? 0)) / ((b?.kept ?? 0) - (a?.kept ?? 0));
    expect(slope).toBeGreaterThan(1 / 3);
    expect(slope).toBeLessThan(1 / 2);
  });

  it('says nothing below the critical β of the maximal correlation, and something above', async () => {
    const joint = named('random(7, 5, 0.4)', 4);
    const critical = 1 / (await squaredMaximalCorrelation(joint, {}));
    const [below, above] = await bottleneckCurve(
      joint,
      [0.5 * (1 + critical) * 0.9, 1.05 * critical],
      new Rng(2),
      {},
    );
    expect(above?.relevant).toBeGreaterThan(1e-4);
    expect(below?.relevant ?? 1).toBeLessThan(above?.relevant ?? 0);
    const trivial = await bottleneck(joint, 0.99, identityEncoder(7), {});
    expect(trivial.encoder.clusters).toBe(1);
    expect(trivial.kept).toBeLessThan(1e-6);
  });

  it('keeps the inequalities of data processing and a concave curve, and comes to all of I(X; Y)', async () => {
    const joint = named('random(8, 6, 0.5)', 7);
    const whole = mutualInformation(joint);
    const betas = Array.from({ length: 12 }, (_, i) => 1.2 * 1.7 ** i);
    const curve = await bottleneckCurve(joint, betas, new Rng(3), {});
    for (const [i, { kept, relevant, beta }] of curve.entries()) {
      expect(relevant).toBeLessThanOrEqual(kept + 1e-9);
      expect(relevant).toBeLessThanOrEqual(whole + 1e-9);
      expect(kept).toBeLessThanOrEqual(entropy(joint.px) + 1e-9);
      const last = curve[i - 1];
      if (last === undefined) continue;
      expect(kept).toBeGreaterThanOrEqual(last.kept - 1e-6);
      // Between two points the slope lies between 1 / β of both.
      if (kept > last.kept + 1e-3) {
        const slope = (relevant - last.relevant) / (kept - last.kept);
        expect(slope).toBeGreaterThan(1 / beta - 0.01);
        expect(slope).toBeLessThan(1 / last.beta + 0.01);
      }
    }
    expect(curve.at(-1)?.relevant).toBeCloseTo(whole, 2);
  });

  it('finds the groups of X that say the same of Y, which lose nothing', async () => {
    const joint = named('clusters(12, 3, 0.1)');
    const [point] = await bottleneckCurve(joint, [30], new Rng(5), {});
    expect(point?.encoder.clusters).toBe(3);
    expect(point?.relevant).toBeCloseTo(mutualInformation(joint), 4);
    expect(point?.kept).toBeCloseTo(Math.log2(3), 2);
    expect(informationOf(joint, identityEncoder(12)).kept).toBeCloseTo(Math.log2(12), 12);
  });

  it('of a nearby table starts from what is known, and interpolates the bits needed', async () => {
    const joint = named('symmetric(0.1)');
    const known = await bottleneckCurve(joint, [2, 4, 100], new Rng(1), {});
    const again = await nearbyCurve(joint, known, new Rng(2), {});
    again.forEach(({ kept }, i) => expect(kept).toBeCloseTo(known[i]?.kept ?? NaN, 5));
    expect(bitsFor(known, 0)).toBe(0);
    expect(bitsFor(known, known[1]?.relevant ?? 0)).toBeCloseTo(known[1]?.kept ?? NaN, 12);
    expect(bitsFor(known, 2)).toBeUndefined();
  });
});

describe('what is drawn', () => {
  it('of a Gamma distribution has its mean and variance', () => {
    for (const shape of [0.5, 3]) {
      const rng = new Rng(11);
      const draws = Array.from({ length: 20_000 }, () => gammaDraw(shape, rng));
      const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
      const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
      // Four standard errors of each.
      expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / 20_000));
      expect(Math.abs(variance - shape)).toBeLessThan(4 * shape * Math.sqrt((2 + 6 / shape) / 20_000));
    }
  });

  it('of a table leaves empty cells empty', () => {
    const weights = dirichletWeights([0, 5, 0, 2], new Rng(1));
    expect([...weights].map((w) => w > 0)).toEqual([false, true, false, true]);
  });

  it('by a name that is none says what there is', () => {
    const misspelt = namedJoint('symetric(0.1)', 0);
    expect(misspelt.ok ? '' : misspelt.error).toContain('did you mean symmetric?');
    expect(namedJoint('clusters(3, 5, 0.1)', 0).ok).toBe(false);
    expect(namedJoint('random(2, 900, 1)', 0).ok).toBe(false);
  });
});
