import { meanInterval } from '../../science/analysis/meanInterval';
import type { CriticalityOutcome } from '../../science/criticality/criticalityOutcome';
import type { CriticalityStudy } from '../../science/criticality/criticalityTrial';
import { layOut } from '../../science/models/networkLayout';
import type { StudyResult, StudyValue } from '../studyResult';
import { costsOf, noScores, type LayerCosts } from './criticalityCosts';
import { criticalityFigures, criticalityTable, criticalityTraining } from './criticalityFigures';
import type { CriticalitySpec } from './criticalityOptions';
import { coarseTest, learntAtAll } from './learntAtAll';
import { networkMeasure, type NetworkMeasure } from './networkMeasure';
import { trainingText } from './networkOptions';
import type { DoneTrials } from './runTrials';
import { inWords, meanValue, plainNumber } from './studyNumbers';
import type { TrainingExamples } from './trainingTask';

export function criticalityResult(
  spec: CriticalitySpec,
  { data, answers, input }: TrainingExamples,
  study: CriticalityStudy,
  { outcomes, warnings }: DoneTrials<CriticalityOutcome>,
): StudyResult {
  const measure = networkMeasure(answers.classes.length === 0);
  const layers = costsOf(outcomes, measure, [0, ...study.checkpoints]);
  const values = valuesOf(layers, outcomes, measure, spec);
  const whole = outcomes.flatMap((outcome) => measure.of(outcome.whole.test) ?? []);
  const learnt = learntAtAll(input, whole, measure, 'its layers');
  const diverged = outcomes.filter((outcome) => outcome.diverged).length;
  return {
    kind: 'study',
    experiment: 'layer-criticality',
    subject: spec.data,
    answer: learnt.answer === undefined ? answerOf(layers, values, measure, spec) : [learnt.answer],
    values,
    figures: criticalityFigures(layers, measure, [0, ...study.checkpoints]),
    tables: [criticalityTable(layers, measure, [0, ...study.checkpoints])],
    ...criticalityTraining(outcomes),
    facts: [
      { name: 'model', value: study.network.name },
      { name: 'parameters', value: String(layOut(study.network).parameters) },
      { name: 'training', value: trainingText(spec) },
      { name: 'seeds', value: `${outcomes.length}, from seed ${spec.seed}` },
      { name: 'draws', value: `${spec.draws} of each layer for each seed, whose mean counts` },
      { name: 'rows', value: `${input.train.length} for training, ${input.test.length} for testing` },
    ],
    papers: ['Zhang, Bengio and Singer 2019, arXiv:1902.01996'],
    warnings: [
      ...(data.droppedRows > 0 ? [`${data.droppedRows} rows miss a value and were left out.`] : []),
      ...warnings,
      ...learnt.warnings,
      ...coarseTest(input, measure, spec.margin),
      ...(diverged > 0
        ? [`${diverged} of ${outcomes.length} trainings diverged: a smaller rate may help.`]
        : []),
      ...(outcomes.length === 1 ? ['One seed tells no uncertainty: set `seeds` to 3 or more.'] : []),
      ...(study.checkpoints.length < new Set(spec.checkpoints).size
        ? [`Checkpoints from epoch ${spec.epochs} on are left out: training ends there.`]
        : []),
    ],
  };
}

function valuesOf(
  layers: readonly LayerCosts[],
  outcomes: readonly CriticalityOutcome[],
  measure: NetworkMeasure,
  spec: CriticalitySpec,
): StudyValue[] {
  const unit = measure.isAccuracy ? { unit: 'points' } : {};
  const lost = `Test ${measure.name} lost against the trained network, paired by seed.`;
  const whole = outcomes.flatMap((outcome) => measure.of(outcome.whole.test) ?? []);
  return [
    meanValue('whole', `test ${measure.name} as trained`, whole, measure.range, {
      ...(measure.unit === undefined ? {} : { unit: measure.unit }),
      sentences: ['At the end of training, over the seeds.'],
    }),
    criticalValue(layers, whole, measure, spec),
    ...layers.flatMap(({ name, restored, redrawn }, l) => [
      meanValue(
        `restored-${l + 1}`,
        `cost of putting back ${name}`,
        (restored.get(0) ?? noScores).test,
        measure.changes,
        {
          ...unit,
          sentences: [lost, 'The layer is as it was initialised, all others as trained.'],
        },
      ),
      meanValue(`redrawn-${l + 1}`, `cost of drawing anew ${name}`, redrawn.test, measure.changes, {
        ...unit,
        sentences: [lost, 'The layer is drawn from the law of the initialisation, all others as trained.'],
      }),
    ]),
  ];
}

/** How many layers cannot be put back to the initialisation, by the mean over the seeds. */
function criticalValue(
  layers: readonly LayerCosts[],
  whole: readonly number[],
  measure: NetworkMeasure,
  { margin }: CriticalitySpec,
): StudyValue {
  const slack = slackOf(measure, margin, whole);
  const isAbove = ({ restored }: LayerCosts): boolean =>
    (meanInterval((restored.get(0) ?? noScores).test)?.mean ?? 0) > slack;
  const unsure = layers.filter(({ restored }) => {
    const found = meanInterval((restored.get(0) ?? noScores).test);
    const [low, high] = found?.interval ?? [-Infinity, Infinity];
    return low <= slack && slack < high;
  });
  return {
    field: 'critical',
    name: 'layers that cannot be put back to where they began',
    value: layers.filter(isAbove).length,
    interval: null,
    level: 0.95,
    intervalMethod: 'none: a count by the means over the seeds',
    unit: `of ${layers.length}`,
    sentences: [
      `A layer counts where the mean cost of putting it back is more than ${marginText(measure, margin)}.`,
    ],
    warnings:
      unsure.length > 0
        ? [
            `Not certain of ${unsure.map(({ name }) => name).join(', ')}: the interval of its cost holds the margin.`,
          ]
        : [],
  };
}

function slackOf({ isAccuracy }: NetworkMeasure, margin: number, whole: readonly number[]): number {
  return isAccuracy ? 100 * margin : margin * (meanInterval(whole)?.mean ?? 0);
}

function marginText({ isAccuracy }: NetworkMeasure, margin: number): string {
  const size = plainNumber(100 * margin);
  return isAccuracy ? `${size} percentage ${margin === 0.01 ? 'point' : 'points'}` : `${size} % of the loss`;
}

function answerOf(
  layers: readonly LayerCosts[],
  values: readonly StudyValue[],
  measure: NetworkMeasure,
  { margin }: CriticalitySpec,
): string[] {
  const named = (field: string): StudyValue | undefined => values.find((value) => value.field === field);
  const critical = named('critical')?.value ?? 0;
  const cost = (field: string): string => {
    const value = named(field);
    return value?.value === null || value === undefined
      ? 'an unknown cost'
      : inWords(value.value, value.interval ?? undefined, value.unit);
  };
  const first =
    critical === 0
      ? `Each of the ${layers.length} layers can be put back to where it began for at most ${marginText(measure, margin)}.`
      : `${critical} of ${layers.length} layers cannot be put back to where they began for ${marginText(measure, margin)} or less of test ${measure.name}.`;
  return [
    first,
    `Putting back costs ${layers.map(({ name }, l) => `${name} ${cost(`restored-${l + 1}`)}`).join('; ')}.`,
    `Drawing anew costs ${layers.map(({ name }, l) => `${name} ${cost(`redrawn-${l + 1}`)}`).join('; ')}.`,
  ];
}
