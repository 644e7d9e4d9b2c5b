import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
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
  it('begins at its distance from the minimum, and its gradient is that of its loss', () => {
    const { arena, well } = open();
    const start = new Float32Array(5);
    well.initialise(start, new Rng(4));
    expect(Math.hypot(...start)).toBeCloseTo(2, 5);
    const [theta, gradient] = [arena.store(start), arena.floats(5)];
    const loss = well.gradient(theta, well.train, gradient);
    expect(loss).toBeCloseTo(
      start.reduce((sum, x, i) => sum + ((eigenvalues[i] ?? 0) * x * x) / 2, 0),
      6,
    );
    expect(well.evaluate(theta)).toEqual({ loss, accuracy: undefined });
    start.forEach((x, i) =>
      expect(arena.viewFloats(gradient, 5)[i]).toBeCloseTo((eigenvalues[i] ?? 0) * x, 5),
    );
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
