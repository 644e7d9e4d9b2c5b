import { wilsonInterval } from '../../science/subspace/binomial';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import { fitThreshold, withinSize, type Design } from '../../science/subspace/threshold';
import type { SubspaceResult } from '../subspaceResult';

type Counted = Pick<SubspaceResult, 'dimensions' | 'full' | 'threshold' | 'runs'>;

/**
 * The runs in order, counted by dimension, and the threshold they tell.
 * @param parameters of the model, which no subspace outgrows.
 */
export function summarise(
  outcomes: readonly ReplicaOutcome[],
  { design = 'fixed', parameters = Infinity }: { design?: Design; parameters?: number } = {},
): Counted {
  const size = ({ dimension }: ReplicaOutcome): number => dimension ?? Infinity;
  const runs = outcomes.toSorted((a, b) => (size(a) === size(b) ? a.index - b.index : size(a) - size(b)));
  const found = [...new Set(runs.flatMap(({ dimension }) => (dimension === null ? [] : [dimension])))];
  const dimensions = found.map((dimension) => ({
    dimension,
    ...count(runs.filter((run) => run.dimension === dimension)),
  }));
  const full = runs.filter(({ dimension }) => dimension === null);
  return {
    dimensions,
    full: full.length === 0 ? null : count(full),
    threshold: withinSize(fitThreshold(dimensions, design), parameters),
    runs,
  };
}

function count(runs: readonly ReplicaOutcome[]): NonNullable<SubspaceResult['full']> {
  const successes = runs.filter(({ succeeded }) => succeeded).length;
  const scores = runs.flatMap(({ best }) => (best === null ? [] : [best]));
  return {
    runs: runs.length,
    successes,
    interval: wilsonInterval(successes, runs.length),
    median: median(scores) ?? null,
  };
}

/** Undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** What a reader of these numbers must know. */
export function warningsOf({ full, threshold, runs, dimensions }: Counted, planned: number): string[] {
  const warnings: string[] = [];
  if (runs.length < planned)
    warnings.push(`Cancelled after ${runs.length} of ${planned} runs: these are what was done.`);
  const diverged = runs.filter(({ diverged: gone }) => gone).length;
  if (diverged > 0) {
    warnings.push(
      `${diverged} of ${runs.length} runs diverged and count as failures: a smaller rate may help.`,
    );
  }
  if (full && full.successes === 0) {
    warnings.push(
      'No run in all of parameter space reaches the target: what fails is training, not the subspace. Give it more epochs, another rate or an easier target.',
    );
  } else if (full && full.successes < full.runs) {
    warnings.push(
      `Of the runs in all of parameter space only ${full.successes} of ${full.runs} reach the target: some failures are those of training.`,
    );
  }
  const most = dimensions.at(-1)?.dimension ?? 0;
  const least = dimensions[0]?.dimension ?? 0;
  if (threshold.status === 'above')
    warnings.push(`No run succeeds up to d = ${most}: the threshold lies above. Add larger dimensions.`);
  if (threshold.status === 'below')
    warnings.push(
      `Every run succeeds from d = ${least} on: the threshold lies below. Add smaller dimensions.`,
    );
  if (threshold.status === 'separated')
    warnings.push(
      'Every run fails up to one dimension and succeeds from the next: the threshold lies between them. Add dimensions there.',
    );
  if (threshold.status === 'open')
    warnings.push('These runs do not bound the threshold on both sides: add dimensions or seeds.');
  if (threshold.status === 'flat')
    warnings.push('Success does not grow with the dimension: these runs tell no threshold.');
  return warnings;
}
