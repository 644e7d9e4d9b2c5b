import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { drawMinimiser } from '../../../../src/science/bounds/quadraticWell';
import { newArena } from '../../../../src/science/subspace/trainNetwork';
import { WellObjective, wellData } from '../../../../src/science/models/wellObjective';

const eigenvalues = Float64Array.of(3, 1, 0.5, 0.01, 0);

function open(): { arena: ReturnType<typeof newArena>; well: WellObjective } {
  const arena = newArena();
  return {
    arena,
    well: new WellObjective({ name: 'well', well: { eigenvalues, distance: 2 } }, wellData(), arena),
  };
}

describe('the quadratic well as an objective', () => {
  it('has its minimum at its distance from the start, and its gradient is that of its loss', () => {
    const { arena, well } = open();
    const start = new Float32Array(5).fill(1);
    well.initialise(start, new Rng(4));
    expect([...start]).toEqual([0, 0, 0, 0, 0]);
    const minimiser = drawMinimiser({ eigenvalues, distance: 2, level: 0 }, new Rng(4));
    expect(Math.hypot(...minimiser)).toBeCloseTo(2, 12);
    const theta = arena.store(Float32Array.from([0.5, -1, 2, 3, -4]));
    const gradient = arena.floats(5);
    const loss = well.gradient(theta, well.train, gradient);
    expect(well.evaluate(theta)).toEqual({ loss, accuracy: undefined });
    // Of a quadratic, central differences are exact.
    for (let i = 0; i < 5; i++) {
      const at = (step: number): number => {
        const moved = arena.store(arena.viewFloats(theta, 5).map((x, j) => (i === j ? x + step : x)));
        return well.evaluate(moved).loss;
      };
      expect(arena.viewFloats(gradient, 5)[i]).toBeCloseTo((at(0.5) - at(-0.5)) / 1, 5);
    }
    const there = arena.store(Float32Array.from(minimiser));
    expect(well.evaluate(there).loss).toBeLessThan(1e-12);
    expect(well.least(Float32Array.from(minimiser), [])).toBeLessThan(1e-12);
  });

  it('knows the least loss over a plane, as the normal equations do, and counts no direction twice', () => {
    const { well } = open();
    const rng = new Rng(5);
    const draw = (): Float32Array => Float32Array.from({ length: 5 }, () => rng.normal());
    const [start, a, b] = [draw(), draw(), draw()];
    const product = (x: Float32Array, y: Float32Array): number =>
      x.reduce((sum, each, i) => sum + (eigenvalues[i] ?? 0) * each * (y[i] ?? 0), 0);
    const [aa, ab, bb, as, bs] = [
      product(a, a),
      product(a, b),
      product(b, b),
      product(a, start),
      product(b, start),
    ];
    // ½ (sᵀHs − gᵀ M⁻¹ g), M the Gram matrix of the plane's two directions and g their products with the start.
    const gained = (bb * as * as - 2 * ab * as * bs + aa * bs * bs) / (aa * bb - ab * ab);
    const expected = (product(start, start) - gained) / 2;
    expect(well.least(start, [a, b])).toBeCloseTo(expected, 12);
    expect(well.least(start, [a, a.map((x) => 2 * x), b, new Float32Array(5)])).toBeCloseTo(expected, 12);
    expect(well.least(start, [])).toBeCloseTo(product(start, start) / 2, 12);
  });
});
