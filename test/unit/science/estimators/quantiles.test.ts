import { describe, expect, it } from 'vitest';
import { studentQuantile } from '../../../../src/science/estimators/quantiles';

describe('the 97.5 % point of Student’s t', () => {
  it('has its closed forms at one, two and four degrees of freedom', () => {
    expect(studentQuantile(1)).toBeCloseTo(Math.tan(Math.PI * 0.475), 8);
    expect(studentQuantile(2)).toBeCloseTo((0.95 * Math.SQRT2) / Math.sqrt(1 - 0.95 ** 2), 8);
    const root = Math.sqrt(1 - 0.95 ** 2);
    const q = Math.cos(Math.acos(root) / 3) / root;
    expect(studentQuantile(4)).toBeCloseTo(2 * Math.sqrt(q - 1), 8);
  });

  it('is that of the tables elsewhere', () => {
    const table: readonly [number, number][] = [
      [3, 3.182446305],
      [5, 2.570581836],
      [10, 2.228138852],
      [29, 2.045229642],
      [120, 1.979930405],
      [49, 2.009575237],
    ];
    for (const [freedom, point] of table) expect(studentQuantile(freedom)).toBeCloseTo(point, 6);
  });
});
