import { z } from 'zod';
import { Rng } from '../../base/rng';
import { CodedError } from '../../base/errors';
import { takeRows } from '../../science/datasets/duplicates';
import { randomGroups } from '../../science/estimators/neighbourStatistic';
import {
  rankLadder,
  rateDistortion as measure,
  type RateTable,
} from '../../science/compression/rateDistortion';
import { leastFloatBits, mostBits } from '../../science/compression/scalarQuantiser';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { studyFields } from '../study';
import type { StudyResult } from '../studyResult';
import { dataOption } from './dataOption';
import { rateStudy } from './rateDistortionStudy';
import { Stages } from './stages';
import { subsampleRows } from './subsampleRows';

/** Groups of rows that the jackknife leaves out in turn. */
const mostGroups = 20;
/** Fewer rows than that in a group, and leaving it out tells little. */
const leastGroupRows = 2;
/** The eigenvectors of a greater product take longer than anyone waits. */
const mostSide = 2048;
const mostAutomaticRank = 256;

const schema = z
  .strictObject({
    data: dataOption,
    label: z
      .union([z.string().min(1), z.number().int().nonnegative()])
      .optional()
      .describe('A column that is no part of the matrix, by name or by index from 0'),
    header: z
      .union([z.literal('auto'), z.boolean()])
      .default('auto')
      .describe('Whether the first line names the columns: auto, true or false'),
    missing: z
      .enum(['error', 'drop-rows'])
      .default('error')
      .describe('What to do with empty, NaN or infinite values: error or drop-rows'),
    centre: z
      .boolean()
      .default(true)
      .describe('Whether the columns’ means are taken off first, and stored with 32 bits each'),
    ranks: z
      .union([z.literal('auto'), z.array(z.int().min(1)).min(1).max(40)])
      .default('auto')
      .describe('Numbers of components to keep: a list, or auto for 1, 2, 3, 4, 6, 8, 12 … up to all'),
    bits: z
      .array(z.int().min(1).max(mostBits))
      .min(1)
      .max(8)
      .default([2, 3, 4, 6, 8])
      .describe(`Bits of each coordinate of the singular vectors, 1 to ${mostBits}, a list`),
    format: z
      .enum(['uniform', 'float'])
      .default('uniform')
      .describe('How these bits are used: levels evenly apart, or a sign, an exponent and a mantissa'),
    rounding: z
      .enum(['nearest', 'stochastic'])
      .default('nearest')
      .describe('To the nearest level, or at random to one of the two around, right on average'),
    coding: z
      .enum(['fixed', 'entropy'])
      .default('fixed')
      .describe(
        'Count the bits as they are, or those of an ideal code that knows how often each level occurs',
      ),
    target: z
      .number()
      .gt(0)
      .lt(1)
      .default(0.1)
      .describe('The relative error to reach: the Frobenius norm of the difference over that of the matrix'),
    subsample: z.int().min(2).optional().describe('Use only so many rows, drawn at random'),
    seed: z
      .int()
      .nonnegative()
      .default(0)
      .describe('Seed of stochastic rounding, of the groups of rows, and of subsample'),
    maxMemory: z
      .number()
      .positive()
      .default(4)
      .describe('Gigabytes that the values may take; more is refused before it is read'),
  })
  .superRefine(({ bits, format, ranks }, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (format === 'float' && bits.some((each) => each < leastFloatBits)) {
      fault('bits', `a float has at least ${leastFloatBits} bits; format: uniform takes fewer.`);
    }
    if (new Set(bits).size < bits.length) fault('bits', 'a number of bits is named twice.');
    if (ranks !== 'auto' && new Set(ranks).size < ranks.length) fault('ranks', 'a rank is named twice.');
  });
type RateSpec = z.infer<typeof schema>;

