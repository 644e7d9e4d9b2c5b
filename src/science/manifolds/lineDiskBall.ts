import { direction } from './spheres';
import type { Sampler } from './sampler';

/** From below; weights are in proportion to the points. */
const parts = [
  { weight: 5, label: 'line' },
  { weight: (13 * Math.PI) / 4, label: 'disk' },
  { weight: (100 * Math.PI) / 6, label: 'ball' },
  { weight: 5, label: 'line' },
] as const;
const total = parts.reduce((sum, { weight }) => sum + weight, 0);

/**
 * A line, a disk, a ball and a line again, one upon the other in R³ (Hino's `ldbl`, as in scikit-dimension): the
 * dimension is 1, 2 or 3, told by the label. The lines are half a unit long, the disk stands upright with radius 1,
 * the ball has radius ½; shares of points are 5 : 13π/4 : 100π/6 : 5, and each part is uniform.
 */
export function lineDiskBall(): Sampler {
  return {
    dimensions: [1, 2, 3],
    ambient: 3,
    point(rng, out) {
      let rest = rng.uniform() * total;
      let part = 0;
      while (part < parts.length - 1 && rest >= (parts[part]?.weight ?? 0))
        rest -= parts[part++]?.weight ?? 0;
      switch (part) {
        case 0:
          out[2] = -0.5 * rng.uniform();
          break;
        case 1: {
          const radius = Math.sqrt(rng.uniform());
          const angle = 2 * Math.PI * rng.uniform();
          out[0] = radius * Math.cos(angle);
          out[2] = 1 + radius * Math.sin(angle);
          break;
        }
        case 2: {
          const length = 0.5 * Math.cbrt(rng.uniform());
          direction(rng, out, 3, length);
          out[2] = 2.5 + (out[2] ?? 0);
          break;
        }
        default:
          out[2] = 3 + 0.5 * rng.uniform();
      }
      return parts[part]?.label;
    },
  };
}
