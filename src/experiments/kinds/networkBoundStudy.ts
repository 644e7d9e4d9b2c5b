import { layOut } from '../../science/models/networkLayout';
import type { NetworkSpec } from '../../science/models/modelSpec';
import { describeTarget, type Target } from '../../science/subspace/target';
import type { CurvatureKind } from '../../science/bounds/networkCurvature';
import type { StudyResult, StudyTable, StudyValue } from '../studyResult';
import { predictionNames, predictionTitles, type PredictionName } from '../predictedThreshold';
import {
  measuredEstimate,
  meanOf,
  ownMethods,
  predicted,
  short,
  thresholdWords,
  type Estimate,
} from './caseSummary';
import { networkBoundFigures, networkBoundTraining } from './networkBoundFigures';
import type { NetworkBoundSpec } from './networkBoundOptions';
import type { CaseTarget, NetworkCase } from './networkCase';
import { curvatureTitles, quadraticWarnings } from './quadraticWarnings';
import type { TrainingTask } from './trainingTask';
import { studyFields } from '../study';

/** What live values may name: `threshold`, `sharp`, `sharp-hessian`; `sharp-2` of the second target. */
export function networkFields({
  target,
  curvature,
}: Pick<NetworkBoundSpec, 'target' | 'curvature'>): readonly string[] {
  const own = target.flatMap((_, i) => [
    fieldName('threshold', i),
    ...curvature.flatMap((kind) => predictionNames.map((name) => predictionField(name, kind, curvature, i))),
  ]);
  return studyFields(own);
}

function predictionField(
  name: PredictionName,
  kind: CurvatureKind,
  [first]: readonly CurvatureKind[],
  target: number,
): string {
  return fieldName(kind === first ? name : `${name}-${kind}`, target);
}

function fieldName(name: string, target: number): string {
  return target === 0 ? name : `${name}-${target + 1}`;
}

/**
 * All that is said of a trained network: measured and predicted thresholds, spectra, and how far the quadratic holds.
 * @param isWhole whether all is done that will be: before, nothing is said against what is still to come.
 */
export function networkBoundStudy(
  spec: NetworkBoundSpec,
  network: NetworkSpec,
  { data, input }: TrainingTask,
  targets: readonly Target[],
  cases: readonly NetworkCase[],
  isWhole: boolean,
): StudyResult {
  const { parameters } = layOut(network);
  const values = targets.flatMap((target, i) => valuesOf(spec, target, i, parameters, cases));
  const warnings = [
    ...(data.droppedRows > 0 ? [`${data.droppedRows} rows miss a value and were left out.`] : []),
    ...(isWhole ? warningsOf(spec, targets, cases) : []),
  ];
  const { optimiser, epochs, batch, rate, fullRate, projection, lanczos, probes, samples } = spec;
  const facts = [
    { name: 'model', value: `${network.name}, D = ${parameters}` },
    { name: 'data', value: `${input.train.length} rows trained on, ${input.test.length} for testing` },
    { name: 'initialisations', value: `${cases.length} of ${spec.starts}, seed ${spec.seed}` },
    {
      name: 'training',
      value: `${optimiser}, ${epochs} epochs, batch ${batch}, rate ${rate}, in full space ${fullRate}, ${projection} projections`,
    },
    {
      name: 'spectrum',
      value: `Lanczos with full reorthogonalisation, ${Math.min(lanczos, parameters)} steps, ${probes} probes; ${samples} projections`,
    },
    ...cases.map((found) => ({
      name: `initialisation ${found.start + 1}`,
      value: `R = ${short(found.distance)}; training loss ${short(found.before.loss)} → ${short(found.after.loss)}, gradient ${short(found.gradient)}`,
    })),
  ];
  return {
    kind: 'study',
    experiment: 'gordon-bound',
    subject: spec.data,
    answer: answersOf(spec, targets, values),
    values,
    figures: networkBoundFigures(spec, targets, cases),
    tables: [thresholdTable(spec, targets, cases), spectrumTable(cases)],
    ...networkBoundTraining(targets, cases),
    facts,
    papers: [
      'Larsen, Fort, Becker, Ganguli 2022, arXiv:2107.05802',
      'Amelunxen, Lotz, McCoy, Tropp 2014, arXiv:1303.6672',
      'Gordon 1988, On Milman’s inequality and random subspaces which escape through a mesh in Rⁿ',
    ],
    warnings,
  };
}

