import { CodedError } from '../../base/errors';
import { parseEstimators } from '../../science/estimators/estimatorSpec';
import { replicasOnCallingThread } from '../../science/subspace/replicaBackend';
import { familySchema, type FamilySpec } from '../family/familyOptions';
import { dataField, familyStudy } from '../family/familyStudy';
import { measureData, measureFamily, type MeasuredFamily } from '../family/measureFamily';
import { familyOf, familySlugs } from '../family/networkFamily';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { studyFields, withoutWarnings } from '../study';
import type { StudyResult } from '../studyResult';
import { contextPart } from './contextPart';
import { Stages } from './stages';
import { readTask } from './trainingTask';

/** Of the whole run, what comes before the networks. */
const dataShare = 0.05;

/** How the dimension that training needs, and that of the layers, depend on the number of parameters. */
export const parametersVsDimension: ExperimentKind<typeof familySchema, StudyResult> = {
  id: 'parameters-vs-dimension',
  title: 'Parameters against dimension',
  description:
    'Over networks of several widths and depths: the number of parameters against the threshold dimension of training, the dimension of the layers and that of the data, with published thresholds beside.',
  starter: [
    'data: {data}',
    'label: label',
    'widths: [8, 16, 32, 64]',
    'depths: [1, 2]',
    'target: accuracy >= 0.9',
  ],
  revision: 1,
  keeps: 'replicas',
  extension: {
    keys: ['runs', 'full', 'widths', 'depths', 'models', 'published'],
    by: ({ runs }) => ({
      key: 'runs',
      now: runs,
      most: 10_000,
      noun: 'runs in subspaces at most for each network',
    }),
  },
  schema: familySchema,
  fileKeys: ['data'],
  fields: (spec) =>
    studyFields([
      'exponent',
      ...spec.estimators.map(dataField),
      ...familySlugs(spec).map((slug) => `threshold-${slug}`),
    ]),
  run,
};

async function run(spec: FamilySpec, context: RunContext): Promise<KindOutcome<StudyResult>> {
  const parsed = parseEstimators(spec.estimators.join(','));
  if (!parsed.ok) throw new CodedError('experiment.invalid', parsed.error);
  const reading = contextPart(context, 0, dataShare / 2);
  const task = await readTask(spec, spec.task === 'regression', reading, new Stages(reading));
  const family = familyOf(spec, task);
  const measuring = contextPart(context, dataShare / 2, dataShare, 'the data');
  const data = await measureData(task, spec, parsed.value, measuring);
  const trainer = context.replicas ?? replicasOnCallingThread();
  const training = contextPart(context, dataShare, 1);
  const outcomeOf = (measured: MeasuredFamily): KindOutcome<StudyResult> => {
    const searched = data.backend === '' ? measured.backend : data.backend;
    return {
      result: familyStudy(spec, task, data, measured),
      backend: `training by ${trainer.description}; neighbours by ${searched === '' ? 'javascript, 1 thread' : searched}`,
      precision: 'float32 training, float64 estimates',
    };
  };
  const measured = await measureFamily(family, task, spec, parsed.value, trainer, training, (soFar) =>
    context.soFar?.(() => {
      const { measured: all, work } = soFar();
      return { ...withoutWarnings(outcomeOf(all)), work };
    }),
  );
  const outcome = outcomeOf(measured);
  for (const warning of outcome.result.warnings) context.warn(warning);
  return outcome;
}
