import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import { createReferenceKernels } from '../../../../src/compute/training/referenceKernels';
import {
  drawSubspace,
  projectionKinds,
  type ProjectionKind,
} from '../../../../src/science/subspace/projections';
import { takeParameters, type Subspace } from '../../../../src/science/subspace/subspace';

const parameters = 1003;

interface Drawn {
  readonly subspace: Subspace;
  /** θ for a z. */
  readonly apply: (z: ArrayLike<number>) => Float32Array;
  /** Aᵀ g. */
  readonly pullBack: (g: ArrayLike<number>) => Float32Array;
}

function draw(kind: ProjectionKind, dimension: number, seed = 1, make = createTrainingKernels): Drawn {
  const kernels = make();
  const arena = new Arena(kernels, kernels.free);
  const space = takeParameters(arena, parameters);
  const subspace = drawSubspace(kind, arena, space, dimension, new Rng(seed));
  return {
    subspace,
    apply: (z) => {
      arena.viewFloats(subspace.values, dimension).set(z);
      subspace.apply();
      return arena.viewFloats(space.theta, parameters).slice();
    },
    pullBack: (g) => {
      arena.viewFloats(space.gradient, parameters).set(g);
      subspace.pullBack();
      return arena.viewFloats(subspace.gradient, dimension).slice();
    },
  };
}

const unit = (dimension: number, c: number): number[] =>
  Array.from({ length: dimension }, (_, i) => (i === c ? 1 : 0));
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);

describe.each(projectionKinds)('a %s projection', (kind) => {
  it.each([1, 7, 40])('has %d columns of unit norm that hardly lean on each other', (dimension) => {
    const { apply } = draw(kind, dimension);
    const columns = Array.from({ length: dimension }, (_, c) => apply(unit(dimension, c)));
    // Fastfood's last block is cut off: its norms are 1 in the mean alone.
    const tolerance = kind === 'fastfood' ? 0.15 : 1e-4;
    for (const column of columns)
      expect(Math.abs(Math.sqrt(dot(column, column)) - 1)).toBeLessThan(tolerance);
    for (let a = 0; a < dimension; a++)
      for (let b = 0; b < a; b++)
        expect(Math.abs(dot(columns[a] ?? [], columns[b] ?? []))).toBeLessThan(0.25);
  });

  it('is pulled back by its transpose', () => {
    const rng = new Rng(9);
    const { apply, pullBack } = draw(kind, 40);
    const z = Float32Array.from({ length: 40 }, () => rng.normal());
    const g = Float32Array.from({ length: parameters }, () => rng.normal());
    expect(dot(apply(z), g)).toBeCloseTo(dot(z, pullBack(g)), 3);
  });

  it('is the same for the same generator, and another for another', () => {
    const z = unit(20, 3).map((one, i) => one + i / 20);
    const [same, again, other] = [draw(kind, 20), draw(kind, 20), draw(kind, 20, 2)].map((each) =>
      each.apply(z),
    );
    expect(again).toEqual(same);
    expect(Math.abs(dot(same ?? [], other ?? []))).toBeLessThan(0.5 * dot(same ?? [], same ?? []));
  });

  it('is that of the plain kernels', () => {
    const z = unit(20, 3).map((one, i) => one + i / 20);
    const fast = draw(kind, 20).apply(z);
    const plain = draw(kind, 20, 1, createReferenceKernels).apply(z);
    const size = Math.max(...plain.map(Math.abs));
    plain.forEach((value, i) => expect(Math.abs(value - (fast[i] ?? NaN))).toBeLessThan(2e-3 * size));
  });
});
