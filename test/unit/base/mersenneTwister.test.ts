import { describe, expect, it } from 'vitest';
import { MersenneTwister } from '../../../src/base/mersenneTwister';

describe('the Mersenne Twister', () => {
  it('draws the words of the reference implementation', () => {
    // The first of init_genrand(5489), and its 10,000th, which the C++ standard gives (26.5.5).
    const twister = new MersenneTwister(5489);
    expect(twister.uint32()).toBe(3499211612);
    for (let i = 2; i < 10_000; i++) twister.uint32();
    expect(twister.uint32()).toBe(4123659995);
  });

  it('draws as RandomState(0) does', () => {
    const twister = new MersenneTwister(0);
    expect([twister.uniform(), twister.uniform(), twister.uniform()]).toEqual([
      0.5488135039273248, 0.7151893663724195, 0.6027633760716439,
    ]);
    const normal = new MersenneTwister(0);
    const drawn = Array.from({ length: 5 }, () => normal.normal());
    [
      1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675,
    ].forEach((expected, i) => expect(drawn[i]).toBeCloseTo(expected, 14));
  });
});
