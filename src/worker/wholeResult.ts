import { CodedError } from '../base/errors';
import { runResultSchema, type RunResult } from '../experiments/run';

/**
 * A result as whoever reads it back will find it. JSON has no infinities: written, they would be gaps that nobody can read.
 * Throws `estimate.impossible` with the place of a number that is not finite.
 */
export function wholeResult(result: RunResult): RunResult {
  const [fault] = runResultSchema.safeParse(result).error?.issues ?? [];
  if (fault === undefined) return result;
  const at = fault.path.filter((part) => part !== 'result').join(' › ');
  throw new CodedError(
    'estimate.impossible',
    `A value of the result cannot be kept, ${at}: ${fault.message}.`,
    {
      remedy: 'The options, or the data, are beyond what can be computed with: take less extreme ones.',
    },
  );
}
