import { err, ok, type Result } from '../base/result';
import type { DimensionResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import type { ResultMarker } from '../notes/resultMarker';
import { describeConsensus, formatConsensus } from './consensusText';
import type { LiveValueError } from './liveValueError';
import { inlineText } from './markdownText';
import { formatResultBlock, formatResultTable } from './resultBlock';
import { estimatesInLine, selectEstimates } from './selectEstimates';

/** As `formatLiveValue`, of the dimension of a data set. */
export function formatDimensionValue(
  { field, form }: Pick<ResultMarker, 'field' | 'form'>,
  dimension: DimensionResult,
  run: RunResult,
  notePath: string,
): Result<string, LiveValueError> {
  if (field === 'table') return formatTable(form, dimension, run);
  if (field === 'consensus') return formatConsensusValue(form, run.experimentId, dimension);
  const others = [...(dimension.consensus ? ['consensus'] : []), 'table'];
  const estimates = selectEstimates(field, run.experimentId, dimension.estimates, others);
  if (!estimates.ok) return estimates;
  if (form === 'block') return ok(formatResultBlock(estimates.value, dimension, run, notePath));
  return ok(estimatesInLine(estimates.value));
}

function formatTable(
  form: ResultMarker['form'],
  dimension: DimensionResult,
  run: RunResult,
): Result<string, LiveValueError> {
  if (form === 'block') return ok(formatResultTable(dimension, run));
  return err({
    message: 'A table needs lines of its own.',
    remedy: 'Put both comments of the live value on lines of their own.',
  });
}

function formatConsensusValue(
  form: ResultMarker['form'],
  experimentId: string,
  { consensus, estimates }: DimensionResult,
): Result<string, LiveValueError> {
  if (consensus === undefined) {
    return err({
      message: `The last run of ${experimentId} has no consensus.`,
      remedy:
        estimates.length < 2
          ? 'Ask for two estimators or more.'
          : 'Run it again; where its warnings say that none can be formed, ask for other estimators.',
    });
  }
  const value = formatConsensus(consensus);
  return ok(form === 'inline' ? value : [value, ...describeConsensus(consensus)].map(inlineText).join('\n'));
}
