import type { CriticalityStudy } from '../../science/criticality/criticalityTrial';
import { withDataWidths } from '../../science/models/dataWidths';
import { parseModel, type ModelSpec } from '../../science/models/modelSpec';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { criticalitySchema, type CriticalitySpec } from './criticalityOptions';
import { criticalityResult } from './criticalitySummary';
import { networkPlan } from './networkOptions';
import { runTrials } from './runTrials';
import { Stages } from './stages';
import { isRegressionOf, networkOf, readExamples } from './trainingTask';
import { studyFields } from '../study';

/** What a trained network loses when one of its layers is put back or drawn anew. */
export const layerCriticality: ExperimentKind<typeof criticalitySchema> = {
  id: 'layer-criticality',
  title: 'Critical layers',
  description:
    'Trains a network, then puts each layer back to where it began or draws it anew: what that costs, layer by layer.',
  starter: ['data: {data}', 'label: label', 'model: mlp(in-64-64-64-out)'],
  revision: 1,
  schema: criticalitySchema,
  keeps: 'trials',
  extension: {
    keys: ['seeds'],
    by: ({ seeds }) => ({ key: 'seeds', now: seeds, most: 10_000, noun: 'seeds, each with a network' }),
  },
  fileKeys: ['data'],
  fields: ({ model }) => {
    const parsed = parseModel(withDataWidths(model, 1, 1));
    const layers = parsed.ok ? layersOf(parsed.value) : 1;
    return studyFields([
      'whole',
      'critical',
      ...Array.from({ length: layers }, (_, l) => layerFields(l)).flat(),
    ]);
  },
  run,
};

/** How many layers with parameters a model has, whatever the data. */
function layersOf({ widths, image }: ModelSpec): number {
  if (image === undefined) return Math.max(1, (widths?.length ?? 2) - 1);
  return image.stages.filter(({ kind }) => kind === 'conv').length + image.units.length + 1;
}

/** Fields of one layer, numbered from 0 here and from 1 in what is shown. */
function layerFields(layer: number): string[] {
  return [`restored-${layer + 1}`, `redrawn-${layer + 1}`];
}

async function run(spec: CriticalitySpec, context: RunContext): Promise<KindOutcome> {
  const stages = new Stages(context);
  const examples = await readExamples(spec, isRegressionOf(spec), context, stages);
  const ascending = [...new Set(spec.checkpoints)].sort((a, b) => a - b);
  const study: CriticalityStudy = {
    name: 'layer-criticality',
    network: networkOf(spec.model, examples, spec),
    plan: networkPlan(spec),
    seed: spec.seed,
    checkpoints: ascending.filter((epoch) => epoch < spec.epochs),
    draws: spec.draws,
  };
  const resultOf = (trials: Parameters<typeof criticalityResult>[3]): KindOutcome['result'] =>
    criticalityResult(spec, examples, study, trials);
  const words = { title: 'training networks', noun: 'seeds' };
  const job = { study, data: examples.input };
  const done = await runTrials(job, spec.seeds, words, stages, context, (soFar) => ({
    result: resultOf(soFar),
    precision: 'float32',
  }));
  const result = resultOf(done);
  for (const warning of result.warnings) context.warn(warning);
  return { result, backend: done.backend, precision: 'float32' };
}
