/** gordon-bound of trained networks: where the loss is quadratic the predictions hold, elsewhere it is said that they do not. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, it } from 'vitest';
import { AbortedError } from '../../../../src/base/abort';
import { Rng } from '../../../../src/base/rng';
import { checkOptions } from '../../../../src/experiments/checkOptions';
import type { RunContext } from '../../../../src/experiments/kind';
import { gordonBound } from '../../../../src/experiments/kinds/gordonBound';
import {
  studyResultSchema,
  type StudyResult,
  type StudyValue,
} from '../../../../src/experiments/studyResult';
import { dataSet, expectTraining, trainingContext } from './trainingContext';

const features = 24;

/** A linear regression with noise: its mean squared error is a quadratic well, known in closed form. */
const rows = ((): { inputs: number[][]; outputs: number[] } => {
  const rng = new Rng(31);
  const teacher = Array.from({ length: features }, () => rng.normal());
  const inputs = Array.from({ length: 150 }, () =>
    Array.from({ length: features }, (_, i) => rng.normal() / (1 + i / 6)),
  );
  const outputs = inputs.map(
    (x) => x.reduce((sum, value, i) => sum + value * (teacher[i] ?? 0), 0) + 0.3 * rng.normal(),
  );
  return { inputs, outputs };
})();
const regression = dataSet(rows.inputs, rows.outputs.map(String));

async function run(spec: object, context: RunContext): Promise<StudyResult> {
  const { result } = await gordonBound.run(gordonBound.schema.parse(spec), context);
  return studyResultSchema.parse(result);
}

const valueOf = (result: StudyResult, field: string): StudyValue => {
  const found = result.values.find((value) => value.field === field);
  if (found === undefined) throw new Error(`no ${field}`);
  return found;
};

const small = {
  ...{ data: 'x.csv', model: `mlp(${features}-1)`, task: 'regression', normalise: 'none', test: 0.02 },
  ...{ epochs: 120, batch: 147, rate: 0.2, fullRate: 0.1, schedule: 'cosine', lanczos: 25, top: 10 },
};

it('a quadratic loss: the well is the loss, and the sharp prediction is where subspaces reach the level', async () => {
  const spec = { ...small, target: ['train loss <= 1.5', 'train loss <= 0.5'], starts: 3, runs: 40 };
  const warned: string[] = [];
  const result = await run(spec, trainingContext(regression, { warn: (text) => void warned.push(text) }));
  expectTraining(result);
  const fields = [...result.values.map(({ field }) => field), 'answer', 'table'];
  expect(fields).toEqual(gordonBound.fields(gordonBound.schema.parse(spec)));
  for (const suffix of ['', '-2']) {
    const [measured, sharp, scaled] = ['threshold', 'sharp', 'scaled'].map((name) =>
      valueOf(result, name + suffix),
    ) as [StudyValue, StudyValue, StudyValue];
    const half = ((measured.interval?.[1] ?? NaN) - (measured.interval?.[0] ?? NaN)) / 2;
    expect(half).toBeLessThan(8);
    // The fit of few runs, beside what is between starts.
    expect(Math.abs((measured.value ?? NaN) - (sharp.value ?? NaN))).toBeLessThan(half + 1.5);
    expect(Math.abs((scaled.value ?? NaN) - (sharp.value ?? NaN))).toBeLessThan(0.3);
    expect(valueOf(result, `published${suffix}`).value).toBeGreaterThan(sharp.value ?? NaN);
  }
  expect(warned.join()).not.toContain('quadratic has');
  expect(warned.join()).not.toContain('negative');
  expect(warned.join()).not.toContain('minimum');
  // The greatest eigenvalues are those of 2 XᵀX / N with a column of ones, the last features kept for testing left out.
  const train = result.tables.find(({ id }) => id === 'eigenvalues')?.rows.map((row) => Number(row[3]));
  const x = new Matrix(rows.inputs.map((row) => [...row, 1]));
  const all = new EigenvalueDecomposition(
    x
      .transpose()
      .mmul(x)
      .mul(2 / 150),
    { assumeSymmetric: true },
  );
  const greatest = Math.max(...all.realEigenvalues);
  expect((train?.[0] ?? NaN) / greatest).toBeGreaterThan(0.93);
  expect((train?.[0] ?? NaN) / greatest).toBeLessThan(1.07);
});

it('far from a minimum: it says so, tells negative curvature, and live values have words', async () => {
  const labels = rows.outputs.map((y, n) => (y * (rows.inputs[n]?.[0] ?? 0) > 0 ? 'a' : 'b'));
  const result = await run(
    {
      ...{ data: 'x.csv', model: `mlp(${features}-6-2, tanh)`, starts: 1, runs: 12, epochs: 80 },
      ...{ target: ['train accuracy >= 0.8', 'train loss <= 1e-9'], curvature: ['gauss-newton', 'hessian'] },
      ...{ lanczos: 30, samples: 20, fullRate: 0.05 },
    },
    trainingContext(dataSet(rows.inputs, labels)),
  );
  expect(result.warnings.join('\n')).toMatch(/of the Hessian’s eigenvalues are negative/);
  expect(result.warnings.join('\n')).toMatch(/At the start the Gauss–Newton quadratic has/);
  expect(valueOf(result, 'sharp-hessian').value).not.toBeNull();
  expect(valueOf(result, 'threshold-2').value).toBeNull();
  expect(valueOf(result, 'threshold-2').text).toContain('above');
  expect(valueOf(result, 'sharp-2')).toMatchObject({ value: null, text: 'no prediction' });
});

it('is refused where data or model is missing, or a well is asked for too; cancelled, it keeps what is done', async () => {
  const messages = (given: Readonly<Record<string, unknown>>): string => {
    const checked = checkOptions(gordonBound, given);
    return checked.ok ? '' : checked.error.map(({ message }) => message).join();
  };
  expect(messages({ data: 'x.csv' })).toContain('There is no model');
  expect(messages({ model: 'linear' })).toContain('There are no data');
  expect(messages({ data: 'x.csv', model: 'linear', spectrum: 'flat' })).toContain('leave one out');
  expect(messages({ data: 'x.csv', model: 'linear', level: 0.5 })).toContain('its target');
  expect(messages({ spectrum: 'flat', epochs: 3 })).toContain('belongs to a trained network');
  expect(messages({ data: 'x.csv', model: 'linear', target: 'loss >= 1' })).toContain('write loss <= 0.05');

  const controller = new AbortController();
  let seen = 0;
  const context = trainingContext(regression, {
    signal: controller.signal,
    progress: (fraction) => {
      seen = fraction;
      if (fraction > 0.6) controller.abort(new AbortedError());
    },
  });
  const spec = { ...small, target: ['train loss <= 1.5', 'train loss <= 0.5'], starts: 2, runs: 10 };
  const result = await run(spec, context);
  expect(seen).toBeGreaterThan(0.6);
  expect(result.warnings.join()).toMatch(/Cancelled after [23] of 4 targets/);
});
