import { ok, type Result } from '../base/result';
import type { BoundResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import type { ResultMarker } from '../notes/resultMarker';
import type { LiveValueError } from './liveValueError';
import { estimateTable, pictureLink, provenanceLine } from './resultBlock';
import { estimatesInLine, selectEstimates } from './selectEstimates';

/** As `formatLiveValue`, of quadratic wells. */
export function formatBoundValue(
  { field, form }: Pick<ResultMarker, 'field' | 'form'>,
  bounds: BoundResult,
  run: RunResult,
  notePath: string,
): Result<string, LiveValueError> {
  const estimates = selectEstimates(field, run.experimentId, bounds.estimates, []);
  if (!estimates.ok) return estimates;
  if (form === 'inline') return ok(estimatesInLine(estimates.value));
  const { name, dimension } = bounds.spectrum;
  return ok(
    [
      estimateTable(estimates.value, undefined),
      pictureLink(run, notePath, 'success', `Success of random subspaces, ${name}`),
      provenanceLine(run, name, `a quadratic well of ${dimension} parameters`),
    ].join('\n\n'),
  );
}
