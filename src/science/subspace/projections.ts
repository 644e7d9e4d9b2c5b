import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import { denseProjection } from './denseProjection';
import { fastfoodProjection } from './fastfoodProjection';
import { sparseProjection } from './sparseProjection';
import type { ParameterSpace, Subspace } from './subspace';

export const projectionKinds = ['dense', 'sparse', 'fastfood'] as const;
export type ProjectionKind = (typeof projectionKinds)[number];

type Draw = (arena: Arena, space: ParameterSpace, dimension: number, rng: Rng) => Subspace;

const draws: Readonly<Record<ProjectionKind, Draw>> = {
  dense: denseProjection,
  sparse: sparseProjection,
  fastfood: fastfoodProjection,
};

/** A random subspace of the given dimension; the same generator draws the same one. */
export function drawSubspace(
  kind: ProjectionKind,
  arena: Arena,
  space: ParameterSpace,
  dimension: number,
  rng: Rng,
): Subspace {
  return draws[kind](arena, space, dimension, rng);
}

/** Bytes that the projection of so many dimensions takes while a replica is trained. */
export function projectionBytes(kind: ProjectionKind, parameters: number, dimension: number): number {
  if (kind === 'dense') return 2 * parameters * dimension;
  return kind === 'sparse' ? 4 * Math.sqrt(parameters) * dimension : 12 * (parameters + 2 * dimension);
}
