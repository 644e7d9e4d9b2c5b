import type { Rng } from '../../base/rng';
import { gaussian2d } from '../manifolds/flat';
import type { PlantedTask } from './plantedTask';

export interface GaussianTeacherOptions {
  /** Units of the teacher's hidden layer. */
  readonly width: number;
  readonly sd1: number;
  readonly sd2: number;
  readonly correlation: number;
}

/**
 * The toy setting of the notes: two-dimensional Gaussian data and a two-layer network. The teacher's m ReLU units look along
 * m directions at equal angles within half a turn, the first at random, with output weights 1 and −1 in turns; its answers
 * are brought to mean 0 and variance 1 by the arc-cosine kernel (Cho and Saul 2009, eq. 6, of degree 1).
 *
 * It has a kink along m different lines. A ReLU network of one hidden layer with k units has kinks along k lines at most, so
 * that none with k < m equals it, and one with m does. How far the others stay away has no closed form.
 */
export function gaussianTeacher(
  { width, sd1, sd2, correlation }: GaussianTeacherOptions,
  rng: Rng,
): PlantedTask {
  const points = gaussian2d(sd1, sd2, correlation);
  const turn = 2 * Math.PI * rng.uniform();
  const units = Array.from({ length: width }, (_, j) => {
    const angle = turn + (Math.PI * j) / width;
    return { x: Math.cos(angle), y: Math.sin(angle), sign: j % 2 === 0 ? 1 : -1 };
  });
  type Unit = (typeof units)[number];
  const covariance = (a: Unit, b: Unit): number =>
    sd1 * sd1 * a.x * b.x + correlation * sd1 * sd2 * (a.x * b.y + a.y * b.x) + sd2 * sd2 * a.y * b.y;
  const sizeOf = (unit: Unit): number => Math.sqrt(covariance(unit, unit));
  let mean = 0;
  let square = 0;
  for (const a of units) {
    mean += (a.sign * sizeOf(a)) / Math.sqrt(2 * Math.PI);
    for (const b of units) {
      const sizes = sizeOf(a) * sizeOf(b);
      const cosine = Math.max(-1, Math.min(1, covariance(a, b) / sizes));
      const angle = Math.acos(cosine);
      const kernel = (sizes * (Math.sin(angle) + (Math.PI - angle) * cosine)) / (2 * Math.PI);
      square += a.sign * b.sign * kernel;
    }
  }
  const deviation = Math.sqrt(square - mean * mean);
  return {
    sampler: {
      dimensions: [2],
      ambient: 2,
      point(own: Rng, out: Float64Array): string {
        points.point(own, out);
        const [x = 0, y = 0] = out;
        const answer = units.reduce((sum, unit) => sum + unit.sign * Math.max(0, unit.x * x + unit.y * y), 0);
        return String((answer - mean) / deviation);
      },
    },
    truth: {
      width,
      sentences: [
        `The answers are those of a network of ${width} ReLU units over two-dimensional Gaussian data: one hidden layer of ${width} can have them without loss, and none with fewer.`,
      ],
    },
  };
}
