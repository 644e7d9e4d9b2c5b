import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import { Pacer } from '../../../../src/compute/work';
import { NetworkObjective } from '../../../../src/science/models/networkObjective';
import { descend } from '../../../../src/science/subspace/descend';
import {
  openSubspace,
  type MethodName,
  type MethodPlan,
} from '../../../../src/science/subspace/openSubspace';
import { fullSpace, takeParameters } from '../../../../src/science/subspace/subspace';

const plan: Omit<MethodPlan, 'method'> = {
  projection: 'dense',
  burnIn: 30,
  optimiser: 'adam',
  momentum: 0,
  schedule: { name: 'constant' },
  batch: 50,
  epochs: 15,
  fullRate: 0.01,
};
const pacer = new Pacer({});

function setting() {
  const rng = new Rng(8);
  const features = Float32Array.from({ length: 200 * 12 }, () => rng.normal());
  const labels = Int32Array.from({ length: 200 }, (_, i) => {
    const [a = 0, b = 0] = features.subarray(12 * i, 12 * i + 2);
    return a * b > 0 ? 1 : 0;
  });
  const rows = Int32Array.from({ length: 200 }, (_, i) => i);
  const kernels = createTrainingKernels();
  const arena = new Arena(kernels, kernels.free);
  const network = { name: '', widths: [12, 16, 2], activation: 'relu' as const };
  const data = { rows: 200, columns: 12, features, answers: labels, train: rows, test: rows };
  const objective = new NetworkObjective(network, data, arena);
  const space = takeParameters(arena, objective.parameters);
  objective.initialise(arena.viewFloats(space.base, objective.parameters), new Rng(1));
  const copy = (at: number): Float32Array => arena.viewFloats(at, objective.parameters).slice();
  return { arena, objective, space, copy };
}

async function opened(method: MethodName, dimension: number) {
  const { arena, objective, space, copy } = setting();
  const before = copy(space.base);
  const subspace = await openSubspace(
    objective,
    arena,
    space,
    { ...plan, method },
    dimension,
    new Rng(5),
    pacer,
  );
  const moved = (z: ArrayLike<number>): Float32Array => {
    arena.viewFloats(subspace.values, dimension).set(z);
    subspace.apply();
    return copy(space.theta);
  };
  return { arena, objective, space, before, start: copy(space.base), subspace, moved };
}

/** Where a whole training in full space leads, from the same initialisation by the same batches. */
async function trained(): Promise<Float32Array> {
  const { arena, objective, space, copy } = setting();
  arena.viewFloats(space.theta, objective.parameters).set(copy(space.base));
  await descend(
    objective,
    arena,
    space,
    fullSpace(space),
    plan,
    plan.fullRate,
    new Rng(5).split(3),
    {},
    pacer,
  );
  return copy(space.theta);
}

const distance = (a: Float32Array, b: Float32Array): number =>
  Math.hypot(...a.map((x, i) => x - (b[i] ?? NaN)));

describe('a burn-in', () => {
  it('begins where its steps in full space lead, and lower than the initialisation', async () => {
    const { objective, space, arena, before, start } = await opened('burn-in', 5);
    expect(distance(before, start)).toBeGreaterThan(0.1);
    const lossAt = (theta: Float32Array): number => {
      arena.viewFloats(space.theta, objective.parameters).set(theta);
      return objective.evaluate(space.theta, objective.train).loss;
    };
    expect(lossAt(start)).toBeLessThan(0.9 * lossAt(before));
  });
});

describe('a lottery subspace', () => {
  it('comes ever closer to where the training led, as principal directions do', async () => {
    const end = await trained();
    const left: number[] = [];
    for (const dimension of [1, 3, 10]) {
      const { start, before, moved } = await opened('lottery-subspace', dimension);
      expect(start).toEqual(before);
      const axes = Array.from({ length: dimension }, (_, c) =>
        moved(Array.from({ length: dimension }, (_axis, i) => (i === c ? 1 : 0))).map(
          (x, i) => x - (start[i] ?? NaN),
        ),
      );
      const away = end.map((x, i) => x - (start[i] ?? NaN));
      const dot = (a: Float32Array, b: Float32Array): number =>
        a.reduce((sum, x, i) => sum + x * (b[i] ?? NaN), 0);
      for (const [c, axis] of axes.entries()) {
        expect(dot(axis, axis)).toBeCloseTo(1, 2);
        for (const other of axes.slice(0, c)) expect(Math.abs(dot(axis, other))).toBeLessThan(0.02);
      }
      const seen = axes.reduce((sum, axis) => sum + dot(axis, away) ** 2, 0);
      left.push(1 - seen / dot(away, away));
    }
    expect(left[0]).toBeLessThan(0.2);
    expect(left[1]).toBeLessThan(left[0] ?? 0);
    expect(left[2]).toBeLessThan(0.01);
  });
});

describe('a lottery ticket', () => {
  it('keeps the weights that grow largest, wound back, and holds the others at zero', async () => {
    const end = await trained();
    const { before, start, moved } = await opened('lottery-ticket', 20);
    const largest = [...end.keys()]
      .sort((a, b) => Math.abs(end[b] ?? 0) - Math.abs(end[a] ?? 0))
      .slice(0, 20);
    const theta = moved(Array.from({ length: 20 }, () => 1));
    start.forEach((value, i) => {
      const kept = largest.includes(i);
      expect(value).toBe(kept ? before[i] : 0);
      expect(theta[i]).toBeCloseTo(kept ? (before[i] ?? NaN) + 1 : 0, 6);
    });
  });
});
