import { z } from 'zod';
import { throwIfAborted } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import {
  bitsFor,
  bottleneckCurve,
  nearbyCurve,
  refineCurve,
} from '../../science/information/bottleneckCurve';
import {
  bottleneck,
  identityEncoder,
  lagrangian,
  type BottleneckPoint,
} from '../../science/information/bottleneck';
import { dirichletWeights } from '../../science/information/dirichlet';
import { entropy, jointOf, mutualInformation, type Joint } from '../../science/information/joint';
import { jointExamples, mostValues, namedJoint } from '../../science/information/jointSpec';
import { squaredMaximalCorrelation } from '../../science/information/maximalCorrelation';
import type { WorkHooks } from '../../science/neighbours';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { studyFields } from '../study';
import type { StudyResult } from '../studyResult';
import type { PlaneFound } from './informationPlaneFigures';
import { planeStudy } from './informationPlaneStudy';
import { readJointTable, type JointTable } from './jointTable';
import { Stages } from './stages';

/** A maximal correlation whose square is below this is rounding: X and Y are independent. */
const independent = 1e-10;
/** The curve is followed to this share of I(X; Y): what lies beyond costs many bits on X for next to none on Y. */
const nearlyAll = 0.99;
/** How far beyond the first split it is followed at most. */
const furthest = 500;

const schema = z
  .strictObject({
    data: z
      .string()
      .min(1)
      .optional()
      .describe('A table of how often each x (a row) met each y (a column): .csv, .npy or another data file'),
    joint: z
      .string()
      .min(1)
      .optional()
      .meta({
        description: `A distribution by name instead of data: ${jointExamples.join(', ')}`,
        examples: [...jointExamples],
      }),
    label: z
      .union([z.string().min(1), z.number().int().nonnegative()])
      .optional()
      .describe('The column that names the values of X, by name or by index from 0'),
    header: z
      .union([z.literal('auto'), z.boolean()])
      .default('auto')
      .describe('Whether the first line names the values of Y: auto, true or false'),
    holds: z
      .enum(['counts', 'weights'])
      .default('counts')
      .describe('Whether the table holds counts, which say how sure it is, or weights, which do not'),
    betas: z
      .union([z.literal('auto'), z.array(z.number().positive()).min(2).max(200)])
      .default('auto')
      .describe(
        'What a bit on Y is worth in bits on X: a list, or auto from the first split to where 99 % of I(X; Y) is kept',
      ),
    steps: z
      .int()
      .min(5)
      .max(200)
      .default(30)
      .describe('How many betas auto takes, evenly apart in their logarithm'),
    keep: z
      .number()
      .gt(0)
      .lt(1)
      .default(0.9)
      .describe('The share of I(X; Y) to keep: the bits that takes are what the study answers'),
    resamples: z
      .int()
      .min(0)
      .max(2000)
      .default(50)
      .describe('Resamples of the counts behind the intervals; 0 for none'),
    seed: z
      .number()
      .int()
      .nonnegative()
      .default(0)
      .describe('Seed of the splits, of the resamples, and of a distribution drawn at random'),
  })
  .superRefine(({ data, joint, seed }, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (data === undefined && joint === undefined) {
      fault('data', `there is no table: name a file of counts, or write joint: ${jointExamples.join(', ')}.`);
    }
    if (data !== undefined && joint !== undefined)
      fault('joint', 'data and joint are both given: leave one out.');
    const named = joint === undefined ? undefined : namedJoint(joint, seed);
    if (named?.ok === false) fault('joint', `${named.error}.`);
  });
type PlaneSpec = z.infer<typeof schema>;

/** The information bottleneck of a table of two variables: what each bit on X tells of Y. */
export const informationPlane: ExperimentKind<typeof schema, StudyResult> = {
  id: 'information-plane',
  title: 'Information plane of a table',
  description:
    'The information bottleneck of two discrete variables: how many bits on X keep how much of what it says of Y, and where clusters split.',
  starter: ['joint: clusters(12, 3, 0.1)', 'keep: 0.9'],
  revision: 2,
  schema,
  fileKeys: ['data'],
  fields: () => studyFields(['bits', 'saved', 'information', 'entropy', 'critical-beta', 'clusters']),
  run,
};

