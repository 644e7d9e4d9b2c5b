import { counted, percent } from '../../base/words';
import {
  gradientEstimators,
  predictVariance,
  type GradientEstimator,
  type GradientProblem,
  type PredictedVariance,
} from '../../science/gradients/gradientVariance';
import { batches, type MeasuredVariance, type Spread } from '../../science/gradients/measureVariance';
import { exact, uncertain } from '../study';
import type { StudyFigure, StudyResult, StudySeries, StudyValue } from '../studyResult';

export interface GradientRow {
  readonly predicted: PredictedVariance;
  readonly measured: MeasuredVariance;
}

interface GradientOptions {
  readonly function: string;
  readonly samples: number;
  readonly draws: number;
}

const names: Readonly<Record<GradientEstimator, string>> = {
  score: 'score function',
  'mean-baseline': 'score function, mean as baseline',
  'best-baseline': 'score function, best constant as baseline',
  'leave-one-out': 'score function, others’ mean as baseline',
  reparameterised: 'reparameterised',
};
const method = `Student’s t over ${batches} batches`;
/** A variance below this share of the squared gradient is rounding. */
const nothing = 1e-20;
/** A squared gradient below this is none. */
const noGradient = 1e-12;
/** A bias below this share of the gradient is none that anyone sees. */
const noBias = 1e-3;
/** A measured value so many standard errors from the exact one is no chance. */
const far = 5;
const curvePoints = 40;

/** The study of one function over its dimensions, ascending. */
export function gradientStudy(
  options: GradientOptions,
  problem: GradientProblem,
  rows: readonly GradientRow[],
): StudyResult {
  const last = rows.at(-1);
  if (last === undefined) throw new RangeError('a study has a dimension');
  const { dimension, signal, variance, squaredBias } = last.predicted;
  const isExact = variance.reparameterised <= nothing * Math.max(signal, variance.score);
  // What is less is the quadrature's rounding, whatever share of a vanishing gradient it may be.
  const bias = squaredBias > 1e-20 * variance.score ? Math.sqrt(squaredBias / signal) : 0;
  const off = farthest(rows);
  return {
    kind: 'study',
    experiment: 'gradient-variance',
    subject: `${options.function}, gradient of the ${problem.of}`,
    answer: answerOf(options, last, isExact, bias),
    values: [
      ratio(
        'ratio',
        'variance of the score function over that of the reparameterised',
        last,
        'score',
        isExact,
        bias,
      ),
      ratio(
        'ratio-baseline',
        'the same ratio with the others’ mean as baseline',
        last,
        'leave-one-out',
        isExact,
        bias,
      ),
      samplesFor('samples-score', 'score function', last, 'score', bias),
      samplesFor('samples-baseline', names['leave-one-out'], last, 'leave-one-out', bias),
      samplesFor('samples-reparameterised', 'reparameterised', last, 'reparameterised', bias),
      measuredRatio('gain-baseline', 'times less variance by the others’ mean as baseline', last, [
        'score',
        'leave-one-out',
      ]),
      exact('bias', 'bias of the reparameterised gradient over the gradient', bias, {
        sentences: [
          '0 wherever the function is continuous: then both estimate the same gradient. By quadrature.',
        ],
      }),
      exact('agreement', 'farthest measured variance from the exact one, in standard errors', off, {
        sentences: ['Over all estimators and dimensions.'],
      }),
    ],
    figures: [varianceFigure(options, problem, rows)],
    tables: [],
    facts: [
      {
        name: 'function',
        value: `sum of ${options.function}${problem.offset === 0 ? '' : ` + ${problem.offset}`}`,
      },
      { name: 'Gaussian', value: `mean ${problem.mean}, standard deviation ${problem.deviation}` },
      { name: 'told at', value: counted(dimension, 'dimension') },
      { name: 'samples', value: `${options.draws} at each dimension, ${options.samples} an estimate` },
    ],
    papers: [
      'Kingma and Welling 2014, arXiv:1312.6114',
      'Williams 1992, REINFORCE',
      'Mohamed, Rosca, Figurnov and Mnih 2020, arXiv:1906.10652',
      'Kool, van Hoof and Welling 2019, Buy 4 REINFORCE samples',
    ],
    warnings: warningsOf(signal, bias, off),
  };
}

