import { describe, expect, it } from 'vitest';
import { dancoDoubt } from '../../../../src/science/estimators/dancoDoubt';

/** Balls whose nearest distances read 90 % of their dimension, and whose angles' concentration is their dimension and one. */
const balls = Array.from({ length: 12 }, (_, i) => ({ dhat: 0.9 * (i + 1), nu: 0, tau: i + 2 }));
const doubt = (estimate: number, byDistances: number, byAngles: number): string | undefined =>
  dancoDoubt(estimate, { dhat: 0.9 * byDistances, nu: 0, tau: byAngles + 1 }, balls)?.text;

describe('the doubt of DANCo', () => {
  it('is none where distances and angles point to the dimension found', () => {
    expect(doubt(5, 5, 5)).toBeUndefined();
    expect(doubt(5.2, 5, 5.4)).toBeUndefined();
    expect(doubt(5.6, 5, 5.4)).toBeUndefined();
    expect(doubt(1, 1, 1)).toBeUndefined();
    expect(doubt(1.2, 0.5, 0.5)).toContain('dimension 1.00');
  });

  it('is there where they contradict each other, or what is found lies beyond both', () => {
    expect(doubt(5, 4.5, 5.2)).toContain('of dimension 4.50 have the data');
    expect(doubt(5.9, 5.3, 5.2)).toContain('of 5.20 its concentration of angles, and of 5.90 agree best');
    expect(doubt(4.6, 5, 5.1)).toContain('likely biased');
  });

  it('is none where no ball reaches so far: another warning tells of that', () => {
    expect(doubt(11, 13, 5)).toBeUndefined();
    expect(doubt(11, 5, 13)).toBeUndefined();
  });
});
