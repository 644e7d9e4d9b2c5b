import { CodedError } from '../../base/errors';
import { normNames } from '../../science/fisherRao/fisherRaoOutcome';
import type { FisherRaoCell, FisherRaoStudy } from '../../science/fisherRao/fisherRaoTrial';
import { fitModel, type NetworkSpec } from '../../science/models/modelSpec';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { fisherRaoSchema, type FisherRaoSpec } from './fisherRaoOptions';
import { fisherRaoResult } from './fisherRaoSummary';
import { networkPlan } from './networkOptions';
import { runTrials } from './runTrials';
import { Stages } from './stages';
import { networkOf, readExamples, type TrainingExamples } from './trainingTask';
import { studyFields } from '../study';

/** Networks in one run: each has a point in every figure. */
const mostNetworks = 2000;

const precision = 'float32, norms in float64';

/** Whether the Fisher–Rao norm, and other norms, go with how badly a network generalises. */
export const fisherRao: ExperimentKind<typeof fisherRaoSchema> = {
  id: 'fisher-rao',
  title: 'Fisher–Rao norm and generalisation',
  description:
    'Trains a network on labels of growing noise, and holds its Fisher–Rao, path, spectral and Euclidean norms against the gap between training and testing.',
  starter: ['data: {data}', 'label: label', 'model: mlp(in-256-out)'],
  revision: 1,
  schema: fisherRaoSchema,
  keeps: 'trials',
  extension: {
    keys: ['seeds'],
    by: ({ seeds, noise, widths }) => {
      const each = noise.length * Math.max(1, widths.length);
      const most = Math.max(seeds, Math.floor(mostNetworks / each));
      return { key: 'seeds', now: seeds, most, noun: 'seeds at every noise and width' };
    },
  },
  fileKeys: ['data'],
  fields: () => studyFields([...normNames.map((name) => `tau-${name}`), 'identity']),
  run,
};

async function run(spec: FisherRaoSpec, context: RunContext): Promise<KindOutcome> {
  const stages = new Stages(context);
  const examples = await readExamples(spec, false, context, stages);
  const cells = cellsOf(spec, examples);
  if (cells.length > mostNetworks) {
    throw new CodedError(
      'experiment.invalid',
      `${cells.length} networks: at most ${mostNetworks} can be trained in one run.`,
      { remedy: 'Give fewer `noise`, `widths` or `seeds`.', location: { file: spec.data } },
    );
  }
  const study: FisherRaoStudy = {
    name: 'fisher-rao',
    cells,
    plan: networkPlan(spec),
    seed: spec.seed,
    classes: examples.outputs,
    biases: spec.bias,
    rows: spec.rows,
  };
  const resultOf = (trials: Parameters<typeof fisherRaoResult>[3]): KindOutcome['result'] =>
    fisherRaoResult(spec, examples, study, trials);
  const words = { title: 'training networks', noun: 'networks' };
  const job = { study, data: examples.input };
  const done = await runTrials(job, cells.length, words, stages, context, (soFar) => ({
    result: resultOf(soFar),
    precision,
  }));
  const result = resultOf(done);
  for (const warning of result.warnings) context.warn(warning);
  return { result, backend: done.backend, precision };
}

/** Every width at every noise before any a second time, so that a cancelled experiment has seen them all. */
function cellsOf(spec: FisherRaoSpec, examples: TrainingExamples): FisherRaoCell[] {
  const model = networkOf(spec.model, examples, spec);
  if (model.image !== undefined) {
    throw new CodedError('experiment.invalid', 'These norms are those of fully connected networks.', {
      remedy: 'Name a model such as mlp(in-256-out).',
      location: { file: spec.data },
    });
  }
  const networks = spec.widths.length === 0 ? [model] : spec.widths.map((width) => widened(model, width));
  return Array.from({ length: spec.seeds }, (_, index) =>
    networks.flatMap((network) => spec.noise.map((noise) => ({ network, noise, index }))),
  ).flat();
}

function widened({ widths, activation, name }: NetworkSpec, width: number): NetworkSpec {
  const hidden = widths.slice(1, -1);
  if (hidden.length === 0) {
    throw new CodedError('experiment.invalid', `${name} has no hidden layer whose width could be set.`, {
      remedy: 'Leave `widths` out, or name a model such as mlp(64-64-10).',
    });
  }
  const [inputs = 0, outputs = 0] = [widths[0], widths.at(-1)];
  const all = [inputs, ...hidden.map(() => width), outputs];
  const network = fitModel({ family: 'mlp', widths: all, activation }, inputs, outputs);
  if (!network.ok) throw new CodedError('experiment.invalid', network.error);
  return network.value;
}
