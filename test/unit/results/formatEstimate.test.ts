import { describe, expect, it } from 'vitest';
import { formatEstimate } from '../../../src/results/formatEstimate';
import { withoutError } from '../../../src/science/estimators/estimate';
import { estimate } from './sampleResult';

describe('formatEstimate', () => {
  it.each([
    [12.93, 12.52, 13.34, '12.9 ± 0.4'],
    [12.9, 12.1, 14.0, '12.9 (12.1–14.0)'],
    [2.0134, 1.8934, 2.1334, '2.01 ± 0.12'],
    [2.5, 2.4648, 2.5352, '2.500 ± 0.035'],
    [2.5, 2.46, 2.54, '2.50 ± 0.04'],
    [130.4, 118.4, 142.4, '130 ± 12'],
    [8, 8, 9, '8 (8–9)'],
    [8, 8, 8, '8 ± 0'],
    [8.25, 8.25, 8.25, '8.25 ± 0.00'],
    [1.996, 1.9, 2.092, '2.00 ± 0.10'],
    [0.00002, -0.0004, 0.00044, '0.0000 ± 0.0004'],
    [10, 9.05, 10.95, '10.0 ± 0.9'],
    [3.3, 3.1, 3.2, '3.30 (3.10–3.20)'],
  ])('writes %d in [%d, %d] as %s', (dimension, low, high, expected) => {
    expect(formatEstimate(estimate('twonn', dimension, [low, high]))).toBe(expected);
  });

  it('writes what a formula gives without an uncertainty that it does not have', () => {
    const formula = { dimension: 166.666, interval: [166.666, 166.666] as [number, number] };
    expect(formatEstimate({ ...formula, intervalMethod: withoutError })).toBe('166.67');
    expect(formatEstimate({ ...formula, intervalMethod: 'bootstrap' })).toBe('166.67 ± 0.00');
  });
});
