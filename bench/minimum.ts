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
import { addRun, searchSizes } from '../src/science/minimum/thresholdSearch';
import { wholeNumbers } from '../src/science/subspace/adaptiveSearch';
import { fitThreshold, type SuccessCount } from '../src/science/subspace/threshold';
import { logisticLaws, wellLaws, type Law } from './minimumWells';

const budgets = [20, 40, 60, 120];

async function search(law: Law, runs: number, rng: Rng): Promise<readonly SuccessCount[]> {
  let counts: readonly SuccessCount[] = [];
  const round = (sizes: readonly number[]): Promise<readonly SuccessCount[]> => {
    for (const d of sizes) counts = addRun(counts, d, rng.uniform() < law.success(d));
    return Promise.resolve(counts);
  };
  await searchSizes({ sizes: wholeNumbers(law.size), runs, known: [], round });
  return counts;
}

async function main(): Promise<void> {
  const repetitions = Number(process.argv[2] ?? 400);
  const laws = [...logisticLaws, ...(await wellLaws(Number(process.argv[3] ?? 2000)))];
  console.log(
    '| task | true d* | runs | holds d* | too low | too high | two-sided | median of to/from | uncalibrated |\n' +
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  for (const [w, law] of laws.entries()) {
    for (const runs of budgets) {
      const rng = new Rng(7).split(w).split(runs);
      let [held, low, high, closed, plain] = [0, 0, 0, 0, 0];
      const ratios: number[] = [];
      for (let t = 0; t < repetitions; t++) {
        const counts = await search(law, runs, rng.split(t));
        const fit = fitThreshold(counts, 'searched');
        const [from, to] = [fit.low ?? 0, fit.high ?? Infinity];
        if (to < law.truth) low++;
        else if (from > law.truth) high++;
        else held++;
        if (fit.low !== null && fit.high !== null) closed++;
        ratios.push(to / from);
        const other = fitThreshold(counts, 'fixed');
        if ((other.low ?? 0) <= law.truth && law.truth <= (other.high ?? Infinity)) plain++;
      }
      const share = (count: number): string => `${((100 * count) / repetitions).toFixed(1)} %`;
      const ratio = ratios.sort((a, b) => a - b)[repetitions >> 1] ?? NaN;
      console.log(
        `| ${[law.name, law.truth.toFixed(1), runs, share(held), share(low), share(high), share(closed), ratio.toFixed(2), share(plain)].join(' | ')} |`,
      );
    }
  }
}

void main();
