/**
 * How often the interval of d* that `minimum-parameters` gives holds the truth, on quadratic wells whose law of success is
 * known exactly: the same search, the same fit, runs that succeed with the law's own probability. The first table of
 * docs/minimum-parameters.md:
 *
 *   nice -n 19 npx tsx bench/minimum.ts 400 2000
 *
 * The arguments are the searches a well and budget, and the chains of random subspaces a law is made of.
 */
import { Rng } from '../src/base/rng';
import { addRun, searchThreshold } from '../src/science/minimum/thresholdSearch';
import { wholeNumbers } from '../src/science/subspace/adaptiveSearch';
import { fitThreshold, type SuccessCount } from '../src/science/subspace/threshold';
import { wellLaws, type Law } from './minimumWells';

const budgets = [20, 40, 60, 120];

const drops = [1.92, 2.2, 2.5, 2.8];

async function search(law: Law, runs: number, rng: Rng): Promise<readonly SuccessCount[]> {
  let counts: readonly SuccessCount[] = [];
  const round = (sizes: readonly number[]): Promise<readonly SuccessCount[]> => {
    for (const d of sizes) counts = addRun(counts, d, rng.uniform() < law.success(d));
    return Promise.resolve(counts);
  };
  await searchThreshold({ sizes: wholeNumbers(law.size), runs, known: [], round });
  return counts;
}

async function main(): Promise<void> {
  const repetitions = Number(process.argv[2] ?? 400);
  const laws = await wellLaws(Number(process.argv[3] ?? 2000));
  for (const [truth, slope] of [[7.3, 1.5], [20, 3], [47.2, 6], [105, 12]] as const)
    laws.push({ name: `logistic ${slope}`, size: 200, truth, success: (d) => 1 / (1 + (d / truth) ** -slope) });
  for (const [w, law] of laws.entries()) {
    for (const runs of budgets) {
      const rng = new Rng(7).split(w).split(runs);
      const held = drops.map(() => 0);
      let spent = 0;
      for (let t = 0; t < repetitions; t++) {
        const counts = await search(law, runs, rng.split(t));
        spent += counts.reduce((sum, each) => sum + each.runs, 0);
        drops.forEach((drop, i) => {
          const fit = fitThreshold(counts, drop);
          if ((fit.low ?? 0) <= law.truth && law.truth <= (fit.high ?? Infinity)) held[i] = (held[i] ?? 0) + 1;
        });
      }
      console.log(`${law.name} | ${law.truth.toFixed(1)} | ${runs} | ${(spent / repetitions).toFixed(0)} | ${held.map((h) => ((100 * h) / repetitions).toFixed(1)).join(' | ')}`);
    }
  }
}

void main();
