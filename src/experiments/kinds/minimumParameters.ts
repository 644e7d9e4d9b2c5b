import { CodedError } from '../../base/errors';
import { parseFamily } from '../../science/models/modelFamily';
import { replicasOnCallingThread } from '../../science/subspace/replicaBackend';
import { isTask } from '../../science/tasks/generatedData';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { predictionNames } from '../predictedThreshold';
import { studyFields } from '../study';
import type { StudyResult } from '../studyResult';
import { dataDimensions, predictDirections, type Evidence } from './minimumEvidence';
import { minimumSchema, type MinimumSpec } from './minimumOptions';
import { minimumResult } from './minimumResult';
import { minimumRuns, type MinimumRuns } from './minimumRuns';
import { Stages } from './stages';
import { readTask } from './trainingTask';

/** How many parameters a task needs: the smallest network of a family that learns it, and the directions it takes. */
export const minimumParameters: ExperimentKind<typeof minimumSchema, StudyResult> = {
  id: 'minimum-parameters',
  title: 'Minimum parameters for a task',
  description:
    'The smallest network of a family that reaches a target, and how many random directions of a roomier one do, each with its interval and what it assumes.',
  starter: [
    'data: {data}',
    'label: label',
    'family: mlp(in-{1..64}-out)',
    'target: accuracy >= 0.9',
    'runs: 120',
  ],
  revision: 1,
  schema: minimumSchema,
  keeps: 'replicas',
  extension: {
    keys: ['runs', 'minutes', 'full', 'predict'],
    by: ({ runs }) => ({ key: 'runs', now: runs, most: 100_000, noun: 'runs of training at most' }),
  },
  fileKeys: ['data'],
  fields: () => studyFields(['directions', 'width', 'parameters', 'twonn', 'mle', ...predictionNames]),
  run,
};

async function run(spec: MinimumSpec, context: RunContext): Promise<KindOutcome<StudyResult>> {
  const stages = new Stages(context);
  const family = parseFamily(spec.family);
  if (!family.ok) throw new CodedError('experiment.invalid', family.error);
  const isRegression =
    spec.task === 'regression' ||
    (spec.task === 'auto' && (family.value.layers.at(-1) === 1 || isTask(spec.data)));
  const task = await readTask(spec, isRegression, context, stages);
  const trainer = context.replicas ?? replicasOnCallingThread();
  const outcomeOf = (runs: MinimumRuns, evidence: Evidence): KindOutcome<StudyResult> => ({
    result: minimumResult(spec, task, runs, evidence),
    backend: trainer.description,
    precision: 'float32',
  });
  const evidence = await dataDimensions(task.data.matrix, spec.seed, context, stages);
  const runs = await minimumRuns(spec, family.value, task, trainer, stages, context, (soFar) =>
    context.soFar?.(() => ({
      ...outcomeOf(soFar, evidence),
      work: { done: soFar.spent, planned: spec.runs, atMost: true, noun: 'runs' },
    })),
  );
  const predicted = await predictDirections(spec, runs, task, stages);
  const outcome = outcomeOf(runs, { ...evidence, predicted });
  for (const warning of outcome.result.warnings) context.warn(warning);
  return outcome;
}
