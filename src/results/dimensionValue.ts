import { err, ok, type Result } from '../base/result';
import { suggest } from '../base/suggest';
import type { DimensionResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import type { ResultMarker } from '../notes/resultMarker';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { parseEstimator } from '../science/estimators/estimatorSpec';
import { describeConsensus, formatConsensus } from './consensusText';
import { formatEstimate } from './formatEstimate';
import type { LiveValueError } from './liveValueError';
import { inlineText } from './markdownText';
import { formatResultBlock, formatResultTable } from './resultBlock';

/** As `formatLiveValue`, of the dimension of a data set. */
export function formatDimensionValue(
  { field, form }: Pick<ResultMarker, 'field' | 'form'>,
  dimension: DimensionResult,
  run: RunResult,
  notePath: string,
): Result<string, LiveValueError> {
  if (field === 'table') return formatTable(form, dimension, run);
  if (field === 'consensus') return formatConsensusValue(form, run.experimentId, dimension);
  const estimates = selectEstimates(field, run.experimentId, dimension);
  if (!estimates.ok) return estimates;
  if (form === 'block') return ok(formatResultBlock(estimates.value, dimension, run, notePath));
  const [only, ...others] = estimates.value;
  if (only && others.length === 0) return ok(formatEstimate(only));
  return ok(estimates.value.map((estimate) => `${estimate.key}: ${formatEstimate(estimate)}`).join('; '));
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

function selectEstimates(
  field: string | undefined,
  experimentId: string,
  { estimates, consensus }: DimensionResult,
): Result<readonly DimensionEstimate[], LiveValueError> {
  if (estimates.length === 0) {
    return err({ message: `The last run of ${experimentId} has no estimate.`, remedy: 'Run it again.' });
  }
  if (field === undefined) return ok(estimates);
  const key = normalForm(field);
  const named = estimates.find((estimate) => normalForm(estimate.key) === key);
  if (named) return ok([named]);
  const sameEstimator = estimates.filter(({ estimator }) => estimator === key);
  if (sameEstimator.length === 1) return ok(sameEstimator);
  const keys = [...estimates.map((estimate) => estimate.key), ...(consensus ? ['consensus'] : []), 'table'];
  const near = suggest(field, keys);
  return err({
    message:
      sameEstimator.length > 1
        ? `The last run of ${experimentId} has more than one estimate by ${key}.`
        : `The last run of ${experimentId} has no estimate “${field}”.`,
    remedy: `${near === undefined ? '' : `Did you mean “${near}”? `}It has ${keys.join(', ')}.`,
  });
}

/** The estimator's own normal form, in which defaults and the order of options make no difference. */
function normalForm(field: string): string {
  const parsed = parseEstimator(field);
  return parsed.ok ? parsed.value.key : field.replace(/\s+/g, '');
}
