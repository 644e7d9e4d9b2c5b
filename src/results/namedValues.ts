import { predictionTitles, type PredictedThreshold } from '../experiments/predictedThreshold';
import type { ExperimentResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import type { StudyValue } from '../experiments/studyResult';
import type { Consensus } from '../science/analysis/consensus';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { describeConsensus, formatConsensus } from './consensusText';
import { formatEstimate } from './formatEstimate';
import { selectLayerValue, valueOfWord, valuesBy } from './layerValue';
import { studyValueText } from './studyText';
import { predictionText } from './predictionText';
import { describeBudget, fullText, thresholdText } from './subspaceText';

/** A value of a result under the name that a live value gives it. */
export interface NamedValue {
  readonly field: string;
  /** `12.9 ± 0.4`. */
  readonly text: string;
  /** Where the value is an estimate of one estimator. */
  readonly estimate?: DimensionEstimate;
  /** How it came about, and what to beware of. */
  readonly sentences: readonly string[];
  readonly warnings: readonly string[];
}

/** Every value that a live value may name, those one asks for most first. */
export function namedValues(result: ExperimentResult): readonly NamedValue[] {
  switch (result.kind) {
    case 'intrinsic-dimension': {
      const headlines = headlineValues(result);
      const { consensus } = result;
      const leads = headlines.some(({ field }) => field === 'consensus');
      return consensus === undefined || leads ? headlines : [...headlines, consensusValue(consensus)];
    }
    case 'layer-dimension':
      return [
        ...headlineValues(result),
        ...result.estimators.flatMap((key, i) =>
          valuesBy(result, key).map(({ layer, estimate }) =>
            estimateValue(i === 0 ? layer : `${layer}.${key}`, estimate),
          ),
        ),
      ];
    case 'subspace-training':
      return [...headlineValues(result), ...predictedValues(result.predicted)];
    case 'gordon-bound':
      return headlineValues(result);
    case 'study':
      return [
        ...result.values.map(studyNamedValue),
        { field: 'answer', text: result.answer[0] ?? '', sentences: result.answer.slice(1), warnings: [] },
      ];
  }
}

/** The values a live value's field stands for, however it is written; those of the whole where it names none. */
export function valuesOfField(
  field: string | undefined,
  { experimentId, result }: Pick<RunResult, 'experimentId' | 'result'>,
): readonly NamedValue[] {
  if (field === undefined) return headlineValues(result);
  if (result.kind === 'layer-dimension') {
    const found = selectLayerValue(field, experimentId, result);
    return found.ok ? [estimateValue(field, found.value.estimate)] : headlineValues(result);
  }
  const named = namedValues(result).filter(
    (value) => value.field === field || value.estimate?.estimator === field,
  );
  return named.length > 0 ? named : headlineValues(result);
}

/** The few that stand for the whole result where there is little room. */
export function headlineValues(result: ExperimentResult): readonly NamedValue[] {
  switch (result.kind) {
    case 'intrinsic-dimension': {
      const { consensus, estimates } = result;
      const each = estimates.map((estimate) => estimateValue(estimate.key, estimate));
      // Of one estimate it would say the same twice.
      return consensus === undefined || consensus.from.length < 2
        ? each
        : [consensusValue(consensus), ...each];
    }
    case 'gordon-bound':
      return result.estimates.map((estimate) => estimateValue(estimate.key, estimate));
    case 'layer-dimension': {
      const values = valuesBy(result, result.estimators[0] ?? '');
      return (['max', 'last'] as const).flatMap((word) => {
        const found = valueOfWord(values, word);
        return found === undefined ? [] : [estimateValue(word, found.estimate)];
      });
    }
    case 'subspace-training': {
      const sentences = [`${describeBudget(result.budget)}.`];
      return [
        { field: 'threshold', text: thresholdText(result.threshold), sentences, warnings: result.warnings },
        { field: 'full', text: fullText(result), sentences, warnings: [] },
      ];
    }
    case 'study':
      return result.values.slice(0, mostHeadlines).map(studyNamedValue);
  }
}

function predictedValues(predicted: PredictedThreshold | undefined): NamedValue[] {
  if (predicted === undefined) return [];
  const { predictions, sentences, warnings } = predicted;
  return predictions.map((prediction) => ({
    field: prediction.name,
    text: predictionText(prediction),
    sentences: [
      `The threshold dimension by the ${predictionTitles[prediction.name]}. Interval: ${prediction.intervalMethod}.`,
      ...sentences,
    ],
    warnings,
  }));
}

/** A study's values where there is little room: those it names first. */
const mostHeadlines = 3;

function studyNamedValue(value: StudyValue): NamedValue {
  const { field, sentences, warnings, interval, intervalMethod } = value;
  const made = interval === null ? [] : [`Interval by ${intervalMethod}.`];
  return { field, text: studyValueText(value), sentences: [...sentences, ...made], warnings };
}

function consensusValue(consensus: Consensus): NamedValue {
  return {
    field: 'consensus',
    text: formatConsensus(consensus),
    sentences: describeConsensus(consensus),
    warnings: consensus.warnings,
  };
}

function estimateValue(field: string, estimate: DimensionEstimate): NamedValue {
  return { field, text: formatEstimate(estimate), estimate, sentences: [], warnings: estimate.warnings };
}
