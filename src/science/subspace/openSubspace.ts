import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Pacer } from '../../compute/work';
import type { TrainableObjective } from '../models/objective';
import { descend, stepsOf, type DescentPlan } from './descend';
import { lotterySubspace, mostDirections } from './lotterySubspace';
import { lotteryTicket } from './lotteryTicket';
import { drawSubspace, type ProjectionKind } from './projections';
import { fullSpace, type ParameterSpace, type Subspace } from './subspace';

export const methodNames = ['random', 'burn-in', 'lottery-subspace', 'lottery-ticket'] as const;
export type MethodName = (typeof methodNames)[number];

/** How the subspace of a run is chosen. */
export interface MethodPlan extends DescentPlan {
  readonly method: MethodName;
  readonly projection: ProjectionKind;
  /** Steps in full space before a burn-in's subspace is drawn. */
  readonly burnIn: number;
  readonly fullRate: number;
}

/**
 * The subspace a run is trained in, by the methods of Larsen et al. 2022: a random one through the initialisation; a
 * random one through where `burnIn` steps in full space lead; or, of a whole training in full space from the same
 * initialisation, its principal directions or the weights that become largest (Frankle and Carbin 2019).
 */
export async function openSubspace(
  objective: TrainableObjective,
  arena: Arena,
  space: ParameterSpace,
  plan: MethodPlan,
  dimension: number,
  rng: Rng,
  pacer: Pacer,
): Promise<Subspace> {
  const { method, projection, burnIn } = plan;
  const draw = (): Subspace => drawSubspace(projection, arena, space, dimension, rng.split(1));
  if (method === 'random') return draw();
  const theta = arena.viewFloats(space.theta, space.parameters);
  theta.set(arena.viewFloats(space.base, space.parameters));
  const steps = stepsOf(objective, plan);
  const every = Math.max(1, Math.floor(steps / mostDirections));
  const trajectory: Float32Array[] = [];
  const atStep = (step: number): boolean => {
    if (method === 'lottery-subspace' && step % every === 0 && trajectory.length < mostDirections)
      trajectory.push(arena.viewFloats(space.theta, space.parameters).slice());
    return method === 'burn-in' && step >= burnIn;
  };
  const hooks = { step: atStep };
  const full = fullSpace(space);
  await descend(objective, arena, space, full, plan, plan.fullRate, rng.split(3), hooks, pacer);
  // A lottery's runs begin where this training began, burn-in's where it led.
  if (method !== 'burn-in') objective.rewind?.();
  if (method === 'lottery-subspace') return lotterySubspace(arena, space, trajectory, dimension);
  if (method === 'lottery-ticket') return lotteryTicket(arena, space, dimension);
  arena.viewFloats(space.base, space.parameters).set(arena.viewFloats(space.theta, space.parameters).slice());
  return draw();
}
