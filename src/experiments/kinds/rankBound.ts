import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import { crumpledTask, lowRankTask, truncatedData } from '../../science/bounds/rankTasks';
import { replicasOnCallingThread } from '../../science/subspace/replicaBackend';
import { prepareInput } from '../../science/subspace/trainingInput';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { studyFields, withoutWarnings } from '../study';
import type { StudyResult } from '../studyResult';
import { pointsOf, rankBoundSchema, rankField, type RankBoundSpec, type RankPoint } from './rankBoundOptions';
import { rankBoundStudy } from './rankBoundStudy';
import { rankCase, type RankCase, type RankInput } from './rankCase';
import { Stages } from './stages';
import { readTask } from './trainingTask';

/** Apart from the streams of the replicas, of the starts and of the curvature. */
const splitStream = 0xffff_ffff;
const rowsStream = 0xffff_fffc;
/** Multiply-adds of a run below which threads take longer to start than it takes. */
const worthThreads = 1e9;

/** How the dimension a network needs depends on the rank, the dimension and the crumpling of its data. */
export const rankBound: ExperimentKind<typeof rankBoundSchema, StudyResult> = {
  id: 'rank-bound',
  title: 'Threshold against the data’s rank and dimension',
  description:
    'How many random directions a model needs as the rank, the intrinsic dimension and the curvature of its data vary, beside the rank of its Gauss–Newton matrix, its bounds and the predictions.',
  starter: ['vary: [rank, dimension, crumpling]', 'models: [linear, mlp]', 'target: train accuracy >= 0.9'],
  revision: 1,
  schema: rankBoundSchema,
  keeps: 'replicas',
  extension: {
    keys: ['runs'],
    by: ({ runs }) => ({
      key: 'runs',
      now: runs,
      most: 100_000,
      noun: 'runs in subspaces at most for each point',
    }),
  },
  fileKeys: ['data'],
  fields: (spec) =>
    studyFields(spec.models.flatMap((model) => pointsOf(spec).map((point) => rankField(model, point)))),
  run,
};

async function run(spec: RankBoundSpec, context: RunContext): Promise<KindOutcome<StudyResult>> {
  const stages = new Stages(context);
  const inputs = spec.data === undefined ? generated(spec) : await ofData(spec, spec.data, context, stages);
  const [first] = inputs;
  const work = 6 * (first?.data.train.length ?? 0) * (first?.data.columns ?? 0) * spec.hidden * spec.epochs;
  const alone = context.keepReplicas?.(replicasOnCallingThread()) ?? replicasOnCallingThread();
  const trainer = work < worthThreads ? alone : (context.replicas ?? alone);
  const jobs = inputs.flatMap((input) => spec.models.map((model) => ({ input, model })));
  stages.plan(jobs.length);
  const cases: RankCase[] = [];
  let done = 0;
  const outcomeOf = (planned: number): KindOutcome<StudyResult> => ({
    result: rankBoundStudy(spec, cases, planned, inputs[0]?.matrix.rows ?? spec.rows),
    backend: `${trainer.description}; curvature in javascript, 1 thread`,
    precision: 'float32 training, float64 curvature',
  });
  /** Of points that are done: what the one in hand tells is known when it is done. */
  const show = (): void => {
    if (cases.length === 0) return;
    const work = { done, planned: jobs.length * spec.runs, atMost: true, noun: 'runs in subspaces' };
    context.soFar?.(() => ({ ...withoutWarnings(outcomeOf(cases.length)), work }));
  };
  try {
    for (const { input, model } of jobs) {
      const title = `${model}, ${input.point.study} ${input.point.at}`;
      const found = await stages.run(title, 1, ({ onProgress, ...hooks }) => {
        const told = (share: number): void => onProgress(share, `${title}: ${done} runs done in all`);
        const count = (): void => {
          done++;
          show();
        };
        const own = { ...hooks, onProgress: told };
        return rankCase(spec, model, input, context.threads, trainer, own, count);
      });
      cases.push(found);
      show();
    }
  } catch (error) {
    if (!isAbort(error) || cases.length === 0) throw error;
  }
  const outcome = outcomeOf(jobs.length);
  for (const warning of outcome.result.warnings) context.warn(warning);
  return outcome;
}

function generated(spec: RankBoundSpec): RankInput[] {
  const { rows, features, classes, seed, waves, fixedDimension, fixedCurvature } = spec;
  const size = { rows, features, classes, seed };
  return pointsOf(spec).map((point) => {
    const { data, labels } =
      point.study === 'rank'
        ? lowRankTask(point.at, size)
        : point.study === 'dimension'
          ? crumpledTask(point.at, fixedCurvature, waves, size)
          : crumpledTask(fixedDimension, point.at, waves, size);
    return inputOf(spec, point, data, labels, classes);
  });
}

async function ofData(
  spec: RankBoundSpec,
  path: string,
  context: RunContext,
  stages: Stages,
): Promise<RankInput[]> {
  const { data, answers, outputs } = await readTask({ ...spec, data: path }, false, context, stages);
  const { rows: all, columns, values } = data.matrix;
  const points = pointsOf(spec);
  const rank = Math.max(...points.map(({ at }) => at));
  if (rank > Math.min(columns, all - 1)) {
    throw new CodedError('experiment.invalid', `These data have no rank ${rank}.`, {
      remedy: `Take ranks of at most ${Math.min(columns, all - 1)}.`,
      location: { file: path },
    });
  }
  const chosen = drawRows(all, Math.min(all, spec.rows), new Rng(spec.seed).split(rowsStream));
  const taken = new Float64Array(chosen.length * columns);
  chosen.forEach((row, n) => taken.set(values.subarray(row * columns, (row + 1) * columns), n * columns));
  const matrix = { rows: chosen.length, columns, values: taken };
  const labels = Int32Array.from(chosen, (row) => answers.values[row] as number);
  const ranks = points.map(({ at }) => at);
  const cut = await stages.run('finding principal components', 0.03, (hooks) =>
    truncatedData(matrix, ranks, { signal: hooks.signal, breathe: hooks.breathe }),
  );
  return cut.flatMap((own, i) => {
    const point = points[i];
    return point === undefined ? [] : [inputOf(spec, point, own, labels, outputs)];
  });
}

function inputOf(
  { test, normalise, seed }: RankBoundSpec,
  point: RankPoint,
  data: RankInput['matrix'],
  labels: Int32Array,
  classes: number,
): RankInput {
  const answers = { values: labels, classes: Array.from({ length: classes }, (_, k) => String(k)) };
  const rng = new Rng(seed).split(splitStream);
  return {
    point,
    matrix: data,
    classes,
    data: prepareInput(data, answers, test, normalise, rng, (bytes) => new SharedArrayBuffer(bytes)),
  };
}

/** So many different rows, ascending. */
function drawRows(all: number, count: number, rng: Rng): Int32Array {
  const order = Int32Array.from({ length: all }, (_, n) => n);
  for (let i = 0; i < count; i++) {
    const j = i + rng.integer(all - i);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order.slice(0, count).sort();
}
