import { describe, expect, it } from 'vitest';
import { smallestWidth } from '../../../../src/science/minimum/widthAnswer';

const members = Array.from({ length: 16 }, (_, i) => ({ width: i + 1, parameters: 75 * (i + 1) + 10 }));
const counts = (...rows: [number, number, number][]) =>
  rows.map(([width, runs, successes]) => ({ width, parameters: 75 * width + 10, runs, successes }));

describe('the smallest width', () => {
  it('is known where all fail at one member and succeed at the next, if there are enough of them', () => {
    expect(smallestWidth(counts([3, 5, 0], [4, 5, 5]), members)).toMatchObject({ width: 4, low: 4, high: 4 });
    const few = smallestWidth(counts([3, 2, 0], [4, 2, 2]), members);
    expect(few.low).not.toBe(few.high);
  });

  it('is not made up where there are members between failures and successes', () => {
    const answer = smallestWidth(counts([2, 6, 0], [8, 6, 6]), members);
    expect(answer).toMatchObject({ width: null, low: 3, high: 8 });
  });

  it('has the members of its interval, the first that is enough to the last that may be', () => {
    const answer = smallestWidth(
      counts([2, 6, 0], [3, 6, 1], [4, 6, 2], [5, 6, 4], [6, 6, 5], [8, 6, 6]),
      members,
    );
    expect(answer.width).toBe(5);
    expect(answer.low).toBeGreaterThan(2);
    expect(answer.low).toBeLessThanOrEqual(5);
    expect(answer.high).toBeGreaterThanOrEqual(5);
    expect(answer.high).toBeLessThan(9);
  });

  it('has no number where no run succeeds, or every one', () => {
    const none = smallestWidth(counts([2, 3, 0], [16, 3, 0]), members);
    expect(none).toMatchObject({ width: null, high: null, fit: { status: 'above' } });
    const all = smallestWidth(counts([1, 3, 3], [16, 3, 3]), members);
    expect(all).toMatchObject({ width: null, low: null, fit: { status: 'below' } });
  });
});