function answerOf(
  { function: name }: GradientOptions,
  { predicted }: GradientRow,
  isExact: boolean,
  bias: number,
): string[] {
  const { dimension, signal, variance } = predicted;
  const where = `in ${counted(dimension, 'dimension')}`;
  const baseline = baselineWords(variance);
  if (bias > noBias) {
    return [
      `For the function ${name} the reparameterised gradient is wrong ${where}: its bias is ${percent(bias)} of the gradient, whatever the samples.`,
      'The function jumps, and a slope does not see that: only the score function estimates this gradient.',
      baseline,
    ];
  }
  if (isExact && signal < noGradient) {
    return [
      `The gradient of ${name} ${where} is 0, and so is every reparameterised sample: it does not vary here.`,
    ];
  }
  if (isExact) {
    return [
      `For the function ${name} one reparameterised sample gives the gradient exactly, where the score function ${where} needs ${short(variance.score / signal)} samples for a noise as large as the gradient.`,
      baseline,
    ];
  }
  const times = variance.score / variance.reparameterised;
  const first =
    times >= 1
      ? `For the function ${name} the score function’s gradient has ${short(times)} times the variance of the reparameterised one ${where}.`
      : `For the function ${name} the reparameterised gradient has ${short(1 / times)} times the variance of the score function’s ${where}: here the rule does not hold.`;
  const compared = variance['leave-one-out'] / variance.reparameterised;
  const then =
    compared >= 1
      ? `That is still ${short(compared)} times that of the reparameterised.`
      : `That is ${short(1 / compared)} times less than that of the reparameterised.`;
  return [first, baseline, then, 'These are exact, by quadrature; the values are as the samples show them.'];
}

function baselineWords(variance: PredictedVariance['variance']): string {
  const gain = variance.score / variance['leave-one-out'];
  const change = gain >= 1 ? `${short(gain)} times less` : `${short(1 / gain)} times more`;
  return `With the mean of the other samples as its baseline the score function has ${change} variance.`;
}

function warningsOf(signal: number, bias: number, off: number): string[] {
  return [
    ...(signal < noGradient
      ? ['The gradient is 0 here: ratios to it say nothing. Another mean has one.']
      : []),
    ...(bias > noBias ? ['The reparameterised gradient is biased: its small variance is no merit.'] : []),
    ...(off > far
      ? [
          `A measured variance is ${short(off)} standard errors from the exact one: more draws are needed where the estimates have heavy tails.`,
        ]
      : []),
  ];
}

function ratio(
  field: string,
  name: string,
  row: GradientRow,
  over: GradientEstimator,
  isExact: boolean,
  bias: number,
): StudyValue {
  const where = counted(row.predicted.dimension, 'dimension');
  const sentences = [`Of the traces of the covariance for one sample, in ${where}.`];
  if (isExact) {
    const text =
      bias > noBias
        ? 'not comparable: the reparameterised is biased'
        : 'unbounded: the reparameterised is exact';
    return uncertain(field, name, null, { interval: null, method, text, sentences });
  }
  return measuredRatio(field, name, row, [over, 'reparameterised'], sentences);
}

/** Of two variances as the samples show them, where they vary at all: a step far away is the same everywhere. */
function measuredRatio(
  field: string,
  name: string,
  row: GradientRow,
  [over, under]: readonly [GradientEstimator, GradientEstimator],
  sentences: readonly string[] = [],
): StudyValue {
  const { value, interval } = quotient(row, over, under);
  const known = row.predicted.variance[over] / row.predicted.variance[under];
  const isTold = [value, ...interval, known].every(Number.isFinite);
  return uncertain(field, name, isTold ? value : null, {
    interval: isTold ? interval : null,
    method,
    ...(isTold ? {} : { text: 'not told: the samples do not vary' }),
    sentences: [...sentences, ...(isTold ? [`Exactly ${short(known)}, by quadrature.`] : [])],
  });
}

