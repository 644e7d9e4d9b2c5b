import { short } from './caseSummary';
import type { RankModel, RankStudy } from './rankBoundOptions';
import type { RankCase } from './rankCase';
import { axisTitles, caseName, measuredOf, wordsOf } from './rankReadings';

/** What became of one model’s threshold from one end of what was varied to the other; nothing where no case is done. */
export function answerOf(
  study: RankStudy,
  model: RankModel,
  cases: readonly RankCase[],
  target: string,
): string[] {
  const [first, last] = [cases[0], cases.at(-1)];
  if (first === undefined || last === undefined) return [];
  const tell = (found: RankCase): string => {
    const measured = measuredOf(found);
    return measured === undefined
      ? wordsOf(found)
      : measured.interval === undefined
        ? short(measured.value)
        : `${short(measured.value)} (${measured.interval.map(short).join(' to ')})`;
  };
  const [begin, end] = [`${tell(first)} at ${first.point.at}`, `${tell(last)} at ${last.point.at}`];
  const change = first === last ? begin : `${begin} and ${end}`;
  const sentence = `${axisTitles[study].charAt(0).toUpperCase()}${axisTitles[study].slice(1)}: for ${target} the ${model} model’s threshold dimension is ${change}`;
  if (study !== 'crumpling') {
    return [
      `${sentence}; its bound by rank ${first === last ? 'is' : `goes from ${first.cap} to`} ${last.cap} of D = ${last.parameters}.`,
    ];
  }
  return [`${sentence}. ${verdict(first, last)}`];
}

/** Whether low dimension is easy, as far as the ends of the range tell. */
function verdict(flat: RankCase, bent: RankCase): string {
  const [before, after] = [measuredOf(flat), measuredOf(bent)];
  const status = bent.found.targets[0]?.found?.threshold.status;
  if (before !== undefined && status === 'above')
    return 'Low dimension is not easy by itself: the same points, as many dimensions, need more than was tried once they are crumpled.';
  if (before?.interval === undefined || after?.interval === undefined)
    return 'These runs do not tell whether crumpling matters.';
  const ratio = short(after.value / before.value);
  if (after.interval[0] > before.interval[1])
    return `Low dimension is not easy by itself: the same points, as many dimensions, need ${ratio} times as many directions once they are crumpled.`;
  if (after.interval[1] < before.interval[0])
    return `Crumpling makes it easier here: ${ratio} times as many directions are needed.`;
  return 'Within their errors these runs see no difference.';
}

/** What tells against the numbers: of which cases, and what to do. */
export function warningsOf(cases: readonly RankCase[], planned: number): string[] {
  const warnings: string[] = [];
  if (cases.length < planned)
    warnings.push(`Cancelled after ${cases.length} of ${planned} trainings: these are what was done.`);
  const broken = cases.filter(
    ({ rank, cap, firstLayer, firstLayerCap }) =>
      rank.rank > cap || (firstLayer !== undefined && firstLayer.rank > firstLayerCap),
  );
  if (broken.length > 0)
    warnings.push(
      `The numerical rank is above its bound (${broken.map(caseName).join(', ')}): eigenvalues of rounding are counted. Raise tolerance.`,
    );
  const beyond = cases.filter((found) => (measuredOf(found)?.interval?.[0] ?? 0) > found.cap);
  if (beyond.length > 0)
    warnings.push(
      `The measured threshold is above its bound by rank (${beyond.map(caseName).join(', ')}): subspaces hold a solution that training does not find within its budget.`,
    );
  const uncounted = cases.filter(({ rank, cap }) => !rank.complete && rank.rank <= cap);
  if (uncounted.length > 0)
    warnings.push(
      `The Gauss–Newton rank was counted so far and no further: ${uncounted.map(caseName).join(', ')}.`,
    );
  const untrained = cases.filter(
    ({ found }) => found.targets[0]?.loss === undefined || found.targets[0].predictions.length === 0,
  );
  if (untrained.length > 0)
    warnings.push(
      `Training in all of parameter space does not reach the target, and nothing is predicted: ${untrained.map(caseName).join(', ')}.`,
    );
  const open = cases.filter((found) => measuredOf(found) === undefined);
  if (open.length > 0)
    warnings.push(
      `No threshold is told by these runs: ${open.map((found) => `${caseName(found)} (${wordsOf(found)})`).join(', ')}.`,
    );
  const lacking = cases.filter(({ point, dataRank }) => point.study === 'rank' && dataRank < point.at);
  if (lacking.length > 0) {
    const rank = Math.max(...lacking.map(({ dataRank }) => dataRank));
    const asked = [...new Set(lacking.map(({ point }) => point.at))].join(', ');
    warnings.push(
      `The training rows have rank ${rank} with their bias: asked for more (${asked}), they stay as they are.`,
    );
  }
  const scales = cases.flatMap(({ found }) => found.wells.map(({ scale }) => scale));
  const [least, most] = [Math.min(...scales), Math.max(...scales)];
  if (least < 0.5 || most > 2)
    warnings.push(
      `The quadratics at the minima have ${least === most ? short(least) : `${short(least)} to ${short(most)}`} of the true rise of the loss to the start: the predictions are of wells that the loss is not; the scaled one allows for the rise alone.`,
    );
  return warnings;
}
