import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Address } from '../../compute/training/kernels';
import { drawMinimiser } from '../bounds/quadraticWell';
import type { TrainingData } from './networkObjective';
import type { Objective, Rows, Score } from './objective';
import type { WellNetwork } from './wellNetwork';

/** A well has no examples to pass over: so many steps with its whole gradient count as an epoch. */
export const wellSteps = 20;

/** What stands for a well's examples: a step takes one, none of them has features, and all mean the whole loss. */
export function wellData(): TrainingData {
  const rows = Int32Array.from({ length: wellSteps }, (_, i) => i);
  const answers = new Float32Array(wellSteps);
  return { rows: wellSteps, columns: 0, features: new Float32Array(0), answers, train: rows, test: rows };
}

/** The loss of a quadratic well and its gradient, summed in double precision over parameters in single. */
export class WellObjective implements Objective {
  readonly parameters: number;
  readonly train: Rows;
  readonly test: Rows;
  private readonly eigenvalues: Float64Array;
  /** c, of the run at hand. */
  private minimiser: Float64Array;

  constructor(
    private readonly network: WellNetwork,
    data: TrainingData,
    private readonly arena: Arena,
  ) {
    this.eigenvalues = network.well.eigenvalues;
    this.parameters = this.eigenvalues.length;
    this.minimiser = new Float64Array(this.parameters);
    this.train = { at: arena.store(data.train), count: data.train.length };
    this.test = { at: arena.store(data.test), count: data.test.length };
  }

  /** Every run begins at the origin and has a minimiser of its own, drawn as `gordon-bound` draws one: uniform on the sphere. */
  initialise(target: Float32Array, rng: Rng): void {
    const { eigenvalues, distance } = this.network.well;
    this.minimiser = drawMinimiser({ eigenvalues, distance, level: 0 }, rng);
    target.fill(0);
  }

  gradient(theta: Address, _rows: Rows, gradient: Address): number {
    const { arena, eigenvalues, minimiser, parameters } = this;
    const at = arena.viewFloats(theta, parameters);
    const out = arena.viewFloats(gradient, parameters);
    let loss = 0;
    for (let i = 0; i < parameters; i++) {
      const away = (at[i] as number) - (minimiser[i] as number);
      const slope = (eigenvalues[i] as number) * away;
      loss += slope * away;
      out[i] = slope;
    }
    return loss / 2;
  }

  evaluate(theta: Address): Score {
    const at = this.arena.viewFloats(theta, this.parameters);
    let loss = 0;
    for (let i = 0; i < this.parameters; i++) {
      loss += (this.eigenvalues[i] as number) * ((at[i] as number) - (this.minimiser[i] as number)) ** 2;
    }
    return { loss: loss / 2, accuracy: undefined };
  }

  /** min over z of ½ ‖H^½ (θ₀ + A z − c)‖²: of H^½ (θ₀ − c), what is at right angles to the columns of H^½ A. */
  least(start: Float32Array, columns: Iterable<Float32Array>): number {
    const curved = (vector: ArrayLike<number>): Float64Array =>
      Float64Array.from(vector, (x, i) => x * Math.sqrt(this.eigenvalues[i] as number));
    const rest = curved(Float64Array.from(start, (x, i) => x - (this.minimiser[i] as number)));
    const basis: Float64Array[] = [];
    for (const column of columns) {
      const next = curved(column);
      const before = lengthOf(next);
      // Twice through, which leaves them orthogonal to rounding.
      for (let pass = 0; pass < 2; pass++) for (const known of basis) without(next, known);
      const length = lengthOf(next);
      // What lies within the span of those before is rounding alone.
      if (!(length > 1e-10 * before)) continue;
      for (let i = 0; i < next.length; i++) next[i] = (next[i] as number) / length;
      basis.push(next);
      without(rest, next);
    }
    for (const known of basis) without(rest, known);
    return lengthOf(rest) ** 2 / 2;
  }
}

function lengthOf(vector: Float64Array): number {
  let squares = 0;
  for (const x of vector) squares += x * x;
  return Math.sqrt(squares);
}

/** Takes from a vector its part along a unit vector. */
function without(vector: Float64Array, unit: Float64Array): void {
  let along = 0;
  for (let i = 0; i < unit.length; i++) along += (vector[i] as number) * (unit[i] as number);
  for (let i = 0; i < unit.length; i++) vector[i] = (vector[i] as number) - along * (unit[i] as number);
}
