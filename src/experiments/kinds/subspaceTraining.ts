import { layOut } from '../../science/models/networkLayout';
import { replicasOnCallingThread } from '../../science/subspace/replicaBackend';
import { describeTarget } from '../../science/subspace/target';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { Stages } from './stages';
import { checkDimensions, mostDimensions } from './subspaceLimits';
import { subspaceSchema, type SubspaceSpec } from './subspaceOptions';
import { trainAll } from './subspaceRuns';
import { summarise, warningsOf } from './subspaceSummary';
import { isRegressionOf, networkOf, readTask, trainingJob } from './trainingTask';

/** How many dimensions a random subspace must have for training in it to reach a target. */
export const subspaceTraining: ExperimentKind<typeof subspaceSchema> = {
  id: 'subspace-training',
  title: 'Subspace training',
  description:
    'Trains a network in random subspaces of growing dimension, and fits the dimension at which half the runs reach the target.',
  starter: ['data: {data}', 'label: label', 'model: mlp(64-32-10)', 'target: accuracy >= 0.9'],
  revision: 1,
  schema: subspaceSchema,
  fileKeys: ['data'],
  fields: () => ['threshold', 'full'],
  run,
};

async function run(spec: SubspaceSpec, context: RunContext): Promise<KindOutcome> {
  const stages = new Stages(context);
  const task = await readTask(spec, isRegressionOf(spec), context, stages);
  const { data, answers, target } = task;
  const network = networkOf(spec.model, task, spec);
  const { parameters } = layOut(network);
  const most = mostDimensions(spec, network, data.matrix, context.threads);
  const dimensions = spec.dimensions === 'auto' ? undefined : ascending(spec.dimensions);
  if (dimensions !== undefined) checkDimensions(dimensions, most);
  const job = trainingJob(network, task, spec);

  const trainer = context.replicas ?? replicasOnCallingThread();
  const { outcomes, value, planned } = await trainAll(
    job,
    spec,
    dimensions ?? most.dimension,
    trainer,
    stages,
  );
  const summary = summarise(outcomes);
  const warnings = [
    ...(data.droppedRows > 0 ? [`${data.droppedRows} rows miss a value and were left out.`] : []),
    ...warningsOf(summary, planned),
  ];
  for (const warning of warnings) context.warn(warning);
  const { optimiser, rate, fullRate, schedule, projection, epochs, batch } = spec;
  return {
    result: {
      kind: 'subspace-training',
      data: {
        path: spec.data,
        n: data.matrix.rows,
        features: data.matrix.columns,
        train: job.data.train.length,
        test: job.data.test.length,
        classes: answers.classes.length,
        droppedRows: data.droppedRows,
      },
      model: { name: network.name, parameters },
      target: { text: describeTarget(target), measure: target.measure, value: value ?? null },
      budget: {
        epochs,
        batch,
        steps: epochs * Math.ceil(job.data.train.length / batch),
        optimiser: optimiser === 'momentum' ? `momentum (${spec.momentum})` : optimiser,
        rate,
        fullRate,
        schedule,
        projection,
        method: spec.method === 'burn-in' ? `burn-in of ${spec.burnIn} steps` : spec.method,
      },
      ...summary,
      planned,
      warnings,
    },
    backend: trainer.description,
    precision: 'float32',
  };
}

function ascending(dimensions: readonly number[]): number[] {
  return [...new Set(dimensions)].sort((a, b) => a - b);
}
