import { percent } from '../../base/words';
import { meanInterval, meanIntervalMethod } from '../../science/analysis/meanInterval';
import { normNames, type FisherRaoOutcome, type NormName } from '../../science/fisherRao/fisherRaoOutcome';
import type { FisherRaoCell } from '../../science/fisherRao/fisherRaoTrial';
import type { StudyFigure, StudySeries, StudyTable } from '../studyResult';
import { epochCurves, epochRun, trainingSet, type TrainingCurves } from '../trainingCurves';
import { inWords, plainNumber } from './studyNumbers';

/** How norms are called. */
export const normTitles: Readonly<Record<NormName, string>> = {
  'fisher-rao': 'Fisher–Rao norm',
  'fisher-rao-model': 'Fisher–Rao norm, labels by the model',
  path: 'path norm',
  spectral: 'product of spectral norms',
  l2: 'Euclidean norm',
};

/** A network that was trained, and its point in every figure. */
export interface NormedNetwork {
  readonly cell: FisherRaoCell;
  readonly outcome: FisherRaoOutcome;
  /** Of accuracy, on the labels as trained less on the test rows, in points. */
  readonly gap: number;
}

type Found = readonly { readonly name: string; readonly networks: readonly NormedNetwork[] }[];

const gapTitle = 'generalisation gap (points of accuracy)';

/** Networks that differ in their seed alone. */
function settingKey({ network, noise }: FisherRaoCell): string {
  return `${network.name} ${noise}`;
}

/** How the networks of each setting were trained, a run a seed. */
export function fisherRaoTraining(
  cells: readonly FisherRaoCell[],
  outcomes: readonly FisherRaoOutcome[],
): { training?: TrainingCurves } {
  const settings = new Map(cells.map((cell) => [settingKey(cell), cell]));
  const sets = [...settings].map(([key, { network, noise }]) => {
    const own = outcomes.flatMap((outcome) => {
      const cell = cells[outcome.trial];
      return cell !== undefined && settingKey(cell) === key ? [{ cell, outcome }] : [];
    });
    return trainingSet(
      key,
      `${network.name}, ${percent(noise)} of labels random`,
      own.map(({ cell, outcome: { losses, diverged } }) =>
        epochRun(`seed ${cell.index + 1}${diverged ? ', diverges' : ''}`, { loss: losses }),
      ),
    );
  });
  return epochCurves(sets);
}

/** The gap against each norm, a point a network, and gap and norm against the noise of the labels. */
export function fisherRaoFigures(networks: readonly NormedNetwork[]): StudyFigure[] {
  const names = [...new Set(networks.map(({ cell }) => cell.network.name))];
  const found = names.map((name) => ({
    name,
    networks: networks.filter(({ cell }) => cell.network.name === name),
  }));
  return [
    ...normNames.map((norm) => scatter(norm, found)),
    againstNoise('gap-by-noise', gapTitle, 'linear', found, ({ gap }) => gap),
    againstNoise(
      'norm-by-noise',
      normTitles['fisher-rao'],
      'log',
      found,
      ({ outcome }) => outcome.norms['fisher-rao'] ?? undefined,
    ),
  ];
}

function scatter(norm: NormName, found: Found): StudyFigure {
  const series = found.map(({ name, networks }, n): StudySeries => ({
    key: `network-${n}`,
    name,
    draw: 'points',
    origin: 'measured',
    points: networks.flatMap(({ cell, outcome, gap }) => {
      const x = outcome.norms[norm];
      // A logarithmic axis has no place for what is not positive.
      if (x === null || x <= 0) return [];
      const label = `${percent(cell.noise)} of labels random, seed ${cell.index}`;
      return [{ x, y: gap, label, runs: settingKey(cell) }];
    }),
  }));
  const title = `Generalisation gap against the ${normTitles[norm]}`;
  return {
    id: norm,
    title,
    words: `${title}. ${series.map(({ name, points }) => `${name}: ${rangeWords(points)}`).join('; ')}.`,
    x: { title: normTitles[norm], scale: 'log' },
    y: { title: gapTitle, scale: 'linear', includes: [0] },
    series,
    rules: [],
  };
}

function rangeWords(points: StudySeries['points']): string {
  const sorted = points.toSorted((a, b) => a.x - b.x);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return 'no points';
  const at = ({ x, y }: typeof first): string => `${plainNumber(y)} points at ${plainNumber(x)}`;
  return `${points.length} networks, from ${at(first)} to ${at(last)}`;
}

function againstNoise(
  id: string,
  title: string,
  scale: 'linear' | 'log',
  found: Found,
  valueOf: (network: NormedNetwork) => number | undefined,
): StudyFigure {
  const series = found.map(({ name, networks }, n): StudySeries => {
    const shares = [...new Set(networks.map(({ cell }) => cell.noise))].sort((a, b) => a - b);
    return {
      key: `network-${n}`,
      name,
      draw: 'line',
      origin: 'measured',
      interval: `95 %, ${meanIntervalMethod}`,
      points: shares.flatMap((noise) => {
        const own = networks.filter(({ cell }) => cell.noise === noise);
        const values = own.flatMap((network) => valueOf(network) ?? []);
        const mean = meanInterval(values, scale === 'log' ? [0, Infinity] : [-100, 100]);
        if (mean === undefined || (scale === 'log' && mean.mean <= 0)) return [];
        const { interval } = mean;
        const runs = own[0] === undefined ? {} : { runs: settingKey(own[0].cell) };
        return [{ x: 100 * noise, y: mean.mean, ...(interval === undefined ? {} : { interval }), ...runs }];
      }),
    };
  });
  const whole = `${title.charAt(0).toUpperCase()}${title.slice(1)} against the share of random labels`;
  const words = series.map(({ name, points }) => {
    const told = points.map((point) => `${inWords(point.y, point.interval)} at ${plainNumber(point.x)} %`);
    return `${name}: ${told.join(', ')}`;
  });
  return {
    id,
    title: whole,
    words: `${whole}. ${words.join('; ')}.`,
    x: { title: 'random labels (%)', scale: 'linear', includes: [0, 100] },
    y: { title, scale },
    series,
    rules: [],
  };
}

/** A row a network, numbers in full. */
export function fisherRaoTable(networks: readonly NormedNetwork[]): StudyTable {
  const numeric = (name: string): StudyTable['columns'][number] => ({ name, numeric: true });
  return {
    id: 'networks',
    title: 'Networks: accuracies, norms and the gap between training and testing',
    columns: [
      { name: 'network', numeric: false },
      ...['random labels (%)', 'seed', 'train accuracy (%)', 'test accuracy (%)', 'gap (points)'].map(
        numeric,
      ),
      ...normNames.map((name) => numeric(normTitles[name])),
    ],
    rows: networks.map(({ cell, outcome, gap }) => [
      ...[cell.network.name, 100 * cell.noise, cell.index],
      ...[outcome.train.accuracy, outcome.test.accuracy].map((share) =>
        share === null ? null : 100 * share,
      ),
      ...[gap, ...normNames.map((name) => outcome.norms[name])],
    ]),
  };
}
