import { z } from 'zod';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import {
  measureWells,
  planChains,
  predictWell,
  summariseWell,
  type WellPrediction,
  type WellRequest,
} from '../../science/bounds/boundWells';
import { boundEstimates, boundNames } from '../../science/bounds/boundEstimates';
import {
  givenSpectrum,
  isNamedSpectrum,
  mostDimensions,
  namedSpectrum,
  spectrumExamples,
} from '../../science/bounds/spectrumSpec';
import { modelHelp } from '../../science/models/modelSpec';
import { coneCost } from '../../science/bounds/statisticalDimension';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import type { BoundResult } from '../result';
import type { StudyResult } from '../studyResult';
import { dataOption } from './dataOption';
import { runNetworkBound } from './networkBound';
import { networkBoundSchema, networkOptions, withoutDefaults } from './networkBoundOptions';
import { networkFields } from './networkBoundStudy';
import { Stages } from './stages';
import { ownNetwork } from './subspaceOptions';

/** Wells in one run: each has a figure and four numbers. */
const mostWells = 24;
/** The dimension of a named spectrum where the block gives none. */
const defaultDimension = 200;
const defaultDistance = 1;
const defaultLevel = 0.1;

/** A positive number or a list of them; a list in normal form. */
const positives = z.union([z.number().positive(), z.array(z.number().positive()).min(1).max(mostWells)]);

function asList(given: number | number[]): number[] {
  return typeof given === 'number' ? [given] : given;
}

const schema = z
  .strictObject({
    spectrum: z
      .union([z.string(), z.array(z.number()).min(1).max(mostDimensions)])
      .optional()
      .meta({
        description: `Eigenvalues of the Hessian: ${spectrumExamples.join(', ')}, or a list of numbers`,
        examples: [...spectrumExamples],
      }),
    eigenvalues: z
      .string()
      .min(1)
      .optional()
      .describe(
        'A file of eigenvalues, one column or one row, in place of spectrum: .csv, .npy or another data file',
      ),
    dimension: z
      .int()
      .min(1)
      .max(mostDimensions)
      .optional()
      .describe(
        `The number of parameters D of a named spectrum, up to ${mostDimensions}; ${defaultDimension} where it is left out`,
      ),
    distance: positives
      .default(defaultDistance)
      .transform(asList)
      .describe('The distance R from the start to the minimiser, or a list'),
    level: positives
      .default(defaultLevel)
      .transform(asList)
      .describe('The loss ε to reach, or a list; every one is tried at every distance'),
    samples: z
      .int()
      .min(20)
      .max(20_000)
      .default(200)
      .describe('Random subspaces, and cones, each with a minimiser in a random direction'),
    seed: z.number().int().nonnegative().default(0).describe('Seed of all that is drawn'),
    confidence: z
      .number()
      .min(0.5)
      .max(0.999)
      .default(0.95)
      .describe('Level of every interval, and of what the bounds exclude'),
    data: dataOption
      .optional()
      .describe('In place of a spectrum, what a network is trained on: a point a row, with labels'),
    model: ownNetwork.optional().describe(`The network that is trained: ${modelHelp}`),
    ...withoutDefaults(networkOptions),
  })
  .superRefine((spec, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { spectrum, eigenvalues, dimension, data, model } = spec;
    if (data !== undefined || model !== undefined) {
      if (data === undefined) fault('data', 'there are no data: name what the model is trained on.');
      if (model === undefined) fault('model', `there is no model: write ${modelHelp}.`);
      for (const key of ['spectrum', 'eigenvalues', 'dimension'] as const) {
        if (spec[key] !== undefined)
          fault(key, `${key} belongs to a well, and data to a trained network: leave one out.`);
      }
      // Both have a default: another value is one that was written.
      if (spec.level.join() !== String(defaultLevel))
        fault('level', 'level belongs to a well: what a trained network is to reach is its target.');
      if (spec.distance.join() !== String(defaultDistance))
        fault('distance', 'distance belongs to a well: that of a trained network is found by training.');
      return;
    }
    const stray = Object.keys(networkOptions).find((key) => spec[key as keyof typeof spec] !== undefined);
    if (stray !== undefined)
      fault(stray, `${stray} belongs to a trained network: name its data and its model.`);
    if (spectrum === undefined && eigenvalues === undefined)
      fault(
        'spectrum',
        `there is no spectrum: write ${spectrumExamples.join(', ')}, a list, or eigenvalues: a file.`,
      );
    if (spectrum !== undefined && eigenvalues !== undefined)
      fault('eigenvalues', 'spectrum and eigenvalues are both given: leave one out.');
    if (typeof spectrum === 'string') {
      const parsed = namedSpectrum(spectrum, dimension ?? defaultDimension);
      if (!parsed.ok) {
        const hint = isNamedSpectrum(spectrum) ? '' : '; a file is named by eigenvalues';
        fault('spectrum', `${parsed.error}${hint}.`);
      }
    } else if (dimension !== undefined) {
      fault('dimension', 'dimension belongs to a named spectrum: a list or a file has as many as it has.');
    }
    if (Array.isArray(spectrum)) {
      const given = givenSpectrum(spectrum);
      if (!given.ok) fault('spectrum', `${given.error}.`);
    }
    if (spec.distance.length * spec.level.length > mostWells)
      fault(
        'level',
        `${spec.distance.length * spec.level.length} pairs of distance and level: at most ${mostWells} in one run.`,
      );
  });
