import { describe, expect, it } from 'vitest';
import { linearAxis, logAxis } from '../../../src/plots/ticks';

const labels = (axis: { ticks: readonly { label: string }[] }) => axis.ticks.map((tick) => tick.label);

describe('linearAxis', () => {
  it('rounds its ends outward to ticks', () => {
    const axis = linearAxis([6.9, 22], [0, 400], 64);
    expect(axis.domain[0]).toBeLessThanOrEqual(6.9);
    expect(axis.domain[1]).toBeGreaterThanOrEqual(22);
    expect(labels(axis)[0]).toBe(String(axis.domain[0]));
  });

  it('holds a single value in its middle', () => {
    const axis = linearAxis([5, 5], [0, 100], 40);
    expect(axis.position(5)).toBeCloseTo(50);
  });

  it('ends at its edge', () => {
    const axis = linearAxis([0, 10], [0, 100], 40);
    expect(axis.position(-50)).toBe(0);
    expect(axis.position(1e9)).toBe(100);
  });
});

describe('logAxis', () => {
  it.each([
    [
      [14, 31],
      ['14', '16', '18', '20', '22', '24', '26', '28', '30'],
    ],
    [
      [1, 100],
      ['1', '2', '5', '10', '20', '50', '100'],
    ],
    [
      [0.001, 1000],
      ['0.001', '0.01', '0.1', '1', '10', '100', '1000'],
    ],
    [
      [1e-12, 1e12],
      ['10⁻¹²', '10⁻⁸', '10⁻⁴', '1', '10 000', '10⁸', '10¹²'].map((label) => label.replace(' ', '\u202f')),
    ],
  ] as const)('names a few round values between %j', ([low, high], expected) => {
    expect(labels(logAxis([low, high], [0, 500], 74))).toEqual(expected);
  });

  it('has at least two ticks however little it spans', () => {
    for (const high of [1.0001, 1.1, 2, 9, 11, 1e5]) {
      expect(logAxis([1, high], [0, 300], 74).ticks.length).toBeGreaterThanOrEqual(2);
    }
  });
});
