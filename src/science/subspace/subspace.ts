import type { Arena } from '../../compute/training/arena';
import type { Address } from '../../compute/training/kernels';

/**
 * What is trained: `values` are moved along `gradient`, and the network's parameters follow as θ = θ₀ + A z. Every
 * column of A has unit norm, so that a step in z is as long in θ whatever the projection.
 */
export interface Subspace {
  /** d, the length of z. */
  readonly dimension: number;
  readonly values: Address;
  readonly gradient: Address;
  /** θ = θ₀ + A z. */
  apply(): void;
  /** ∇z = Aᵀ ∇θ. */
  pullBack(): void;
}

/** Where a replica's parameters are: all of D floats, and room to the next multiple of 16, where the gradient is zero. */
export interface ParameterSpace {
  readonly parameters: number;
  /** θ₀. */
  readonly base: Address;
  readonly theta: Address;
  /** ∇θ. */
  readonly gradient: Address;
}

/** Takes a replica's parameters from the arena. */
export function takeParameters(arena: Arena, parameters: number): ParameterSpace {
  const padded = 16 * Math.ceil(parameters / 16);
  return {
    parameters,
    base: arena.floats(padded),
    theta: arena.floats(padded),
    gradient: arena.floats(padded),
  };
}

/** All of parameter space: A is the identity, and never formed. */
export function fullSpace({ parameters, theta, gradient }: ParameterSpace): Subspace {
  return { dimension: parameters, values: theta, gradient, apply: () => {}, pullBack: () => {} };
}