type BoundSpec = z.infer<typeof schema>;

/** When a random subspace reaches the level of a quadratic well: three predictions, and what happens. */
export const gordonBound: ExperimentKind<typeof schema, BoundResult | StudyResult> = {
  id: 'gordon-bound',
  title: 'Threshold dimension, measured and predicted',
  description:
    'How many random directions reach a loss, in a quadratic well or of a trained network: measured, and by Gordon’s bound, the published width and the cone’s statistical dimension.',
  starter: ['spectrum: power(1)', 'distance: 3', 'level: 0.01'],
  revision: 1,
  keeps: ({ data }) => (data === undefined ? false : 'replicas'),
  extension: {
    keys: ['runs', 'starts'],
    by: (spec) => {
      if (spec.data === undefined) return undefined;
      const { runs } = networkBoundSchema.parse(spec);
      const noun = 'runs in subspaces at most, for each target of each initialisation';
      return { key: 'runs', now: runs, most: 100_000, noun };
    },
  },
  schema,
  fileKeys: ['eigenvalues', 'data'],
  fields: (spec) =>
    spec.data === undefined
      ? requests(spec).flatMap(({ key }, _, all) => boundNames.map((name) => fieldKey(name, key, all.length)))
      : networkFields(networkBoundSchema.parse(spec)),
  run: (spec, context) =>
    spec.data === undefined
      ? runWells(spec, context)
      : runNetworkBound(networkBoundSchema.parse(spec), context),
};

