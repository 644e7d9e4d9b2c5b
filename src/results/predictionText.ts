import { predictionTitles, type ThresholdPrediction } from '../experiments/predictedThreshold';
import type { SubspaceResult } from '../experiments/subspaceResult';
import { formatEstimate } from './formatEstimate';

/** A predicted threshold in one phrase: `12.9 ± 1.5`, `vacuous`. */
export function predictionText({
  value,
  interval,
  text,
}: Pick<ThresholdPrediction, 'value' | 'interval' | 'text'>): string {
  if (text !== undefined) return text;
  if (interval === null || interval[0] === interval[1]) return String(Number(value.toPrecision(3)));
  return formatEstimate({ dimension: value, interval });
}

/** What predicts it: `sharp D − δ(C)`. */
export function predictionTitle({ name }: Pick<ThresholdPrediction, 'name'>): string {
  return predictionTitles[name];
}

/** All that was predicted beside what was measured, a sentence; empty where nothing was. */
export function predictionsSentence({ predicted }: Pick<SubspaceResult, 'predicted'>): string {
  if (predicted === undefined || predicted.predictions.length === 0) return '';
  const each = predicted.predictions.map(
    (prediction) => `${predictionTitles[prediction.name]} ${predictionText(prediction)}`,
  );
  const basis = predicted.basis ?? 'the curvature where full training ends';
  return `Predicted from ${basis}: ${each.join('; ')}.`;
}