async function run(spec: PlaneSpec, context: RunContext): Promise<KindOutcome<StudyResult>> {
  const stages = new Stages(context);
  const table = await tableOf(spec, context, stages);
  const joint = jointOf(table.weights, table.xs.length, table.ys.length);
  const correlation = await squaredMaximalCorrelation(joint, {
    breathe: () => context.breathe(),
    signal: context.signal,
  });
  if (correlation < independent) {
    throw new CodedError(
      'estimate.impossible',
      'X says nothing of Y: every row of the table is the same but for its sum.',
      {
        ...{ remedy: 'Check that rows are the values of X and columns those of Y.' },
        ...(spec.data === undefined ? {} : { location: { file: spec.data } }),
      },
    );
  }
  const rng = new Rng(spec.seed);
  const resamples = table.total === undefined ? 0 : spec.resamples;
  stages.plan(1 + resamples * 0.4);
  const curve = await stages.run('annealing the bottleneck', 1, async (hooks) => {
    const betas =
      spec.betas === 'auto'
        ? await automaticBetas(joint, 1 / correlation, spec, hooks)
        : spec.betas.toSorted((a, b) => a - b);
    const points = await bottleneckCurve(joint, betas, rng.split(1), hooks);
    return refineCurve(joint, points, spec.keep * mutualInformation(joint), hooks);
  });
  const found = (own: Joint, points: PlaneFound['points'], squared: number): PlaneFound => {
    const information = mutualInformation(own);
    const bits = bitsFor(points, spec.keep * information);
    return { points, information, entropy: entropy(own.px), critical: 1 / squared, bits };
  };
  const whole = found(joint, curve, correlation);
  const draws: PlaneFound[] = [];
  for (let b = 0; b < resamples; b++) {
    draws.push(
      await stages.run(`resample ${b + 1} of ${resamples} of the counts`, 0.4, (hooks) =>
        resampled(table, curve, rng.split(2).split(b), hooks, found),
      ),
    );
  }
  const result = planeStudy(spec, table, joint, whole, draws);
  for (const warning of result.warnings) context.warn(warning);
  return { result, backend: 'javascript, 1 thread', precision: 'float64' };
}

async function resampled(
  { weights, xs, ys }: JointTable,
  curve: PlaneFound['points'],
  rng: Rng,
  hooks: WorkHooks,
  found: (joint: Joint, points: PlaneFound['points'], squared: number) => PlaneFound,
): Promise<PlaneFound> {
  await hooks.breathe?.();
  throwIfAborted(hooks.signal);
  const joint = jointOf(dirichletWeights(weights, rng.split(0)), xs.length, ys.length);
  const squared = await squaredMaximalCorrelation(joint, hooks);
  return found(joint, await nearbyCurve(joint, curve, rng.split(1), hooks), squared);
}

async function tableOf(spec: PlaneSpec, context: RunContext, stages: Stages): Promise<JointTable> {
  const { data, joint, seed } = spec;
  if (data !== undefined) {
    const options = { header: spec.header, label: spec.label, missing: 'refuse', maxBytes: 2 ** 26 } as const;
    const read = await stages.run('reading the table', 0.05, ({ onProgress }) =>
      context.readData(data, options, onProgress),
    );
    return readJointTable(read, data, spec.holds, mostValues);
  }
  const named = namedJoint(joint ?? '', seed);
  if (!named.ok) throw new CodedError('experiment.invalid', `The distribution: ${named.error}.`);
  const { weights, xs, ys, crossover } = named.value;
  const names = (letter: string, count: number): string[] =>
    Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
  return {
    ...{
      name: joint ?? '',
      holds: 'drawn',
      weights,
      xs: names('x', xs),
      ys: names('y', ys),
      total: undefined,
      warnings: [],
    },
    ...(crossover === undefined ? {} : { crossover }),
  };
}

/** From just below the first split, where the curve begins, to where hardly anything of Y is left out. */
async function automaticBetas(
  joint: Joint,
  critical: number,
  { keep, steps }: Pick<PlaneSpec, 'keep' | 'steps'>,
  hooks: WorkHooks,
): Promise<number[]> {
  const quiet = { breathe: hooks.breathe, signal: hooks.signal };
  const at = (beta: number): Promise<BottleneckPoint> =>
    bottleneck(joint, beta, identityEncoder(joint.xs), quiet);
  // The curve may leave nothing by a jump, before a bottleneck that says nothing is unstable.
  let first = 0.9 * critical;
  while (first > 1 && lagrangian(await at(first)) < 0) first /= Math.SQRT2;
  first = Math.max(1.001, first);
  const enough = Math.max(nearlyAll, (1 + keep) / 2) * mutualInformation(joint);
  let last = critical;
  let relevant = 0;
  while (relevant < enough && last < furthest * critical) {
    last *= Math.SQRT2;
    ({ relevant } = await at(last));
  }
  return Array.from({ length: steps }, (_, i) => first * (last / first) ** (i / (steps - 1)));
}
