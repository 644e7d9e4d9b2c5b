import { wilsonInterval } from '../../science/subspace/binomial';
import { describeTarget, type Target } from '../../science/subspace/target';
import type { StudyFigure, StudySeries } from '../studyResult';
import { epochCurves, replicaSet, tellingReplicas, type TrainingCurves } from '../trainingCurves';
import { predictionNames, predictionTitles, type PredictionName } from '../predictedThreshold';
import { measuredEstimate, predicted, short } from './caseSummary';
import type { NetworkBoundSpec } from './networkBoundOptions';
import type { NetworkCase } from './networkCase';

type Point = StudySeries['points'][number];

/** Thresholds beside predictions, success against d, the spectra, and the quadratic along the path. */
export function networkBoundFigures(
  spec: NetworkBoundSpec,
  targets: readonly Target[],
  cases: readonly NetworkCase[],
): StudyFigure[] {
  return [
    thresholdFigure(spec, targets, cases),
    ...targets.flatMap((target, i) => successFigure(spec, target, i, cases)),
    spectrumFigure(cases),
    pathFigure(cases),
  ];
}

function thresholdFigure(
  spec: NetworkBoundSpec,
  targets: readonly Target[],
  cases: readonly NetworkCase[],
): StudyFigure {
  const places = cases.flatMap((found) => found.targets.map((target, i) => ({ found, target, i })));
  const names = places.map(({ found, i }) => {
    const target = targets[i];
    return `${target === undefined ? '' : describeTarget(target)}, start ${found.start + 1}`;
  });
  const [kind] = spec.curvature;
  const measured = places.flatMap(({ found, target, i }, x): Point[] => {
    const estimate = target.found && measuredEstimate(target.found.threshold);
    return estimate === undefined ? [] : [{ ...pointOf(x, estimate), runs: startKey(found, i) }];
  });
  const series = predictionNames.map((name): StudySeries => ({
    key: name,
    name: predictionTitles[name],
    draw: 'points',
    origin: 'predicted',
    interval: `${100 * spec.confidence} %, Monte Carlo`,
    points: places.flatMap(({ found, target }, x): Point[] => {
      const own = target.predictions.find((prediction) => prediction.kind === kind);
      return own === undefined ? [] : [pointOf(x, predicted(name, own, found.parameters, spec.confidence))];
    }),
  }));
  const kinematic: StudySeries = {
    key: 'kinematic',
    name: 'what the kinematic formula leaves open',
    draw: 'points',
    origin: 'predicted',
    interval: `failure, then success, is at least ${100 * spec.confidence} % likely beyond its ends`,
    points: places.flatMap(({ target }, x): Point[] => {
      const own = target.predictions.find((prediction) => prediction.kind === kind);
      return own === undefined ? [] : [{ x, y: own.plain.sharp.value, interval: [...own.plain.kinematic] }];
    }),
  };
  return {
    id: 'thresholds',
    title: 'Threshold dimension, measured and predicted',
    words: places
      .map(({ target }, x) => {
        const estimate = target.found?.threshold.estimate;
        const own = target.predictions.find((prediction) => prediction.kind === kind);
        const tell = (name: PredictionName): string =>
          own === undefined ? 'none' : short(predicted(name, own, Infinity, spec.confidence).value);
        return `${names[x]}: measured ${estimate == null ? 'no number' : short(estimate)}; predicted ${predictionNames.map((name) => `${predictionTitles[name]} ${tell(name)}`).join(', ')}.`;
      })
      .join(' '),
    x: { title: 'target and initialisation', scale: 'names', names },
    y: { title: 'dimension d', scale: 'linear', includes: [0] },
    series: [
      {
        ...{ key: 'measured', name: 'measured d*', draw: 'points', origin: 'measured' },
        interval: '95 %, profile likelihood',
        points: measured,
      },
      ...series,
      kinematic,
    ],
    rules: [],
  };
}

function startKey({ start }: Pick<NetworkCase, 'start'>, target: number): string {
  return `start ${start + 1}, target ${target + 1}`;
}

function dimensionKey(start: number, target: number, dimension: number): string {
  return `${startKey({ start }, target)}, d = ${dimension}`;
}

/** How training went in the runs about each threshold, and in those of every dimension. */
export function networkBoundTraining(
  targets: readonly Target[],
  cases: readonly NetworkCase[],
): { training?: TrainingCurves } {
  const sets = cases.flatMap((found) =>
    found.targets.flatMap(({ found: own }, i) => {
      const told = targets[i] === undefined ? '' : `${describeTarget(targets[i])}, `;
      const name = `${told}initialisation ${found.start + 1}`;
      const near = tellingReplicas(own?.outcomes ?? [], own?.threshold.estimate);
      return [
        replicaSet(startKey(found, i), `${name}, about the threshold`, near),
        ...(own?.counts ?? []).map(({ dimension }) =>
          replicaSet(
            dimensionKey(found.start, i, dimension),
            `${name}, d = ${dimension}`,
            (own?.outcomes ?? []).filter((outcome) => outcome.dimension === dimension),
          ),
        ),
      ];
    }),
  );
  const [first] = targets;
  return epochCurves(sets, first === undefined ? undefined : `${first.split} ${first.measure}`);
}

function pointOf(
  x: number,
  { value, interval }: { value: number; interval: [number, number] | undefined },
): Point {
  return interval === undefined ? { x, y: value } : { x, y: value, interval };
}