function samplesFor(
  field: string,
  name: string,
  { predicted, measured }: GradientRow,
  of: GradientEstimator,
  bias: number,
): StudyValue {
  const { value, interval } = measured.variance[of];
  const { signal } = predicted;
  const title = `samples until the noise is no greater than the gradient: ${name}`;
  if (!(signal > noGradient))
    return uncertain(field, title, null, { interval: null, method, text: 'no gradient' });
  if (of === 'reparameterised' && bias > noBias) {
    const text = 'none do: it is biased';
    return uncertain(field, title, null, { interval: null, method, text });
  }
  const meaning = 'The trace of the covariance over the squared gradient.';
  if (value <= nothing * signal)
    return exact(field, title, 0, {
      unit: 'samples',
      sentences: [`${meaning} Every sample is the gradient.`],
    });
  return uncertain(field, title, value / signal, {
    ...{ interval: [interval[0] / signal, interval[1] / signal], method, unit: 'samples' },
    sentences: [`${meaning} Exactly ${short(predicted.variance[of] / signal)}.`],
  });
}

/** Of two variances that the same samples show; their errors are taken to add up, which is on the safe side of most. */
function quotient(
  { measured }: GradientRow,
  over: GradientEstimator,
  under: GradientEstimator,
): { value: number; interval: [number, number] } {
  const [a, b] = [measured.variance[over], measured.variance[under]];
  const value = a.value / b.value;
  const share = (spread: Spread): number => (spread.interval[1] - spread.value) / spread.value;
  const reach = Math.exp(Math.hypot(share(a), share(b)));
  return { value, interval: [value / reach, value * reach] };
}

function farthest(rows: readonly GradientRow[]): number {
  const all = rows.flatMap(({ predicted, measured }) =>
    gradientEstimators.map((name) => {
      const { value, error } = measured.variance[name];
      return error > 1e-12 * (1 + value) ? Math.abs(value - predicted.variance[name]) / error : 0;
    }),
  );
  return Math.max(...all);
}

function varianceFigure(
  { function: name, samples }: GradientOptions,
  problem: GradientProblem,
  rows: readonly GradientRow[],
): StudyFigure {
  const [first, last] = [rows[0]?.predicted.dimension ?? 1, rows.at(-1)?.predicted.dimension ?? 1];
  const grid = [
    ...new Set(
      Array.from({ length: curvePoints }, (_, i) =>
        Math.round(first * (last / first) ** (i / (curvePoints - 1))),
      ),
    ),
  ];
  const predicted = grid.map((dimension) => predictVariance(problem, dimension, samples));
  const measuredSeries = gradientEstimators.map((key): StudySeries => ({
    ...{ key, name: names[key], draw: 'points', origin: 'measured', interval: `95 %, ${method}` },
    points: rows
      .map(({ measured, predicted: { dimension } }) => ({
        x: dimension,
        y: measured.variance[key].value,
        interval: [...measured.variance[key].interval] as [number, number],
      }))
      .filter(({ y }) => y > nothing),
  }));
  const exactSeries = gradientEstimators.map((key): StudySeries => ({
    ...{ key: `${key}-exact`, like: key, name: `${names[key]}, exact`, draw: 'curve', origin: 'predicted' },
    points: predicted
      .map((each) => ({ x: each.dimension, y: each.variance[key] }))
      .filter(({ y }) => y > nothing),
  }));
  const at = rows.at(-1)?.predicted.variance;
  return {
    id: 'variance',
    title: 'Variance against dimension',
    words: `The variance of one sample’s gradient of ${name}, summed over its coordinates, against the dimension. At ${last}: ${gradientEstimators.map((key) => `${names[key]} ${short(at?.[key] ?? 0)}`).join(', ')}.`,
    x: { title: 'dimensions', scale: 'log' },
    y: { title: 'variance of a sample’s gradient', scale: 'log' },
    series: [...measuredSeries, ...exactSeries],
    rules: [],
  };
}

function short(value: number): string {
  if (!Number.isFinite(value)) return 'unboundedly many';
  return value < 1e9 ? String(Number(value.toPrecision(3))) : value.toExponential(2);
}
