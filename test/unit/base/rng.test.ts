import { describe, expect, it } from 'vitest';
import { philox4x32, Rng } from '../../../src/base/rng';

describe('Philox4x32-10', () => {
  // The known-answer vectors that accompany the authors' reference implementation.
  it.each([
    {
      counter: [0, 0, 0, 0] as const,
      key: [0, 0] as const,
      answer: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff] as const,
      key: [0xffffffff, 0xffffffff] as const,
      answer: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344] as const,
      key: [0xa4093822, 0x299f31d0] as const,
      answer: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ])('matches the known answer for counter $counter', ({ counter, key, answer }) => {
    const out = new Uint32Array(4);
    philox4x32(counter, key, out);
    expect([...out]).toEqual(answer);
  });
});

describe('Rng', () => {
  const draw = (rng: Rng, n: number) => Array.from({ length: n }, () => rng.uint32());

  it('repeats itself for a seed and differs between seeds', () => {
    expect(draw(new Rng(7), 10)).toEqual(draw(new Rng(7), 10));
    expect(draw(new Rng(7), 10)).not.toEqual(draw(new Rng(8), 10));
    expect(draw(new Rng(7), 10)).not.toEqual(draw(new Rng(7 + 2 ** 32), 10));
  });

  it('gives children that neither depend on the draws made nor repeat one another', () => {
    const parent = new Rng(1);
    const before = draw(parent.split(3), 4);
    draw(parent, 100);
    expect(draw(parent.split(3), 4)).toEqual(before);
    const streams = [
      parent,
      parent.split(0),
      parent.split(1),
      parent.split(0).split(0),
      parent.split(0).split(1),
    ];
    expect(new Set(streams.map((stream) => draw(stream, 2).join())).size).toBe(streams.length);
  });

  it('draws uniforms with the moments of the uniform law', () => {
    const rng = new Rng(11);
    const n = 200_000;
    let sum = 0;
    let squares = 0;
    let outside = 0;
    for (let i = 0; i < n; i++) {
      const u = rng.uniform();
      if (u < 0 || u >= 1) outside++;
      sum += u;
      squares += u * u;
    }
    expect(outside).toBe(0);
    expect(Math.abs(sum / n - 1 / 2)).toBeLessThan(5 / Math.sqrt(12 * n));
    expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / n));
  });

  it('draws normals with the moments of the normal law', () => {
    const rng = new Rng(12);
    const n = 200_000;
    let [m1, m2, m4] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = rng.normal();
      m1 += z / n;
      m2 += z ** 2 / n;
      m4 += z ** 4 / n;
    }
    expect(Math.abs(m1)).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(m2 - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(m4 - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  it('refuses seeds that are not non-negative integers', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => new Rng(seed)).toThrow(RangeError);
  });
});
