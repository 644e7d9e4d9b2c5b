import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Address } from '../../compute/training/kernels';
import type { ParameterOrbits } from './equivariantOrbits';
import type { LayerValues, Objective, Rows, Score } from './objective';

/**
 * An objective whose parameters are equal on each orbit: θ = E w, where the columns of E are the orbits' indicators
 * scaled to unit norm, so that E Eᵀ is the group's mean over the parameters and a step in w is as long in θ. Whatever is
 * done with its parameters, subspaces and all, stays within what is invariant.
 */
export class TiedObjective implements Objective {
  readonly parameters: number;
  readonly train: Rows;
  readonly test: Rows;
  private readonly orbitOf: Address;
  /** Of each parameter 1 / √(size of its orbit), and of each orbit. */
  private readonly factors: Address;
  private readonly scales: Address;
  /** The parameters of each orbit, as `gatherSigned` takes them. */
  private readonly list: Address;
  private readonly starts: Address;
  private readonly theta: Address;
  private readonly gradientOf: Address;

  constructor(
    private readonly inner: Objective,
    private readonly orbits: ParameterOrbits,
    private readonly arena: Arena,
  ) {
    const { orbitOf, count } = orbits;
    this.parameters = count;
    this.train = inner.train;
    this.test = inner.test;
    const sizes = new Int32Array(count + 1);
    for (const orbit of orbitOf) sizes[orbit + 1] = (sizes[orbit + 1] as number) + 1;
    const scales = Float32Array.from({ length: count }, (_, o) => 1 / Math.sqrt(sizes[o + 1] as number));
    const starts = sizes.slice();
    for (let o = 0; o < count; o++) starts[o + 1] = (starts[o + 1] as number) + (starts[o] as number);
    const next = starts.slice();
    const list = new Int32Array(orbitOf.length);
    orbitOf.forEach((orbit, k) => {
      const at = next[orbit] as number;
      list[at] = 2 * k;
      next[orbit] = at + 1;
    });
    this.orbitOf = arena.store(orbitOf);
    this.factors = arena.store(Float32Array.from(orbitOf, (orbit) => scales[orbit] as number));
    this.scales = arena.store(scales);
    this.list = arena.store(list);
    this.starts = arena.store(starts);
    this.theta = arena.floats(inner.parameters);
    this.gradientOf = arena.floats(inner.parameters);
  }

  /** Each orbit takes what is drawn for its first parameter, so that weights keep the variance they are drawn with. */
  initialise(target: Float32Array, rng: Rng): void {
    const { orbitOf, count } = this.orbits;
    const drawn = new Float32Array(orbitOf.length);
    this.inner.initialise(drawn, rng);
    const scales = this.arena.viewFloats(this.scales, count);
    for (let k = drawn.length - 1; k >= 0; k--) {
      const orbit = orbitOf[k] as number;
      target[orbit] = (drawn[k] as number) / (scales[orbit] as number);
    }
  }

  gradient(w: Address, rows: Rows, gradient: Address): number {
    const { kernels } = this.arena;
    const loss = this.inner.gradient(this.expand(w), rows, this.gradientOf);
    kernels.gatherSigned(this.list, this.starts, this.gradientOf, gradient, this.parameters);
    kernels.multiply(gradient, this.scales, gradient, this.parameters);
    return loss;
  }

  evaluate(w: Address, rows: Rows): Score {
    return this.inner.evaluate(this.expand(w), rows);
  }

  layers(w: Address, rows: Rows): LayerValues[] {
    return this.inner.layers?.(this.expand(w), rows) ?? [];
  }

  /** Where all of D parameters are: E w. */
  expand(w: Address): Address {
    this.arena.kernels.permute(w, this.orbitOf, this.factors, this.theta, this.inner.parameters);
    return this.theta;
  }
}
