import { z } from 'zod';
import { Rng } from '../../base/rng';
import { counted } from '../../base/words';
import { throwIfAborted } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { coordinateFunction, functionExamples } from '../../science/gradients/coordinateFunctions';
import { predictVariance } from '../../science/gradients/gradientVariance';
import { batches, measureVariance } from '../../science/gradients/measureVariance';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { studyFields } from '../study';
import type { StudyResult } from '../studyResult';
import { gradientStudy, type GradientRow } from './gradientVarianceStudy';
import { Stages } from './stages';

const mostDimension = 4096;

const schema = z
  .strictObject({
    function: z
      .string()
      .default('quadratic')
      .meta({
        description: `What is averaged, a sum over coordinates: ${functionExamples.join(', ')}`,
        examples: [...functionExamples],
      })
      .superRefine((given, context) => {
        const parsed = coordinateFunction(given);
        if (!parsed.ok) context.addIssue({ code: 'custom', message: `${parsed.error}.` });
      }),
    parameter: z
      .enum(['mean', 'scale'])
      .default('mean')
      .describe(
        'The gradient with respect to the means of the Gaussian, or to the logarithms of its standard deviations',
      ),
    dimensions: z
      .array(z.int().min(1).max(mostDimension))
      .min(1)
      .max(20)
      .default([1, 4, 16, 64])
      .describe('How many coordinates z has: a list'),
    mean: z.number().min(-100).max(100).default(1).describe('The mean of every coordinate'),
    deviation: z
      .number()
      .min(0.001)
      .max(100)
      .default(1)
      .describe('The standard deviation of every coordinate'),
    offset: z
      .number()
      .min(-1e6)
      .max(1e6)
      .default(0)
      .describe('Added to the function: it changes no gradient, but the noise'),
    samples: z
      .int()
      .min(2)
      .max(1000)
      .default(8)
      .describe('Samples K of each estimate, from which the leave-one-out baseline is taken'),
    draws: z
      .int()
      .min(batches * 4)
      .max(10_000_000)
      .default(16_000)
      .describe('Samples in all, at each dimension'),
    seed: z.int().nonnegative().default(0).describe('Seed of all that is drawn'),
  })
  .superRefine(({ draws, samples, dimensions }, context) => {
    if (draws < 2 * batches * samples) {
      const message = `draws must be at least ${2 * batches * samples} with ${samples} samples an estimate: two estimates in each of ${batches} batches.`;
      context.addIssue({ code: 'custom', path: ['draws'], message });
    }
    if (new Set(dimensions).size < dimensions.length) {
      context.addIssue({ code: 'custom', path: ['dimensions'], message: 'a dimension is named twice.' });
    }
  });

/** How noisy the gradient of an expectation is: by the score function, with baselines, and reparameterised. */
export const gradientVariance: ExperimentKind<typeof schema, StudyResult> = {
  id: 'gradient-variance',
  title: 'Variance of gradient estimators',
  description:
    'The noise of the score-function gradient of a Gaussian expectation, without and with baselines, beside the reparameterised one: measured, and exact.',
  starter: ['function: quadratic', 'dimensions: [1, 4, 16, 64]'],
  revision: 2,
  schema,
  fileKeys: [],
  fields: () =>
    studyFields([
      'ratio',
      'ratio-baseline',
      'samples-score',
      'samples-baseline',
      'samples-reparameterised',
      'gain-baseline',
      'bias',
      'agreement',
    ]),
  run,
};

async function run(spec: z.infer<typeof schema>, context: RunContext): Promise<KindOutcome<StudyResult>> {
  const term = coordinateFunction(spec.function);
  if (!term.ok) throw new CodedError('experiment.invalid', `The function: ${term.error}.`);
  const { parameter, mean, deviation, offset, samples, draws, seed } = spec;
  const problem = { term: term.value, of: parameter, mean, deviation, offset };
  const dimensions = spec.dimensions.toSorted((a, b) => a - b);
  const stages = new Stages(context);
  stages.plan(dimensions.reduce((sum, dimension) => sum + dimension, 0));
  const rows: GradientRow[] = [];
  const rng = new Rng(seed);
  for (const dimension of dimensions) {
    const predicted = predictVariance(problem, dimension, samples);
    const plan = { samples, groups: Math.floor(draws / batches / samples) };
    const measured = await stages.run(`drawing in ${counted(dimension, 'dimension')}`, dimension, (hooks) =>
      measureVariance(problem, dimension, plan, predicted.baselines, rng.split(dimension), hooks),
    );
    await context.breathe();
    throwIfAborted(context.signal);
    rows.push({ predicted, measured });
  }
  const result = gradientStudy(spec, problem, rows);
  for (const warning of result.warnings) context.warn(warning);
  return { result, backend: 'javascript, 1 thread', precision: 'float64' };
}