/** Empty where no run was done. */
function successFigure(
  spec: NetworkBoundSpec,
  target: Target,
  index: number,
  cases: readonly NetworkCase[],
): StudyFigure[] {
  const own = cases.flatMap(({ start, targets }) => {
    const counts = targets[index]?.found?.counts ?? [];
    return counts.length === 0 ? [] : [{ start, counts, of: targets[index] }];
  });
  if (own.length === 0) return [];
  const [first] = own;
  const prediction = first?.of?.predictions[0];
  const threshold = first?.of?.found && measuredEstimate(first.of.found.threshold);
  return [
    {
      id: `success-${index + 1}`,
      title: `Success against d: ${describeTarget(target)}`,
      words: own
        .map(
          ({ start, counts }) =>
            `Initialisation ${start + 1}: ${counts.map(({ dimension, runs, successes }) => `${successes} of ${runs} at d = ${dimension}`).join(', ')}.`,
        )
        .join(' '),
      x: { title: 'dimension d', scale: 'log' },
      y: { title: 'share of runs that succeed', scale: 'linear', includes: [0, 1] },
      series: own.map(({ start, counts }) => ({
        key: `start-${start + 1}`,
        name: `initialisation ${start + 1}`,
        draw: 'points',
        origin: 'measured',
        interval: '95 %, Wilson',
        points: counts.map(({ dimension, runs, successes }) => ({
          x: dimension,
          y: successes / runs,
          interval: wilsonInterval(successes, runs),
          label: `${successes} of ${runs} runs`,
          runs: dimensionKey(start, index, dimension),
        })),
      })),
      rules: [
        ...(threshold === undefined
          ? []
          : [
              {
                ...{ key: 'measured', name: 'measured d*, initialisation 1', axis: 'x' as const },
                at: threshold.value,
                ...(threshold.interval === undefined ? {} : { interval: threshold.interval }),
                origin: 'measured' as const,
              },
            ]),
        ...(prediction === undefined ? [] : predictionNames).flatMap((name) => {
          if (prediction === undefined) return [];
          const { value } = predicted(name, prediction, cases[0]?.parameters ?? 0, spec.confidence);
          // A logarithmic axis has no place for 0.
          return value < 0.5
            ? []
            : [
                {
                  key: name,
                  name: predictionTitles[name],
                  axis: 'x' as const,
                  at: value,
                  origin: 'predicted' as const,
                },
              ];
        }),
      ],
    },
  ];
}

/** Points of a bulk that a figure shows. */
const mostShown = 120;

function spectrumFigure(cases: readonly NetworkCase[]): StudyFigure {
  const series = cases.flatMap(({ start, wells }) =>
    wells.map(({ kind, wells: { all } }): StudySeries => {
      const positive = Array.from(all.eigenvalues).filter((value) => value > 0);
      const floor = 1e-12 * (positive[0] ?? 0);
      const places = new Set(
        Array.from({ length: mostShown }, (_, k) => Math.round(positive.length ** (k / (mostShown - 1)))),
      );
      return {
        key: `${kind}-${start + 1}`,
        name: `${kind === 'hessian' ? 'Hessian' : 'Gauss–Newton'}, initialisation ${start + 1}`,
        draw: 'line',
        origin: 'measured',
        points: [...places]
          .filter((place) => (positive[place - 1] ?? 0) > floor)
          .map((place) => ({ x: place, y: positive[place - 1] ?? 0 })),
      };
    }),
  );
  return {
    id: 'spectrum',
    title: 'Eigenvalues at the minimum',
    words: cases
      .flatMap(({ start, wells }) =>
        wells.map(
          ({ kind, wells: { top, negative } }) =>
            `${kind} from initialisation ${start + 1}: the greatest eigenvalue is ${short(top[0]?.value ?? 0)}, the ${top.length}th ${short(top.at(-1)?.value ?? 0)}; ${short(100 * negative)} % are negative.`,
        ),
      )
      .join(' '),
    x: { title: 'rank', scale: 'log' },
    y: { title: 'eigenvalue', scale: 'log' },
    series,
    rules: [],
  };
}

function pathFigure(cases: readonly NetworkCase[]): StudyFigure {
  const paths = cases.flatMap(({ start, wells }) => wells.map((well) => ({ start, ...well })));
  const truths = cases.flatMap(({ start, wells }) => {
    const [well] = wells;
    return well === undefined ? [] : [{ start, path: well.path }];
  });
  return {
    id: 'path',
    title: 'The loss on the way back to the start, and its quadratic',
    words: paths
      .map(
        ({ start, kind, rise, trueRise, trusted }) =>
          `From initialisation ${start + 1} the loss rises by ${short(trueRise)}, the ${kind} quadratic by ${short(rise)}; they agree within a fifth up to ${short(trusted)} of the way.`,
      )
      .join(' '),
    x: { title: 'share of the way from the minimum to the start', scale: 'linear' },
    y: { title: 'training loss', scale: 'linear', includes: [0] },
    series: [
      ...truths.map(({ start, path }): StudySeries => ({
        ...{ key: `loss-${start + 1}`, name: `loss, initialisation ${start + 1}`, draw: 'line' },
        origin: 'measured',
        points: path.map(({ t, loss }) => ({ x: t, y: loss })),
      })),
      ...paths.map(({ start, kind, path }): StudySeries => ({
        key: `${kind}-${start + 1}`,
        name: `${kind} quadratic, initialisation ${start + 1}`,
        draw: 'curve',
        origin: 'predicted',
        points: path.map(({ t, quadratic }) => ({ x: t, y: quadratic })),
      })),
    ],
    rules: [],
  };
}