/** What a truncated SVD with few bits a number costs, and what it loses. */
export const rateDistortion: ExperimentKind<typeof schema, StudyResult> = {
  id: 'rate-distortion',
  title: 'Rate and distortion of a quantised SVD',
  description:
    'How few bits store a matrix to a given error: its leading singular vectors with few bits a number, beside truncation alone and an ideal code for Gaussian rows.',
  starter: ['data: {data}', 'bits: [2, 3, 4, 6, 8]', 'target: 0.1'],
  revision: 1,
  schema,
  fileKeys: ['data'],
  fields: () =>
    studyFields([
      'rate',
      'compression',
      'gaussian-rate',
      'excess',
      'rank',
      'truncation-rank',
      'effective-rank',
      'stable-rank',
      'float16-error',
    ]),
  run,
};

async function run(spec: RateSpec, context: RunContext): Promise<KindOutcome<StudyResult>> {
  const stages = new Stages(context);
  const data = await stages.run('reading the data', 0.05, ({ onProgress }) =>
    context.readData(
      spec.data,
      { header: spec.header, label: spec.label, missing: spec.missing, maxBytes: spec.maxMemory * 2 ** 30 },
      onProgress,
    ),
  );
  const matrix = takeRows(data.matrix, subsampleRows(data.matrix.rows, spec));
  const { rows, columns } = matrix;
  const side = Math.min(rows, columns);
  const location = { file: spec.data };
  if (side > mostSide) {
    throw new CodedError(
      'data.too-large',
      `The matrix has ${rows} × ${columns} entries: the smaller side may be ${mostSide}.`,
      {
        ...{ remedy: `Take fewer rows by \`subsample: ${mostSide}\`.`, location },
      },
    );
  }
  if (rows < 2)
    throw new CodedError('estimate.impossible', 'A matrix of one row has nothing to leave out.', {
      location,
    });
  const ranks = ranksOf(spec, Math.min(side, spec.centre ? rows - 1 : rows), location);
  const groups = Math.min(mostGroups, Math.floor(rows / leastGroupRows));
  const rng = new Rng(spec.seed).split(2);
  const request = { ...spec, ranks, bits: spec.bits.toSorted((a, b) => a - b) };
  const measured = (
    part: typeof matrix,
    stream: number,
    hooks: Parameters<typeof measure>[2],
  ): Promise<RateTable> =>
    measure(
      part,
      { ...request, ...(spec.rounding === 'stochastic' ? { rng: rng.split(stream) } : {}) },
      hooks,
    );
  stages.plan(1 + groups);
  const whole = await stages.run('quantising the singular vectors', 1, (hooks) => measured(matrix, 0, hooks));
  if (!((whole.singular[0] ?? 0) > 0)) {
    throw new CodedError('estimate.impossible', 'Every entry is the same: there is nothing to store.', {
      location,
    });
  }
  const group = randomGroups(rows, groups, spec.seed);
  const without: RateTable[] = [];
  for (let g = 0; g < groups; g++) {
    const kept = Int32Array.from({ length: rows }, (_, i) => i).filter((i) => group[i] !== g);
    without.push(
      await stages.run(`without group ${g + 1} of ${groups} of the rows`, 1, (hooks) =>
        measured(takeRows(matrix, kept), g + 1, hooks),
      ),
    );
  }
  const result = rateStudy(spec, { rows, columns, dropped: data.droppedRows }, whole, without);
  for (const warning of result.warnings) context.warn(warning);
  return { result, backend: 'javascript, 1 thread', precision: 'float64' };
}

function ranksOf({ ranks }: RateSpec, full: number, location: { file: string }): number[] {
  if (ranks === 'auto') return rankLadder(Math.min(full, mostAutomaticRank));
  const beyond = ranks.filter((rank) => rank > full);
  if (beyond.length > 0) {
    throw new CodedError(
      'experiment.invalid',
      `\`ranks\` names ${beyond.join(', ')}; the matrix has rank ${full} at most.`,
      {
        ...{ remedy: `Name ranks up to ${full}, or write \`ranks: auto\`.`, location },
      },
    );
  }
  return ranks.toSorted((a, b) => a - b);
}
