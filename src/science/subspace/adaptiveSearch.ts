import { fitThreshold, type SuccessCount } from './threshold';

/** The rungs of the ladder a search begins with are so far apart. */
const rung = 4;
const runsAtRung = 2;
/** Beyond this it goes on only while no run succeeds: large subspaces are dear. */
const firstTop = 128;
/** Dimensions in a round, and runs at each. */
const places = 4;
const runsAtPlace = 2;
/** How far beyond the interval's ends runs are done, as a factor. */
const beyond = 1.15;
/** An interval whose ends differ by less than this factor is as good as it need be. */
const fine = 1.03;

/** The sizes that runs may be done at: dimensions of a subspace, widths of a network. */
export interface Sizes {
  readonly least: number;
  readonly most: number;
  /** The size there is that is nearest to a positive number. */
  readonly nearest: (size: number) => number;
}

/** Whole numbers from 1. */
export function wholeNumbers(most: number): Sizes {
  return { least: 1, most, nearest: (size) => Math.min(most, Math.max(1, Math.round(size))) };
}

/** Given sizes, ascending, at least one; the nearest is that by ratio. */
export function listedSizes(sizes: readonly number[]): Sizes {
  const apart = (a: number, b: number): number => Math.abs(Math.log(a / b));
  return {
    least: sizes[0] ?? 1,
    most: sizes.at(-1) ?? 1,
    nearest: (size) => sizes.reduce((best, each) => (apart(each, size) < apart(best, size) ? each : best)),
  };
}

/** {@link nextSizes} among the dimensions up to `most`. */
export function nextDimensions(counts: readonly SuccessCount[], most: number, room: number): number[] {
  return nextSizes(counts, wholeNumbers(most), room);
}

/**
 * The sizes of the next round of runs, one entry a run, where they tell most of the threshold: first a ladder of
 * small sizes, then beyond it while no run or every run succeeds, then between the last failures and the first
 * successes, and over the interval of the fitted threshold. Empty where nothing more is worth finding out.
 *
 * It depends on the counts alone, and whole rounds are counted: the search is the same on any number of threads.
 * @param counts of sizes as `dimension`. @param room how many runs may still be done.
 */
export function nextSizes(counts: readonly SuccessCount[], sizes: Sizes, room: number): number[] {
  const runs = counts.length === 0 ? ladder(sizes) : aimed(counts, sizes);
  return runs.slice(0, Math.max(0, room));
}

function ladder({ least, most, nearest }: Sizes): number[] {
  const rungs: number[] = [];
  const top = nearest(Math.min(most, Math.max(least, firstTop)));
  for (let d = Math.max(2, least); d < top; d *= rung) rungs.push(nearest(d));
  rungs.push(top);
  return repeated([...new Set(rungs)], runsAtRung);
}

function aimed(counts: readonly SuccessCount[], sizes: Sizes): number[] {
  const tried = counts.map(({ dimension }) => dimension);
  const [least, greatest] = [Math.min(...tried), Math.max(...tried)];
  const { status, low, high } = fitThreshold(counts);
  if (status === 'above' && greatest < sizes.most)
    return repeated([sizes.nearest(Math.min(sizes.most, rung * greatest))], runsAtRung);
  if (status === 'below' && least > sizes.least)
    return repeated([sizes.nearest(Math.max(sizes.least, Math.floor(least / rung)))], runsAtRung);
  if (status === 'above' || status === 'below') return [];
  if (status === 'fitted' && low !== null && high !== null && high / low <= fine) return [];
  // A little beyond its ends too: an interval that has missed must be able to move.
  const from = Math.max(sizes.least, (low ?? least) / beyond);
  const to = Math.min(sizes.most, (high ?? greatest) * beyond);
  return repeated(spread(from, to, sizes), runsAtPlace);
}

/** Sizes at equal ratios from one to another, both ends among them. */
function spread(from: number, to: number, { nearest }: Sizes): number[] {
  const at = (i: number): number => nearest(from * (to / from) ** (i / (places - 1)));
  return [...new Set(Array.from({ length: places }, (_, i) => at(i)))];
}

function repeated(dimensions: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => dimensions).flat();
}