/** What initialisations tell where not all of them tell a number: `5.48, 5.45; above 7 from 1 of 3 initialisations`. */
function partly(measured: readonly { readonly value: number }[], all: number, words: string): string {
  if (measured.length === 0) return words;
  const told = measured.map(({ value }) => short(value)).join(', ');
  return `${told}; ${words} from ${all - measured.length} of ${all} initialisations`;
}

function valuesOf(
  spec: NetworkBoundSpec,
  target: Target,
  index: number,
  parameters: number,
  cases: readonly NetworkCase[],
): StudyValue[] {
  const own = cases.flatMap((found) => found.targets[index] ?? []);
  const text = describeTarget(target);
  const measured = own.flatMap(({ found }) => (found && measuredEstimate(found.threshold)) ?? []);
  const unknown = own.find(({ found }) => found && measuredEstimate(found.threshold) === undefined)?.found;
  const complete = unknown === undefined && measured.length > 0;
  const words = unknown && thresholdWords(unknown.threshold, unknown.counts);
  const threshold: StudyValue = {
    field: fieldName('threshold', index),
    name: `threshold dimension d*, ${text}`,
    ...meanOf(complete ? measured : [], ownMethods.threshold, parameters),
    ...(complete ? {} : { text: partly(measured, own.length, words ?? 'not told by these runs') }),
    sentences: [
      `Measured by training in random subspaces through ${own.length === 1 ? 'one initialisation' : `${own.length} initialisations`}, ${own.reduce((sum, { found }) => sum + (found?.outcomes.length ?? 0), 0)} runs.`,
    ],
    warnings: [],
  };
  const predictions = spec.curvature.flatMap((kind) =>
    predictionNames.map((name): StudyValue => {
      const found = estimatesOf(own, kind, name, parameters, spec.confidence);
      const vacuous = name === 'gordon' && found.length > 0 && found.every(({ value }) => value === 0);
      return {
        field: predictionField(name, kind, spec.curvature, index),
        name: `${predictionTitles[name]}, ${curvatureTitles[kind]}, ${text}`,
        ...meanOf(found, ownMethods[name], parameters),
        ...(found.length === 0 ? { text: 'no prediction' } : vacuous ? { text: 'vacuous' } : {}),
        sentences: sentencesOf(name),
        warnings: found.length === 0 ? ['Training from no start ends below this level.'] : [],
      };
    }),
  );
  return [threshold, ...predictions];
}

function estimatesOf(
  targets: readonly CaseTarget[],
  kind: CurvatureKind,
  name: PredictionName,
  parameters: number,
  confidence: number,
): Estimate[] {
  return targets.flatMap(({ predictions }) => {
    const own = predictions.find((prediction) => prediction.kind === kind);
    return own === undefined ? [] : [predicted(name, own, parameters, confidence)];
  });
}

function sentencesOf(name: PredictionName): string[] {
  switch (name) {
    case 'sharp':
      return ['The statistical dimension of the cone that the quadratic’s level set spans from the start.'];
    case 'scaled':
      return [
        'As sharp, for the level that is as deep in the quadratic as the target is in the true loss: ε times the quadratic’s rise to the start over the true one. A heuristic of ours for starts far from the minimum.',
      ];
    case 'published':
      return ['At most about Σ R² / (R² + 2ε/λ).'];
    case 'gordon':
      return ['No threshold of the quadratic lies below it; vacuous where it excludes nothing.'];
  }
}

function answersOf(
  spec: NetworkBoundSpec,
  targets: readonly Target[],
  values: readonly StudyValue[],
): string[] {
  const valueOf = (field: string): StudyValue | undefined => values.find((value) => value.field === field);
  return targets.map((target, i) => {
    const threshold = valueOf(fieldName('threshold', i));
    const sharp = valueOf(fieldName('sharp', i));
    const scaled = valueOf(fieldName('scaled', i));
    const [kind = 'gauss-newton'] = spec.curvature;
    const measured =
      threshold?.value == null ? (threshold?.text ?? 'not known') : `about ${shown(threshold)}`;
    const told =
      sharp?.value == null || scaled?.value == null
        ? 'there is no prediction, as training from no start ends below the level'
        : `the ${curvatureTitles[kind]} spectrum predicts ${shown(sharp)}${sharp.value === 0 ? ', as its quadratic is within the level at the start already' : ''}, and ${shown(scaled)} once scaled to the true loss`;
    return `For ${describeTarget(target)} the threshold dimension is ${measured}; ${told}.`;
  });
}

