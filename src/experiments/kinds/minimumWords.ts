import { capitalised } from '../../base/text';
import { percent } from '../../base/words';
import { estimateDecimals } from '../../base/precision';
import type { Threshold } from '../../science/subspace/threshold';
import { describeTarget } from '../../science/subspace/target';
import type { SubspaceResult } from '../subspaceResult';
import type { MinimumSpec } from './minimumOptions';
import type { Member } from './minimumMembers';
import type { MinimumRuns } from './minimumRuns';
import type { TrainingTask } from './trainingTask';

/** An interval wider than this, as a factor, is worth more runs. */
const rough = 1.2;

/** Below so many runs a search’s interval holds less often than it says (docs/minimum-parameters.md). */
const few = 30;

/** Runs counted by dimension, and the threshold they tell, of the network whose directions were counted. */
export type Directions = Pick<SubspaceResult, 'dimensions' | 'full' | 'threshold'>;

/** `1,930`. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** `105 (95 %: 99–112)`: with as many decimals as the interval allows. */
export function withInterval(value: number, [low, high]: readonly [number, number]): string {
  const decimals = estimateDecimals({ dimension: value, interval: [low, high] });
  const shown = (each: number): string =>
    each.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return `${shown(value)} (95 %: ${shown(low)}–${shown(high)})`;
}

/** What the runs tell of the directions, as the subject of a sentence. */
export function directionsPhrase({ threshold, dimensions }: Directions): string {
  const { status, estimate, low, high } = threshold;
  const tried = dimensions.map(({ dimension }) => dimension);
  if (status === 'fitted' && estimate !== null && low !== null && high !== null)
    return `about ${withInterval(estimate, [low, high])} trainable directions`;
  if (status === 'separated' && estimate !== null && low !== null && high !== null)
    return `between ${withDecimal(low)} and ${withDecimal(high)} trainable directions`;
  if (status === 'above') return `more than ${withDecimal(low ?? 0)} trainable directions`;
  if (status === 'below') return `fewer than ${withDecimal(high ?? tried[0] ?? 0)} trainable directions`;
  if (low !== null)
    return `at least ${withDecimal(low)} trainable directions, how many more these runs do not tell`;
  if (high !== null)
    return `at most ${withDecimal(high)} trainable directions, how few these runs do not tell`;
  return 'a number of trainable directions that these runs do not tell';
}

/** What the runs tell of the width, after "the smallest width that reaches the target". */
export function widthPhrase({ answer, widths }: MinimumRuns, members: readonly Member[]): string {
  const countOf = (width: number): number =>
    members.find((member) => member.width === width)?.parameters ?? 0;
  const parametersOf = (width: number): string => `${whole(countOf(width))} parameters`;
  const { width, low, high, fit } = answer;
  const [first, last] = [widths[0], widths.at(-1)];
  if (width !== null) {
    const range = low !== null && high !== null && low !== high ? `, 95 %: ${low}–${high}` : '';
    return `is ${width} (${parametersOf(width)}${range})`;
  }
  if (fit.status === 'below' && first)
    return `is at most ${first.width} (${parametersOf(first.width)}), the smallest that was tried`;
  if (fit.status === 'above' && last)
    return `is above ${last.width} (${parametersOf(last.width)}), the greatest that was tried, if there is one`;
  if (low !== null && high !== null)
    return `lies between ${low} and ${high} (${whole(countOf(low))} to ${parametersOf(high)})`;
  if (low !== null) return `is at least ${low} (${parametersOf(low)}); these runs do not bound it from above`;
  if (high !== null)
    return `is at most ${high} (${parametersOf(high)}); these runs do not bound it from below`;
  return 'is not told by these runs: success does not grow with the width';
}

/** The recommendation, the first sentence by itself enough. */
export function answerOf(
  spec: MinimumSpec,
  task: TrainingTask,
  runs: MinimumRuns,
  members: readonly Member[],
  directions: Directions | undefined,
): string[] {
  const target = targetWords(task, runs);
  const varies = members.length > 1;
  const smallest = `the smallest width that reaches ${target} ${widthPhrase(runs, members)}`;
  const { member } = runs;
  if (directions === undefined || member === undefined) {
    const lead = varies ? [`${capitalised(smallest)}.`] : [];
    return [...lead, ...withoutDirections(runs, members, target), budgetWords(spec, task)];
  }
  const phrase = directionsPhrase(directions);
  const lead = varies ? `${capitalised(phrase)}; ${smallest}.` : `${capitalised(phrase)} reach ${target}.`;
  return [lead, memberWords(member, directions), budgetWords(spec, task), limits];
}

const limits =
  'It does not say that fewer could not hold the task: it counts what half the runs of this training find, in this split of the data. Chosen directions, as those of a burn-in, can be far fewer than random ones.';

/** `test accuracy ≥ 0.9`, with what a relative one came to. */
export function targetWords({ target }: TrainingTask, { value }: Pick<MinimumRuns, 'value'>): string {
  const text = describeTarget(target);
  return target.relative && value !== undefined ? `${text} (${Number(value.toPrecision(4))})` : text;
}

