import type { Classifier, Guess } from './classifiers';
import type { LabelledPaper, Split } from './labelled';

export interface Answer extends Guess {
  readonly truth: string;
  readonly paper: LabelledPaper;
}

export function answersOf(classifier: Classifier, { train, test }: Split): readonly Answer[] {
  const guess = classifier(train);
  return test.map((paper) => ({ ...guess(paper.paper), truth: paper.label, paper }));
}

export function accuracy(answers: readonly Answer[]): number {
  return mean(answers.map(({ label, truth }) => (label === truth ? 1 : 0)));
}

/** Mean over the classes of the harmonic mean of precision and recall; a class that is neither met nor guessed is left out. */
export function macroF1(answers: readonly Answer[]): number {
  const classes = [...new Set(answers.flatMap(({ label, truth }) => [label, truth]))];
  return mean(
    classes.map((name) => {
      const hits = answers.filter(({ label, truth }) => label === name && truth === name).length;
      const named = answers.filter(({ label }) => label === name).length;
      const met = answers.filter(({ truth }) => truth === name).length;
      return (2 * hits) / (named + met);
    }),
  );
}

/** Of a share seen in `count` trials, by Wilson's score at 95 %. */
export function wilson(share: number, count: number): readonly [number, number] {
  const z = 1.959964;
  const centre = share + (z * z) / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return [(centre - half) / scale, (centre + half) / scale];
}

export function logLoss(answers: readonly Answer[]): number {
  return mean(
    answers.map(({ label, truth, probability }) =>
      label === truth ? -Math.log(Math.max(probability, 1e-6)) : -Math.log(Math.max(1 - probability, 1e-6)),
    ),
  );
}

export interface CalibrationBin {
  readonly from: number;
  readonly count: number;
  readonly stated: number;
  readonly right: number;
}

/** What was stated beside what came true, for the three words of confidence that the editor shows. */
export function calibration(answers: readonly Answer[], cuts: readonly number[]): readonly CalibrationBin[] {
  return cuts.map((from, at) => {
    const to = cuts[at + 1] ?? Infinity;
    const inside = answers.filter(({ probability }) => probability >= from && probability < to);
    return {
      from,
      count: inside.length,
      stated: mean(inside.map(({ probability }) => probability)),
      right: accuracy(inside),
    };
  });
}

export function calibrationError(answers: readonly Answer[]): number {
  const cuts = Array.from({ length: 10 }, (_, at) => at / 10);
  return calibration(answers, cuts).reduce(
    (sum, { count, stated, right }) =>
      count === 0 ? sum : sum + (count / answers.length) * Math.abs(stated - right),
    0,
  );
}

/** Two-sided: how likely so uneven a split of the papers that only one of the two has right, if both were as good. */
export function mcNemar(ours: readonly Answer[], theirs: readonly Answer[]): number {
  let won = 0;
  let lost = 0;
  for (const [at, answer] of ours.entries()) {
    const other = theirs[at];
    if (!other) continue;
    const [right, otherRight] = [answer.label === answer.truth, other.label === other.truth];
    if (right && !otherRight) won++;
    if (!right && otherRight) lost++;
  }
  const n = won + lost;
  let tail = 0;
  for (let k = Math.max(won, lost); k <= n; k++) tail += Math.exp(logChoose(n, k) - n * Math.LN2);
  return Math.min(1, 2 * tail);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
