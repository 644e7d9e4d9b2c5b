const size = 624;
const shift = 397;

/**
 * MT19937 (Matsumoto and Nishimura 1998, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
 * number generator"), with the draws that NumPy's `RandomState(seed)` makes of it, for reproducing peers' numbers. For
 * everything else there is `Rng`.
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(size);
  private at = size;
  private spare: number | undefined;

  /** @param seed 32 bits. */
  constructor(seed: number) {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < size; i++) {
      const before = state[i - 1] as number;
      state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
  }

  /** Uniform on the 32-bit unsigned integers. */
  uint32(): number {
    if (this.at === size) this.refill();
    let y = this.state[this.at++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** Uniform on [0, 1), 53 bits. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Standard normal, by Marsaglia's polar method, as `RandomState.normal` draws it. */
  normal(): number {
    if (this.spare !== undefined) {
      const { spare } = this;
      this.spare = undefined;
      return spare;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    this.spare = factor * x;
    return factor * y;
  }

  private refill(): void {
    const { state } = this;
    for (let i = 0; i < size; i++) {
      const y = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % size] as number) & 0x7fffffff);
      state[i] = (state[(i + shift) % size] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.at = 0;
  }
}