function memberWords({ network, parameters }: Member, { full, threshold }: Directions): string {
  const share = threshold.estimate === null ? '' : ` ${percent(threshold.estimate / parameters, 2)} of them;`;
  const all = full === null ? '' : ` in all of them ${full.successes} of ${full.runs} runs do`;
  return `The directions are random ones of ${network.name}, which has ${whole(parameters)} parameters: half the runs reach the target in${share === '' ? ' that many;' : share}${all}.`;
}

function budgetWords(spec: MinimumSpec, { input }: TrainingTask): string {
  const { epochs, batch, optimiser, rate, fullRate, seed } = spec;
  return `This holds for ${epochs} epochs in batches of ${batch} by ${optimiser} (rate ${rate} in directions, ${fullRate} in all parameters), ${whole(input.train.length)} rows to train on and ${whole(input.test.length)} to test, and seed ${seed}.`;
}

/** Why no directions were counted: full training failed, or the budget ended. */
function withoutDirections(runs: MinimumRuns, members: readonly Member[], target: string): string[] {
  const done = runs.widths.reduce((sum, each) => sum + each.runs, 0);
  if (runs.ending === 'running')
    return [`${done} runs of full training are done; directions are counted after the width.`];
  const successes = runs.widths.reduce((sum, each) => sum + each.successes, 0);
  if (successes === 0) {
    const widest = members.at(-1);
    return [
      `None of ${done} runs in all of parameter space reaches ${target}, not even ${widest?.network.name}: what fails is training or the family, not a subspace, and nothing is said of directions. Give it more epochs, another fullRate, wider networks or an easier target.`,
    ];
  }
  if (runs.ending === 'complete')
    return [
      `Of ${done} runs in all of parameter space ${successes} reach the target, at no width most of them: directions were not counted, since failures of training would be taken for theirs.`,
    ];
  return [`The budget ended before directions were counted: ${done} runs of full training were done.`];
}

/** What a reader of these numbers must know. */
export function warningsOf(
  spec: MinimumSpec,
  task: TrainingTask,
  runs: MinimumRuns,
  directions: Directions | undefined,
): string[] {
  const warnings: string[] = [];
  // Before all is done that will be, nothing can be said against it.
  if (runs.ending === 'running') return warnings;
  const { droppedRows } = task.data;
  if (droppedRows > 0) warnings.push(`${droppedRows} rows miss a value and were left out.`);
  if (runs.ending === 'cancelled')
    warnings.push(`Cancelled after ${runs.spent} of at most ${spec.runs} runs: these are what was done.`);
  if (runs.ending === 'minutes')
    warnings.push(
      `The ${spec.minutes} minutes ended after ${runs.spent} of at most ${spec.runs} runs: raise minutes to do the rest.`,
    );
  const full = directions?.full;
  if (full && full.successes < full.runs)
    warnings.push(
      `Of the runs in all parameters of this network only ${full.successes} of ${full.runs} reach the target: some failures in directions are those of training.`,
    );
  if (directions !== undefined && directions.dimensions.length > 0) warnings.push(...moreRuns(directions));
  return warnings;
}

/** What more runs would tell. */
function moreRuns({ threshold, dimensions }: Directions): string[] {
  const { status, low, high } = threshold;
  const done = dimensions.reduce((sum, { runs }) => sum + runs, 0);
  switch (status) {
    case 'above':
      return [
        `No run succeeds up to d = ${dimensions.at(-1)?.dimension}: the number of directions is known from below alone.`,
      ];
    case 'below':
      return [
        `Every run succeeds from d = ${dimensions[0]?.dimension} on: the number of directions is known from above alone.`,
      ];
    case 'flat':
      return [
        'Success does not grow with the directions: these runs tell no number. Runs that fail at random need more epochs or another rate.',
      ];
    case 'open':
      return [
        `These ${done} runs do not bound the directions on both sides: with about ${2 * Math.max(12, done)} they should.`,
      ];
    case 'separated':
    case 'fitted':
      return ratioWarning(low, high, done);
  }
}

/** The interval's width falls with the square root of the runs near the threshold. */
function ratioWarning(low: Threshold['low'], high: Threshold['high'], done: number): string[] {
  if (low === null || high === null || high / low <= rough) return fewRuns(done);
  const needed = done * (Math.log(high / low) / Math.log(rough)) ** 2;
  return [
    ...fewRuns(done),
    `The interval of the directions spans a factor of ${(high / low).toFixed(2)}: about ${whole(needed - done)} more runs would bring it to ${rough}.`,
  ];
}

function fewRuns(done: number): string[] {
  return done >= few
    ? []
    : [
        `The directions rest on ${done} runs: with fewer than ${few} the interval holds the truth in about nine of ten cases.`,
      ];
}

function withDecimal(value: number): string {
  return value >= 20 ? whole(value) : String(Number(value.toFixed(1)));
}
