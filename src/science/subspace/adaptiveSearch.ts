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

/**
 * The dimensions of the next round of runs, one entry a run, where they tell most of the threshold: first a ladder of
 * small dimensions, then beyond it while no run or every run succeeds, then between the last failures and the first
 * successes, and over the interval of the fitted threshold. Empty where nothing more is worth finding out.
 *
 * It depends on the counts alone, and whole rounds are counted: the search is the same on any number of threads.
 * @param most the greatest dimension there is. @param room how many runs may still be done.
 */
export function nextDimensions(counts: readonly SuccessCount[], most: number, room: number): number[] {
  const runs = counts.length === 0 ? ladder(most) : aimed(counts, most);
  return runs.slice(0, Math.max(0, room));
}

function ladder(most: number): number[] {
  const rungs: number[] = [];
  const top = Math.min(most, firstTop);
  for (let d = 2; d < top; d *= rung) rungs.push(d);
  rungs.push(top);
  return repeated(rungs, runsAtRung);
}

function aimed(counts: readonly SuccessCount[], most: number): number[] {
  const tried = counts.map(({ dimension }) => dimension);
  const [least, greatest] = [Math.min(...tried), Math.max(...tried)];
  const { status, low, high } = fitThreshold(counts);
  if (status === 'above' && greatest < most) return repeated([Math.min(most, rung * greatest)], runsAtRung);
  if (status === 'below' && least > 1) return repeated([Math.max(1, Math.floor(least / rung))], runsAtRung);
  if (status === 'above' || status === 'below') return [];
  if (status === 'fitted' && low !== null && high !== null && high / low <= fine) return [];
  // A little beyond its ends too: an interval that has missed must be able to move.
  const from = Math.max(1, (low ?? least) / beyond);
  const to = Math.min(most, (high ?? greatest) * beyond);
  return repeated(spread(from, to), runsAtPlace);
}

/** Whole numbers at equal ratios from one dimension to another, both ends among them. */
function spread(from: number, to: number): number[] {
  const at = (i: number): number => Math.round(from * (to / from) ** (i / (places - 1)));
  return [...new Set(Array.from({ length: places }, (_, i) => Math.max(1, at(i))))];
}

function repeated(dimensions: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => dimensions).flat();
}
