import { Matrix, SingularValueDecomposition, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { drawPoints } from '../../../../src/science/manifolds/drawPoints';
import { normalMoments } from '../../../../src/science/tasks/hermite';
import { plantedTruth, parseGenerated } from '../../../../src/science/tasks/generatedData';
import { parseTask } from '../../../../src/science/tasks/taskSpec';

function draw(text: string): { rows: number[][]; answers: number[] } {
  const spec = parseTask(text);
  if (!spec.ok) throw new Error(spec.error);
  const draws = drawPoints(spec.value);
  for (let step = draws.next(); ; step = draws.next()) {
    if (step.done !== true) continue;
    const { values, width, rows, labels = [] } = step.value;
    return {
      rows: Array.from({ length: rows }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]),
      answers: labels.map(Number),
    };
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const variance = (values: readonly number[]): number => mean(values.map((x) => x * x)) - mean(values) ** 2;

describe('a task with a planted answer', () => {
  it.each([
    'relu-teacher(features=5,width=4,n=4000)',
    'tanh-teacher(features=3,width=2,n=4000)',
    'gelu-teacher(features=3,width=3,n=4000)',
    'gaussian-teacher(width=3,n=4000)',
    'gaussian-teacher(width=4,sd1=3,sd2=0.5,correlation=-0.7,n=4000)',
    'linear-teacher(features=9,rank=4,decay=1,n=4000)',
  ])('%s has answers of mean 0 and variance 1', (text) => {
    const { answers } = draw(text);
    expect(Math.abs(mean(answers))).toBeLessThan(0.07);
    expect(Math.abs(variance(answers) - 1)).toBeLessThan(0.15);
  });

  it('draws the same examples for the same seed, however many', () => {
    const few = draw('relu-teacher(features=4,width=2,n=3,seed=8)');
    const more = draw('relu-teacher(n=5,seed=8,width=2,features=4)');
    expect(more.answers.slice(0, 3)).toEqual(few.answers);
    expect(more.rows.slice(0, 3)).toEqual(few.rows);
    expect(draw('relu-teacher(features=4,width=2,n=3,seed=9)').answers).not.toEqual(few.answers);
  });

  it('of rank r is linear, in r directions', () => {
    const { rows, answers } = draw('linear-teacher(features=12,rank=5,n=60)');
    const { diagonal } = new SingularValueDecomposition(new Matrix(rows));
    expect(diagonal[4]).toBeGreaterThan(1);
    expect(diagonal[5]).toBeLessThan(1e-10);
    const x = new Matrix(rows);
    const fitted = x.mmul(solve(x, Matrix.columnVector(answers), true)).to1DArray();
    expect(Math.max(...fitted.map((y, i) => Math.abs(y - (answers[i] ?? 0))))).toBeLessThan(1e-10);
    expect(plantedTruth('task:linear-teacher(features=12,rank=5)')?.directions).toBe(6);
    expect(plantedTruth('task:linear-teacher(features=12,rank=5,noise=1)')?.directions).toBeUndefined();
  });

  it('of one unit is that unit’s function of one direction', () => {
    const { rows, answers } = draw('relu-teacher(features=1,width=1,n=50)');
    const [low, deviation] = [1 / Math.sqrt(2 * Math.PI), Math.sqrt(0.5 - 1 / (2 * Math.PI))];
    // Where the unit is off, the answer is the least.
    const least = -low / deviation;
    const on = rows.findIndex((_, i) => (answers[i] ?? 0) > least + 1e-4);
    const sign = Math.sign(rows[on]?.[0] ?? NaN);
    rows.forEach(([x = 0], i) =>
      expect(answers[i]).toBeCloseTo((Math.max(0, sign * x) - low) / deviation, 5),
    );
  });
});

describe('the floor of a planted width', () => {
  it('has the closed form of ReLU', () => {
    const { mean: average, variance: spread, nonlinear } = normalMoments((x) => Math.max(0, x));
    expect(average).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 6);
    expect(spread).toBeCloseTo(0.5 - 1 / (2 * Math.PI), 6);
    expect(nonlinear).toBeCloseTo(1 - 0.25 / (0.5 - 1 / (2 * Math.PI)), 6);
    const truth = plantedTruth('task:relu-teacher(features=4,width=4)');
    expect(truth?.floor?.(3)).toBeCloseTo(nonlinear / 4, 9);
    expect(truth?.floor?.(4)).toBe(0);
    expect(truth?.width).toBe(4);
  });

  it('is below what the best function of any one projection leaves, and not far', () => {
    const { mean: average, variance: spread, nonlinear } = normalMoments((x) => Math.max(0, x));
    const h = (x: number): number => (Math.max(0, x) - average) / Math.sqrt(2 * spread);
    const grid = Array.from({ length: 161 }, (_, i) => -6 + (12 * i) / 160);
    const weights = grid.map((x) => Math.exp((-x * x) / 2));
    const whole = weights.reduce((sum, w) => sum + w, 0);
    // The variance of h(x1) + h(x2) that is left once t, along an angle, is known.
    const left = (angle: number): number => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      let explained = 0;
      grid.forEach((t, i) => {
        let inner = 0;
        grid.forEach((u, j) => (inner += (weights[j] ?? 0) * (h(c * t - s * u) + h(s * t + c * u))));
        explained += (weights[i] ?? 0) * (inner / whole) ** 2;
      });
      return 1 - explained / whole;
    };
    const least = Math.min(...Array.from({ length: 24 }, (_, i) => left((Math.PI * i) / 24)));
    expect(least).toBeGreaterThan(nonlinear / 2);
    expect(least).toBeLessThan(1.3 * (nonlinear / 2));
  });
});

describe('the name of a task', () => {
  it.each([
    ['relu-techer', /did you mean relu-teacher\? choose from linear-teacher/],
    ['relu-teacher(width=9)', /features must be at least 9/],
    ['linear-teacher(rank=30)', /20 features have no rank of 30/],
    ['relu-teacher(d=3)', /has no parameter "d=3": it has features, width, n, seed/],
    ['relu-teacher(width', /is no task/],
  ])('%s is refused with what is possible', (text, message) => {
    const spec = parseTask(text);
    expect(spec.ok ? '' : spec.error).toMatch(message);
  });

  it('is told from a manifold’s and from a file', () => {
    expect(parseGenerated('task:relu-teacher')?.ok).toBe(true);
    expect(parseGenerated('manifold:M1(n=5)')?.ok).toBe(true);
    expect(parseGenerated('Task:M1')?.ok).toBe(false);
    expect(parseGenerated('data/task.csv')).toBeUndefined();
    expect(plantedTruth('manifold:M1')).toBeUndefined();
  });
});
