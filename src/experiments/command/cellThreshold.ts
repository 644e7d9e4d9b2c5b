import type { SuccessCount, Threshold } from '../../science/subspace/threshold';
import type { ProgramOutcome } from './outcome';
import { describeProgramTarget, type SettledTarget } from './programTarget';
import type { Cell } from './sweep';

/** One cell's runs and what they tell. */
export interface CellThreshold {
  readonly cell: Cell;
  readonly runs: readonly ProgramOutcome[];
  readonly target: SettledTarget | undefined;
  readonly counts: readonly SuccessCount[];
  readonly threshold: Threshold;
}

/** The field of a cell's live value: `threshold`, `threshold-width-16`. */
export function cellField(name: string, { slug }: Cell): string {
  return slug === '' ? name : `${name}-${slug}`;
}

/** What a cell's runs tell, in a sentence. */
export function answerOf({ cell, target, threshold, counts }: CellThreshold): string {
  const words = target === undefined ? 'the target' : describeProgramTarget(target);
  const given = cell.name === '' ? '' : `With ${cell.name}, `;
  const runs = counts.reduce((sum, { runs: n }) => sum + n, 0);
  const told = `${given}half the runs reach ${words} at ${thresholdWords(threshold)} (${runs} runs at ${counts.length} dimensions).`;
  return told.charAt(0).toUpperCase() + told.slice(1);
}

function thresholdWords(threshold: Threshold): string {
  const text = thresholdText(threshold);
  if (text !== undefined) return text === 'not identified' ? 'a d that these runs do not tell' : `d ${text}`;
  const { estimate, low, high } = threshold;
  return `d* = ${shown(estimate)} (95 % interval ${shown(low)} to ${shown(high)})`;
}

/** What is said in place of the number; undefined where the number and its interval are known. */
export function thresholdText({ status, estimate, low, high }: Threshold): string | undefined {
  if (status === 'fitted' && estimate !== null && low !== null && high !== null) return undefined;
  if (status === 'separated' && low !== null && high !== null)
    return `between ${shown(low)} and ${shown(high)}`;
  if (status === 'flat') return 'not identified';
  if (status !== 'below' && low !== null) return `above ${shown(low)}`;
  if (status !== 'above' && high !== null) return `below ${shown(high)}`;
  return 'not identified';
}

/** Three digits are enough for words. */
export function shown(value: number | null): string {
  return value === null ? '?' : String(Number(value.toPrecision(3)));
}
