import { measuredEstimate, predicted, thresholdWords, type Estimate } from './caseSummary';
import type { RankStudy } from './rankBoundOptions';
import type { RankCase } from './rankCase';

/** What is varied, as an axis and a sentence name it. */
export const axisTitles: Readonly<Record<RankStudy, string>> = {
  rank: 'rank of the data',
  dimension: 'intrinsic dimension of the data',
  crumpling: 'curvature of the manifold’s sides',
};

/** Of all intervals of this study. */
export const level = 0.95;

/** The threshold that the runs of a case tell; undefined where they tell none. */
export function measuredOf({ found }: RankCase): Estimate | undefined {
  const threshold = found.targets[0]?.found?.threshold;
  return threshold && measuredEstimate(threshold);
}

/** The same in words where it is no number: “above 60”, “not told by these runs”. */
export function wordsOf({ found }: RankCase): string {
  const own = found.targets[0]?.found;
  return (own && thresholdWords(own.threshold, own.counts)) ?? 'not told by these runs';
}

/** What a formula predicts of a case; undefined where full training does not reach the target. */
export function predictionOf(
  { found, parameters }: RankCase,
  name: 'sharp' | 'scaled' | 'published',
): Estimate | undefined {
  const [own] = found.targets[0]?.predictions ?? [];
  return own && predicted(name, own, parameters, level);
}

/** `mlp at rank 10`: for warnings, and to name the runs behind a point. */
export function caseName({ model, point }: RankCase): string {
  return `${model} at ${point.study} ${point.at}`;
}
