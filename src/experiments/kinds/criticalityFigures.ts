import { meanInterval, meanIntervalMethod } from '../../science/analysis/meanInterval';
import type { CriticalityOutcome } from '../../science/criticality/criticalityOutcome';
import { epochCurves, epochRun, trainingSet, type TrainingCurves } from '../trainingCurves';
import type { StudyFigure, StudySeries, StudyTable } from '../studyResult';
import { noScores, type LayerCosts, type Split } from './criticalityCosts';
import type { NetworkMeasure } from './networkMeasure';
import { inWords } from './studyNumbers';

type Point = StudySeries['points'][number];

/** The networks before anything is changed in them. */
const asTrained = 'as-trained';

/** How the networks were trained whose layers are put back and drawn anew, a run a seed. */
export function criticalityTraining(outcomes: readonly CriticalityOutcome[]): { training?: TrainingCurves } {
  const runs = outcomes.map(({ losses, diverged }, seed) =>
    epochRun(`seed ${seed + 1}${diverged ? ', diverges' : ''}`, { loss: losses }),
  );
  return epochCurves([trainingSet(asTrained, 'the networks as trained', runs)]);
}

function pointOf(x: number, values: readonly number[], { changes }: NetworkMeasure): Point[] {
  const found = meanInterval(values, changes);
  if (found === undefined) return [];
  const { mean, interval } = found;
  return [
    {
      x,
      y: mean,
      ...(interval === undefined ? {} : { interval }),
      // All changes are made to the same trained networks.
      runs: asTrained,
    },
  ];
}

/** Bars of what each layer costs, for testing and training, and curves over the epochs it is put back to. */
export function criticalityFigures(
  layers: readonly LayerCosts[],
  measure: NetworkMeasure,
  epochs: readonly number[],
): StudyFigure[] {
  const interval = `95 %, ${meanIntervalMethod}`;
  const cost = `${measure.name} lost${measure.isAccuracy ? ' (points)' : ''}`;
  const names = layers.map(({ name }) => name);
  const words = (series: readonly StudySeries[], where: (point: Point) => string): string =>
    series
      .map(
        ({ name, points }) =>
          `${name}: ${points.map((point) => `${where(point)} ${inWords(point.y, point.interval)}`).join(', ')}`,
      )
      .join('. ');
  const bars = (split: Split): StudyFigure => {
    const series: StudySeries[] = [
      [
        'restored',
        'put back to the initialisation',
        (layer: LayerCosts) => (layer.restored.get(0) ?? noScores)[split],
      ] as const,
      ['redrawn', 'drawn anew', (layer: LayerCosts) => layer.redrawn[split]] as const,
    ].map(([key, name, costs]) => ({
      key,
      name,
      draw: 'bars',
      origin: 'measured',
      interval,
      points: layers.flatMap((layer, l) => pointOf(l, costs(layer), measure)),
    }));
    const title = `What each layer costs: ${split} ${measure.name} lost`;
    return {
      id: `layers-${split}`,
      title,
      words: `${title}. ${words(series, ({ x }) => names[x] ?? '')}.`,
      x: { title: 'layer', scale: 'names', names },
      y: { title: `${split} ${cost}`, scale: 'linear', includes: [0] },
      series,
      rules: [],
    };
  };
  const curves = layers.map(({ name, restored }, l): StudySeries => ({
    key: `layer-${l + 1}`,
    name,
    draw: 'line',
    origin: 'measured',
    interval,
    points: epochs.flatMap((epoch) => pointOf(epoch, (restored.get(epoch) ?? noScores).test, measure)),
  }));
  const title = `Test ${measure.name} lost by putting a layer back to the end of an epoch`;
  const byEpoch: StudyFigure = {
    id: 'checkpoints',
    title,
    words: `${title}. ${words(curves, ({ x }) => `epoch ${x}`)}.`,
    x: { title: 'epoch put back to', scale: 'linear', includes: [0] },
    y: { title: `test ${cost}`, scale: 'linear', includes: [0] },
    series: curves,
    rules: [],
  };
  return [bars('test'), bars('train'), ...(epochs.length > 1 ? [byEpoch] : [])];
}

/** Every change of every layer, numbers in full. */
export function criticalityTable(
  layers: readonly LayerCosts[],
  measure: NetworkMeasure,
  epochs: readonly number[],
): StudyTable {
  const cells = (values: readonly number[]): (number | null)[] => {
    const found = meanInterval(values, measure.changes);
    return [found?.mean ?? null, found?.interval?.[0] ?? null, found?.interval?.[1] ?? null];
  };
  const cost = (split: Split): string =>
    `${split} ${measure.name} lost${measure.isAccuracy ? ' (points)' : ''}`;
  return {
    id: 'layers',
    title: 'Costs by layer: means over the seeds with 95 % intervals by Student’s t',
    columns: [
      { name: 'layer', numeric: false },
      { name: 'parameters', numeric: true },
      { name: 'moved by, of its norm', numeric: true },
      { name: 'change', numeric: false },
      ...[cost('test'), 'low', 'high', cost('train')].map((name) => ({ name, numeric: true })),
    ],
    rows: layers.flatMap(({ name, parameters, distances, restored, redrawn }) => {
      const moved = meanInterval(distances)?.mean ?? null;
      const row = (change: string, { train, test }: Readonly<Record<Split, readonly number[]>>) => [
        ...[name, parameters, moved, change],
        ...cells(test),
        meanInterval(train)?.mean ?? null,
      ];
      return [
        ...epochs.map((epoch) =>
          row(epoch === 0 ? 'as initialised' : `as after epoch ${epoch}`, restored.get(epoch) ?? noScores),
        ),
        row('drawn anew', redrawn),
      ];
    }),
  };
}