async function runWells(spec: BoundSpec, context: RunContext): Promise<KindOutcome<BoundResult>> {
  const stages = new Stages(context);
  const { eigenvalues, warnings } = await readSpectrum(spec, context, stages);
  const wells = requests(spec);
  const { samples, seed, confidence } = spec;
  const rng = new Rng(seed);
  const predicting = coneCost(eigenvalues.length, samples);
  // Until the cones say where the thresholds lie, chains are taken to need half of the dimensions.
  stages.plan(predicting * wells.length + samples * eigenvalues.length ** 3 * (1 / 3));
  const predictions: WellPrediction[] = [];
  for (const well of wells) {
    predictions.push(
      await stages.run(`projecting on the cone of ${well.key}`, predicting, (hooks) =>
        predictWell(eigenvalues, well, samples, rng, hooks),
      ),
    );
  }
  const plan = planChains(predictions);
  stages.plan(1);
  const thresholds = await stages.run('building chains of random subspaces', 1, (hooks) =>
    measureWells(predictions, plan, samples, rng, hooks),
  );
  const results = predictions.map((prediction, i) =>
    summariseWell(prediction, thresholds[i] ?? new Int32Array(0), confidence),
  );
  const estimates = results.flatMap((well) =>
    boundEstimates(well, (name) => fieldKey(name, well.key, results.length)),
  );
  const vacuous = results.filter(({ gordon }) => gordon.vacuous);
  if (vacuous.length > 0) {
    const where = results.length === 1 ? 'here' : `for ${vacuous.map(({ key }) => key).join('; ')}`;
    warnings.push(`Gordon’s bound is vacuous ${where}: it excludes no dimension.`);
  }
  for (const warning of warnings) context.warn(warning);
  const { length } = eigenvalues;
  return {
    result: {
      kind: 'gordon-bound',
      spectrum: {
        name: spec.eigenvalues ?? (typeof spec.spectrum === 'string' ? spec.spectrum : 'a list'),
        dimension: length,
        rank: eigenvalues.reduce((count, value) => count + (value > 0 ? 1 : 0), 0),
        greatest: eigenvalues[0] ?? 0,
        least: eigenvalues[length - 1] ?? 0,
        trace: eigenvalues.reduce((sum, value) => sum + value, 0),
      },
      wells: results,
      estimates,
      warnings,
    },
    backend: 'javascript, 1 thread',
    precision: 'float64',
  };
}

async function readSpectrum(
  spec: BoundSpec,
  context: RunContext,
  stages: Stages,
): Promise<{ eigenvalues: Float64Array; warnings: string[] }> {
  const { spectrum, eigenvalues: file, dimension = defaultDimension } = spec;
  if (typeof spectrum === 'string') {
    const named = namedSpectrum(spectrum, dimension);
    if (!named.ok) throw new CodedError('experiment.invalid', `The spectrum: ${named.error}.`);
    return { eigenvalues: named.value, warnings: [] };
  }
  const values = spectrum ?? (await readEigenvalues(file ?? '', context, stages));
  const given = givenSpectrum(values);
  const location = file === undefined ? {} : { location: { file } };
  if (!given.ok) {
    throw new CodedError('estimate.impossible', `The spectrum: ${given.error}.`, {
      remedy: 'Give the eigenvalues of a positive semidefinite matrix.',
      ...location,
    });
  }
  const { values: eigenvalues, zeroed } = given.value;
  const warnings =
    zeroed === 0
      ? []
      : [`${zeroed} eigenvalue${zeroed === 1 ? ' is' : 's are'} below zero by rounding and taken for zero.`];
  return { eigenvalues, warnings };
}

async function readEigenvalues(file: string, context: RunContext, stages: Stages): Promise<Iterable<number>> {
  const { matrix } = await stages.run('reading the eigenvalues', 0.02, ({ onProgress }) =>
    context.readData(
      file,
      { header: 'auto', label: undefined, missing: 'refuse', maxBytes: 2 ** 28 },
      onProgress,
    ),
  );
  const location = { file };
  if (matrix.rows !== 1 && matrix.columns !== 1) {
    throw new CodedError(
      'data.unsupported',
      `It holds ${matrix.rows} × ${matrix.columns} numbers, not one column or one row of eigenvalues.`,
      { remedy: 'Name a file, an array or a column with the eigenvalues alone.', location },
    );
  }
  const count = matrix.rows * matrix.columns;
  if (count > mostDimensions) {
    throw new CodedError(
      'data.too-large',
      `${count} eigenvalues: at most ${mostDimensions} can be computed with.`,
      {
        remedy: 'Leave out the smallest: directions that hardly curve hardly change the threshold.',
        location,
      },
    );
  }
  return matrix.values;
}

function requests({ distance, level }: BoundSpec): WellRequest[] {
  return distance.flatMap((R) => level.map((eps) => ({ key: `R=${R},eps=${eps}`, distance: R, level: eps })));
}

/** The name alone where there is one well; a live value writes it so. */
function fieldKey(name: string, key: string, wells: number): string {
  return wells === 1 ? name : `${name}(${key})`;
}
