import { Rng } from '../src/base/rng';
import { exactThresholds } from '../src/science/bounds/exactThresholds';
import { drawMinimiser } from '../src/science/bounds/quadraticWell';
import { namedSpectrum } from '../src/science/bounds/spectrumSpec';
import { measuredThreshold } from '../src/science/bounds/successCurve';

/** How success depends on the dimension: what a search is tried on. */
export interface Law {
  readonly name: string;
  /** D. */
  readonly size: number;
  readonly success: (d: number) => number;
  /** Where the law itself crosses one half, linear between whole d. */
  readonly truth: number;
}

const wells = [
  ['flat', 1, 0.1],
  ['power(1)', 1, 0.01],
  ['power(1)', 3, 0.01],
  ['power(1)', 3, 0.1],
  ['power(2)', 10, 0.01],
  ['outliers(10, 10, 1e-3)', 10, 0.1],
  ['outliers(5, 1, 0)', 1, 1e-6],
] as const;

/** The wells of 200 parameters that `bench/minimum.ts` tries. @param chains of random subspaces a well. */
export async function wellLaws(chains: number): Promise<Law[]> {
  const laws: Law[] = [];
  for (const [spectrum, distance, level] of wells)
    laws.push(await wellLaw(spectrum, distance, level, { size: 200, chains }));
  return laws;
}

/**
 * The law of the least dimension that reaches a level in a quadratic well: that of so many chains of random subspaces, each
 * within the next, whose least losses are exact.
 */
export async function wellLaw(
  spectrum: string,
  distance: number,
  level: number,
  { size, chains }: { readonly size: number; readonly chains: number },
): Promise<Law> {
  const eigenvalues = namedSpectrum(spectrum, size);
  if (!eigenvalues.ok) throw new Error(eigenvalues.error);
  const rng = new Rng(20_261_121);
  const thresholds = new Int32Array(chains);
  for (let i = 0; i < chains; i++) {
    const own = rng.split(i);
    const well = { eigenvalues: eigenvalues.value, distance: 1, level: 1 };
    const direction = drawMinimiser(well, own.split(0));
    const [found = 0] = await exactThresholds(eigenvalues.value, direction, [(2 * level) / distance ** 2], {
      end: 'smallest',
      rng: own.split(1),
      hooks: {},
    });
    thresholds[i] = found;
  }
  thresholds.sort();
  const shares = Array.from(
    { length: size + 1 },
    (_, d) => thresholds.filter((threshold) => threshold <= d).length / chains,
  );
  return {
    name: `${spectrum}, R = ${distance}, ε = ${level}`,
    size,
    success: (d) => shares[Math.min(d, size)] ?? 0,
    truth: measuredThreshold(thresholds, 0.95).threshold,
  };
}

/** The law that the fit assumes, at four steepnesses. */
export const logisticLaws: readonly Law[] = [
  { truth: 7.3, slope: 1.5 },
  { truth: 20, slope: 3 },
  { truth: 47.2, slope: 6 },
  { truth: 105, slope: 12 },
].map(({ truth, slope }) => ({
  name: `logistic, slope ${slope}`,
  size: 2410,
  truth,
  success: (d) => 1 / (1 + (d / truth) ** -slope),
}));