function shown({ value, interval }: StudyValue): string {
  const number = short(value ?? NaN);
  return interval === null || interval[0] === interval[1]
    ? number
    : `${number} (${short(interval[0])} to ${short(interval[1])})`;
}

function warningsOf(
  spec: NetworkBoundSpec,
  targets: readonly Target[],
  cases: readonly NetworkCase[],
): string[] {
  const warnings: string[] = [];
  const done = cases.reduce((sum, found) => sum + found.targets.length, 0);
  if (done < spec.starts * targets.length)
    warnings.push(
      `Cancelled after ${done} of ${spec.starts * targets.length} targets: these are what was done.`,
    );
  if (cases.some(({ trained }) => trained.diverged))
    warnings.push('Training in full space diverged from a start: a smaller fullRate may help.');
  for (const kind of spec.curvature) {
    const wells = cases.flatMap((found) => found.wells.filter((well) => well.kind === kind));
    warnings.push(...quadraticWarnings(kind, wells));
  }
  const vacuous = targets.filter((_, i) =>
    cases.some((found) => found.targets[i]?.predictions.some(({ plain }) => plain.gordon === 0)),
  );
  if (vacuous.length > 0)
    warnings.push(
      `Gordon’s bound is vacuous for ${vacuous.map(describeTarget).join('; ')}: it excludes no dimension.`,
    );
  return warnings;
}

function thresholdTable(
  spec: NetworkBoundSpec,
  targets: readonly Target[],
  cases: readonly NetworkCase[],
): StudyTable {
  const numbers = ['training loss', 'ε', 'd*', 'd* from', 'd* to', 'runs'];
  const names = [...predictionNames.map((name) => predictionTitles[name]), 'kinematic from', 'kinematic to'];
  const cell = (value: number | null | undefined): number | null =>
    value == null || !Number.isFinite(value) ? null : Number(value.toPrecision(6));
  const rows = cases.flatMap((found) =>
    found.targets.flatMap((target, i) =>
      spec.curvature.map((kind) => {
        const threshold = target.found?.threshold;
        const own = target.predictions.find((prediction) => prediction.kind === kind);
        const text = targets[i];
        return [
          text === undefined ? null : describeTarget(text),
          found.start + 1,
          cell(target.loss),
          cell((target.loss ?? NaN) - found.after.loss),
          cell(threshold?.estimate),
          cell(threshold?.low),
          cell(threshold?.high),
          target.found?.outcomes.length ?? null,
          curvatureTitles[kind],
          ...predictionNames.map((name) =>
            cell(own && predicted(name, own, found.parameters, spec.confidence).value),
          ),
          cell(own?.plain.kinematic[0]),
          cell(own?.plain.kinematic[1]),
        ];
      }),
    ),
  );
  return {
    id: 'cases',
    title: 'Thresholds, measured and predicted',
    columns: [
      { name: 'target', numeric: false },
      { name: 'initialisation', numeric: true },
      ...numbers.map((name) => ({ name, numeric: true })),
      { name: 'matrix', numeric: false },
      ...names.map((name) => ({ name, numeric: true })),
    ],
    rows,
  };
}

function spectrumTable(cases: readonly NetworkCase[]): StudyTable {
  return {
    id: 'eigenvalues',
    title: 'The greatest eigenvalues, each with how far at most a true one is from it',
    columns: ['initialisation', 'matrix', 'rank', 'eigenvalue', 'error'].map((name) => ({
      name,
      numeric: name !== 'matrix',
    })),
    rows: cases.flatMap(({ start, wells }) =>
      wells.flatMap(({ kind, wells: { top } }) =>
        top.map(({ value, error }, i) => {
          // Lanczos' own bound knows nothing of rounding.
          const rounding = Number.EPSILON * (top[0]?.value ?? 0);
          return [start + 1, curvatureTitles[kind], i + 1, value, Math.max(error, rounding)];
        }),
      ),
    ),
  };
}
