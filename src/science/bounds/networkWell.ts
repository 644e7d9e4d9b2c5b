import { Pacer, type WorkHooks } from '../../compute/work';
import type { DoubleNetwork } from '../models/doubleNetwork';
import { networkCurvature, type CurvatureKind } from './networkCurvature';
import type { SymmetricOperator } from './symmetricOperator';
import { operatorWell, type OperatorWellOptions, type OperatorWells } from './operatorWell';

/** The loss along the straight path from the minimum to the start, beside what the quadratic about the minimum says. */
export interface PathPoint {
  /** From 0 at the minimum to 1 at the start. */
  readonly t: number;
  readonly loss: number;
  /** L* + t g·(θ₀ − θ*) + ½ t² (θ₀ − θ*)ᵀH(θ₀ − θ*). */
  readonly quadratic: number;
}

/** A trained network's loss as a quadratic well seen from where training began, and how well that describes it. */
export interface NetworkWell {
  readonly kind: CurvatureKind;
  readonly wells: OperatorWells;
  readonly path: readonly PathPoint[];
  /** ½ (θ₀ − θ*)ᵀH(θ₀ − θ*): what the quadratic says the start's loss is above the minimum's. */
  readonly rise: number;
  /** The loss at the start less that at the minimum: what it truly is. */
  readonly trueRise: number;
  /** The greatest t up to which the two rises differ by less than a fifth of the true one. */
  readonly trusted: number;
  /** g·(θ₀ − θ*) over the quadratic term: how far from a minimum training has ended, seen along the path. */
  readonly slope: number;
  /** Rise over true rise: a level times this is as deep in the quadratic as the level is in the loss. */
  readonly scale: number;
}

const pathPoints = 24;
/** How much of the rise a quadratic may miss and be trusted. */
const tolerated = 0.2;

/**
 * @param start θ₀. @param theta θ*, where training has ended: the network's minimum, as far as it has come.
 */
export async function networkWell(
  network: DoubleNetwork,
  start: Float64Array,
  theta: Float64Array,
  kind: CurvatureKind,
  options: OperatorWellOptions,
): Promise<NetworkWell> {
  const operator = paced(networkCurvature(network, theta, kind), network.examples, options.hooks);
  const back = start.map((x, i) => x - (theta[i] as number));
  const wells = await operatorWell(
    operator,
    back.map((x) => -x),
    options,
  );
  const least = network.forward(theta);
  const gradient = network.gradient(theta, least);
  const inner = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
  const linear = inner(gradient, back);
  const rise = 0.5 * inner(back, await operator.apply(back));
  const path = Array.from({ length: pathPoints + 1 }, (_, k): PathPoint => {
    const t = k / pathPoints;
    const { loss } = network.forward(theta.map((x, i) => x + t * (back[i] as number)));
    return { t, loss, quadratic: least.loss + t * linear + t * t * rise };
  });
  const trueRise = (path.at(-1)?.loss ?? NaN) - least.loss;
  const strays = path.findIndex(
    ({ loss, quadratic }, k) =>
      k > 0 && !(Math.abs(quadratic - loss) <= tolerated * Math.abs(loss - least.loss)),
  );
  return {
    ...{ kind, wells, path, rise, trueRise, slope: rise > 0 ? linear / rise : NaN },
    trusted: strays < 0 ? 1 : (path[strays - 1]?.t ?? 0),
    scale: trueRise > 0 ? Math.max(0, rise) / trueRise : NaN,
  };
}

/** An operator whose products, each some tens of milliseconds, let signals in. */
function paced(operator: SymmetricOperator, examples: number, hooks: WorkHooks): SymmetricOperator {
  const pacer = new Pacer(hooks);
  return {
    size: operator.size,
    async apply(v) {
      const product = await operator.apply(v);
      await pacer.did(6 * examples * operator.size);
      return product;
    },
  };
}
