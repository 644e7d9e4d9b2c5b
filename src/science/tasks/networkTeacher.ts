import type { Rng } from '../../base/rng';
import { activate } from '../../compute/training/activations';
import type { Activation } from '../../compute/training/kernels';
import { normalMoments } from './hermite';
import { dot, orthonormalDirections } from './orthonormal';
import type { PlantedTask } from './plantedTask';

export interface NetworkTeacherOptions {
  readonly activation: Activation;
  readonly features: number;
  /** Units m of the teacher's hidden layer, at most `features`. */
  readonly width: number;
}

/**
 * A teacher of one hidden layer whose m units look along orthonormal directions: y = Σ (h(w_j·x) − E h) / √(m Var h), x
 * standard normal, so that E y = 0 and Var y = 1.
 *
 * A network of the same form and activation with m units has it among its functions, without loss. One whose first layer
 * has k < m units, whatever follows, sees x by k linear projections, P x. By Hermite's expansion the best function of P x
 * leaves of the part of degree p the variance c_p² p! (m − Σ_ij P_ij^p) / (m Var h), P the projection in the basis of the
 * w_j; since |P_ij| ≤ 1, Σ P_ij^p ≤ Σ P_ij² = k for every p ≥ 2. So its mean squared error is at least
 * (1 − k/m) ν, with ν the share of Var h beyond degree 1: for ReLU 1 − ¼ / (½ − 1/2π) = 0.2666.
 */
export function networkTeacher(
  { activation, features, width }: NetworkTeacherOptions,
  rng: Rng,
): PlantedTask {
  const h = (x: number): number => activate(activation, x);
  const { mean, variance, nonlinear } = normalMoments(h);
  const units = orthonormalDirections(width, features, rng);
  const scale = Math.sqrt(width * variance);
  const floor = (k: number): number => (k <= 0 ? 1 : Math.max(0, 1 - k / width) * nonlinear);
  const below =
    width > 1 ? ` With ${width - 1} no loss over all examples is below ${round(floor(width - 1))}.` : '';
  return {
    sampler: {
      dimensions: [features],
      ambient: features,
      point(own: Rng, out: Float64Array): string {
        for (let i = 0; i < features; i++) out[i] = own.normal();
        return String(units.reduce((sum, unit) => sum + (h(dot(unit, out)) - mean), 0) / scale);
      },
    },
    truth: {
      width,
      floor,
      sentences: [
        `The answers are those of a network of ${width} hidden units (${activation}): one hidden layer of ${width} such units can have them without loss, and none with fewer.${below}`,
      ],
    },
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
