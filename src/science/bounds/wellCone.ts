import { bracketedRoot } from './bracketedRoot';
import { excess, type QuadraticWell } from './quadraticWell';

/** Multipliers are sought between e to the power of minus this and this: what a double can hold. */
const logRange = 700;

/**
 * The directions from the start that meet the sublevel set of a quadratic well. A ray s·u, s > 0, does so where
 * ½ (su − c)ᵀH(su − c) = ε has a root: C = {u : ⟨Hc, u⟩ ≥ κ ‖H^½ u‖}, κ² = cᵀHc − 2ε; whether a random linear subspace
 * meets the set is a matter of this convex cone alone.
 *
 * Its projection u of g obeys, with h = Hc and E = (κ²H + μ)⁻¹, u = μE (g + τh) for two multipliers μ, τ ≥ 0. The first
 * order condition makes τ = ⟨h, Eg⟩ / (1 − ⟨h, Eh⟩), and u lies on the cone's surface where τ = κ ‖H^½ E (g + τh)‖.
 * C is one nappe of {uᵀMu ≥ 0}, M = hhᵀ − κ²H, which has one positive eigenvalue m: μ = m is where ⟨h, Eh⟩ = 1. In M's
 * eigenvectors uᵀMu is Σ m_i g_i² / (1 − m_i/μ)², which for a g on C's side is monotone in μ > m, and for one on the
 * other side, once multiplied by (1 − m/μ)², monotone in μ < m: one search along a line finds the projection.
 */
export class WellCone {
  /** Whether the start is in the sublevel set: then the cone is all of space. */
  readonly isWhole: boolean;
  private readonly kappa2: number;
  /** Coordinates of positive eigenvalue come first; in the others the cone is free. */
  private readonly rank: number;
  /** λc² / κ², which sum to 1 + 2ε/κ². */
  private readonly shares: Float64Array;
  private readonly h: Float64Array;
  /** 2ε / κ². */
  private readonly over: number;
  /** The logarithm of m, M's positive eigenvalue. */
  private readonly logPole: number;
  private readonly g: Float64Array;

  /** @param c the minimiser, of length D, in the Hessian's eigenvectors. */
  constructor(
    private readonly well: QuadraticWell,
    c: Float64Array,
  ) {
    const { eigenvalues, level } = well;
    this.kappa2 = excess(well, c);
    this.isWhole = !(this.kappa2 > 0);
    const firstZero = eigenvalues.findIndex((value) => value === 0);
    this.rank = firstZero < 0 ? eigenvalues.length : firstZero;
    this.h = eigenvalues.map((value, i) => value * (c[i] as number));
    this.shares = this.h.map((value, i) => (value * (c[i] as number)) / this.kappa2);
    this.over = (2 * level) / this.kappa2;
    this.g = new Float64Array(this.rank);
    this.logPole = this.isWhole ? NaN : this.findPole();
  }

  /**
   * ‖Π_C g‖², the squared length of the projection on the cone: from 0, where g is in the polar cone, to ‖g‖².
   *
   * @param g of length D.
   */
  squaredProjection(g: Float64Array): number {
    let free = 0;
    for (let i = this.rank; i < g.length; i++) free += (g[i] as number) ** 2;
    this.g.set(g.subarray(0, this.rank));
    let own = 0;
    for (const x of this.g) own += x * x;
    if (this.isWhole || this.holds()) return free + own;
    const pole = Math.exp(this.logPole);
    const root =
      this.sums(pole).hg > 0 ? this.rootBetween(this.logPole, this.logPole + this.above()) : this.below();
    return root === undefined ? free : free + Math.min(own, this.lengthAt(Math.exp(root)));
  }

  /** Whether the positive part of g is in the cone. */
  private holds(): boolean {
    const { eigenvalues } = this.well;
    let along = 0;
    let size = 0;
    for (let i = 0; i < this.rank; i++) {
      const x = this.g[i] as number;
      along += (this.h[i] as number) * x;
      size += (eigenvalues[i] as number) * x * x;
    }
    return along >= Math.sqrt(this.kappa2 * size);
  }

  /** ln m, where 1 − ⟨h, Eh⟩ crosses 0: monotone in μ. */
  private findPole(): number {
    let low = -logRange;
    let high = logRange;
    for (let step = 0; step < 80; step++) {
      const middle = (low + high) / 2;
      if (this.gap(Math.exp(middle)) < 0) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /** 1 − ⟨h, Eh⟩ = Σ (λc²/κ²) μ/(κ²λ + μ) − 2ε/κ²: in this form nothing cancels but what truly does. */
  private gap(mu: number): number {
    const { eigenvalues } = this.well;
    let sum = -this.over;
    for (let i = 0; i < this.rank; i++) {
      sum += ((this.shares[i] as number) * mu) / (this.kappa2 * (eigenvalues[i] as number) + mu);
    }
    return sum;
  }

  /** How far above ln m the surface condition has changed its sign. */
  private above(): number {
    let width = 1;
    while (this.logPole + width < logRange && !(this.condition(Math.exp(this.logPole + width)) > 0))
      width *= 2;
    return width;
  }

  /** The root below ln m; undefined where g is in the polar cone and there is none. */
  private below(): number | undefined {
    for (let width = 1; this.logPole - width > -logRange; width *= 2) {
      const low = this.logPole - width;
      if (this.condition(Math.exp(low)) > 0) return this.rootBetween(this.logPole, low);
    }
    return undefined;
  }

  /** @param negative, positive logarithms of μ at which the condition has these signs. */
  private rootBetween(negative: number, positive: number): number {
    return bracketedRoot((x) => this.condition(Math.exp(x)), negative, positive);
  }

  /** κ² ‖H^½ E (g + τh)‖² − τ², multiplied by (1 − ⟨h, Eh⟩)², which keeps it finite at m. */
  private condition(mu: number): number {
    const gap = this.gap(mu);
    const { hg, gg, gh, hh } = this.sums(mu);
    return this.kappa2 * (gap * gap * gg + 2 * gap * hg * gh + hg * hg * hh) - hg * hg;
  }

  private sums(mu: number): { hg: number; gg: number; gh: number; hh: number } {
    const { eigenvalues } = this.well;
    let hg = 0;
    let gg = 0;
    let gh = 0;
    let hh = 0;
    for (let i = 0; i < this.rank; i++) {
      const lambda = eigenvalues[i] as number;
      const e = 1 / (this.kappa2 * lambda + mu);
      const g = (this.g[i] as number) * e;
      const h = (this.h[i] as number) * e;
      hg += h * (this.g[i] as number);
      gg += lambda * g * g;
      gh += lambda * g * h;
      hh += lambda * h * h;
    }
    return { hg, gg, gh, hh };
  }

  /** ‖u‖² at a root. Near m the quotient for τ is 0/0; the surface condition, a quadratic in τ, is not. */
  private lengthAt(mu: number): number {
    const { eigenvalues } = this.well;
    const { hg, gg, gh, hh } = this.sums(mu);
    const a = 1 - this.kappa2 * hh;
    const b = this.kappa2 * gh;
    const radical = Math.sqrt(b * b + Math.max(0, a) * this.kappa2 * gg);
    const tau = a <= 0 ? hg / this.gap(mu) : b > 0 ? (b + radical) / a : (this.kappa2 * gg) / (radical - b);
    let sum = 0;
    for (let i = 0; i < this.rank; i++) {
      const e = mu / (this.kappa2 * (eigenvalues[i] as number) + mu);
      sum += (e * ((this.g[i] as number) + tau * (this.h[i] as number))) ** 2;
    }
    return sum;
  }
}
