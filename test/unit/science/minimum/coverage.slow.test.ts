/** A small part of `bench/minimum.ts`: does the interval of a search hold the truth where it is planted? */
import { describe, expect, it } from 'vitest';
import { logisticLaws, wellLaw, type Law } from '../../../../bench/minimumWells';
import { Rng } from '../../../../src/base/rng';
import { addRun, searchSizes } from '../../../../src/science/minimum/thresholdSearch';
import { wholeNumbers } from '../../../../src/science/subspace/adaptiveSearch';
import { fitThreshold, type SuccessCount } from '../../../../src/science/subspace/threshold';

async function heldBy(law: Law, runs: number, trials: number): Promise<number> {
  let held = 0;
  for (let t = 0; t < trials; t++) {
    const rng = new Rng(3).split(t);
    let counts: readonly SuccessCount[] = [];
    const round = (sizes: readonly number[]): Promise<readonly SuccessCount[]> => {
      for (const d of sizes) counts = addRun(counts, d, rng.uniform() < law.success(d));
      return Promise.resolve(counts);
    };
    await searchSizes({ sizes: wholeNumbers(law.size), runs, known: [], round });
    const { low, high } = fitThreshold(counts, 'searched');
    if ((low ?? 0) <= law.truth && law.truth <= (high ?? Infinity)) held++;
  }
  return held / trials;
}

describe('the interval of a search', () => {
  // Of 40 trials at 95 %, fewer than 34 come once in a thousand times.
  it('holds the threshold of a quadratic well, which linear algebra knows', async () => {
    const well = await wellLaw('power(1)', 3, 0.1, { size: 60, chains: 300 });
    expect(well.truth).toBeGreaterThan(2);
    expect(well.truth).toBeLessThan(50);
    expect(await heldBy(well, 40, 40)).toBeGreaterThan(0.84);
  });

  it('holds that of the curve which the fit assumes', async () => {
    const [, law] = logisticLaws;
    if (law) expect(await heldBy(law, 40, 40)).toBeGreaterThan(0.84);
  });
});
