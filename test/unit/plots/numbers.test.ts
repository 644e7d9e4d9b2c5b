import { describe, expect, it } from 'vitest';
import { formatCount, formatLevel, formatNumber, formatUncertain } from '../../../src/plots/numbers';
import { formatDimension } from '../../../src/results/formatEstimate';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [64, '64'],
    [12.94, '12.9'],
    [0.5, '0.5'],
    [-0.25, '−0.25'],
    [31802, '31\u202f802'],
    [1_250_000, '1.25 · 10⁶'],
    [1e-7, '10⁻⁷'],
    [Number.NaN, 'not finite'],
    [Number.POSITIVE_INFINITY, 'not finite'],
  ])('%d reads %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe('formatCount', () => {
  it('is exact at any size', () => {
    expect(formatCount(1_250_001)).toBe('1\u202f250\u202f001');
  });
});

describe('formatLevel', () => {
  it.each([
    [0.95, '95\u00a0%'],
    [0.999, '99.9\u00a0%'],
  ])('%d reads %s', (level, text) => {
    expect(formatLevel(level)).toBe(text);
  });
});

describe('formatUncertain', () => {
  it('shows the digits a live value in a note shows', () => {
    for (const [dimension, low, high] of [
      [12.94, 12.5, 13.35],
      [7.86, 7.52, 8.21],
      [21, 20, 22],
      [150528, 150528, 150528],
      [3.14159, 3.1401, 3.1431],
    ] as const) {
      const estimate = { dimension, interval: [low, high] as [number, number] };
      expect(formatUncertain(estimate).value.replaceAll('\u202f', '')).toBe(formatDimension(estimate));
    }
  });
});
