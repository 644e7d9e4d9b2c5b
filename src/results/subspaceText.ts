import type { SubspaceResult } from '../experiments/subspaceResult';
import type { Threshold } from '../science/subspace/threshold';
import { formatEstimate } from './formatEstimate';

/** The threshold in one phrase, with what is known of its uncertainty: `26 (18–41)`, `above 256`, `not identified`. */
export function thresholdText({ status, estimate, low, high }: Threshold): string {
  if (estimate !== null && low !== null && high !== null) {
    if (status === 'separated') return `between ${whole(low)} and ${whole(high)}`;
    return formatEstimate({ dimension: estimate, interval: [low, high] });
  }
  if (status === 'above' && low !== null) return `above ${whole(low)}`;
  if (status === 'below' && high !== null) return `below ${whole(high)}`;
  if (low !== null && high === null) return `above ${whole(low)}, no upper bound`;
  if (high !== null && low === null) return `below ${whole(high)}, no lower bound`;
  return 'not identified';
}

/** `3 of 3 runs, median test accuracy 0.94`. */
export function fullText({ full, target }: SubspaceResult): string {
  if (full === null) return 'no runs in full space';
  const score = full.median === null ? '' : `, median ${target.measure} ${scoreText(full.median)}`;
  return `${full.successes} of ${full.runs} runs${score}`;
}

export function scoreText(value: number): string {
  return value === 0 || Math.abs(value) >= 0.001 ? String(Number(value.toFixed(3))) : value.toExponential(1);
}

function whole(value: number): string {
  return value < 10 ? value.toPrecision(2).replace(/\.0$/, '') : value.toFixed(0);
}

/** `50 epochs of batches of 128 (600 steps), adam at rate 0.05 (0.005 in full space), dense projection`. */
export function describeBudget(budget: SubspaceResult['budget']): string {
  const schedule = budget.schedule === 'constant' ? '' : `, ${budget.schedule}`;
  const of = budget.batch === 0 ? 'with the whole gradient' : `of batches of ${budget.batch}`;
  return `${budget.epochs} epochs ${of} (${budget.steps} steps), ${budget.optimiser} at rate ${budget.rate} (${budget.fullRate} in full space)${schedule}, ${subspacesOf(budget)}`;
}

/** `dense projection`, `burn-in of 64 steps, dense projection`, `lottery-subspace`. */
function subspacesOf({ method, projection }: SubspaceResult['budget']): string {
  if (method.startsWith('lottery')) return method;
  return `${method === 'random' ? '' : `${method}, `}${projection} projection`;
}
