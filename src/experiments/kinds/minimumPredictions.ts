import { predictionTitles, type PredictedThreshold, type ThresholdPrediction } from '../predictedThreshold';
import { uncertain } from '../study';
import type { StudyFigure, StudyValue } from '../studyResult';
import { short } from './caseSummary';
import { withInterval, type Directions } from './minimumWords';

/** A logarithmic axis has no place for 0. */
const leastShown = 0.5;

/** Within a sentence. */
const shortNames: Readonly<Record<ThresholdPrediction['name'], string>> = {
  exact: 'linear algebra',
  sharp: 'the sharp formula',
  scaled: 'the sharp one scaled to the true loss',
  published: 'the published width',
  gordon: 'Gordon’s bound',
};

/** What is predicted of the directions, as values of their own. */
export function predictionValues(predicted: PredictedThreshold | undefined): StudyValue[] {
  if (predicted === undefined) return [];
  return predicted.predictions.map(({ name, value, interval, level, intervalMethod, text }) => ({
    ...uncertain(name, `d* predicted, ${predictionTitles[name]}`, value, {
      ...{ interval, method: intervalMethod, level },
      ...(text === undefined ? {} : { text }),
      sentences: predicted.sentences,
    }),
    warnings: [...predicted.warnings],
  }));
}

/** Lines across the figure of the directions. */
export function predictionRules(predicted: PredictedThreshold | undefined): StudyFigure['rules'] {
  return (predicted?.predictions ?? [])
    .filter(({ value }) => value >= leastShown)
    .map(({ name, value }) => ({
      ...{ key: name, name: predictionTitles[name], axis: 'x', at: value, origin: 'predicted' },
    }));
}

/** What they say beside what was counted, and whether they may be believed; nothing where there are none. */
export function predictionSentences(
  predicted: PredictedThreshold | undefined,
  directions: Directions | undefined,
): string[] {
  if (predicted === undefined || predicted.predictions.length === 0) return [];
  const told = predicted.predictions
    .filter(({ name }) => name !== 'gordon')
    .map(({ name, value, interval, text }) => `${shortNames[name]} ${text ?? shown(value, interval)}`);
  const beside = `Predicted of the directions, from the curvature where full training ends: ${told.join(', ')}.`;
  const met = metBy(predicted, directions);
  const trust =
    predicted.warnings.length === 0
      ? ''
      : ' The loss is not the quadratic that the formulas take it for, as the values say: from a usual start they are no bounds.';
  return [`${beside}${met}${trust}`];
}

function shown(value: number, interval: readonly [number, number] | null): string {
  return interval === null || interval[0] === interval[1] ? short(value) : withInterval(value, interval);
}

/** Which of them lies in the interval of what was counted. */
function metBy({ predictions }: PredictedThreshold, directions: Directions | undefined): string {
  const { low = null, high = null } = directions?.threshold ?? {};
  if (low === null || high === null) return '';
  const meets = ({ value, interval }: PredictedThreshold['predictions'][number]): boolean =>
    (interval?.[0] ?? value) <= high && (interval?.[1] ?? value) >= low;
  const names = predictions.filter((each) => each.name !== 'gordon' && meets(each)).map(({ name }) => name);
  return names.length === 0
    ? ' None of them meets the interval of what was counted.'
    : ` Of them ${names.map((name) => shortNames[name]).join(' and ')} ${names.length === 1 ? 'meets' : 'meet'} the interval of what was counted.`;
}
