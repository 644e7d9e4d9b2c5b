import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { callingThread } from '../../../../src/science/neighbours';
import { mle } from '../../../../src/science/estimators/mle';
import { mom } from '../../../../src/science/estimators/mom';
import { logDistances, randomGroups } from '../../../../src/science/estimators/neighbourStatistic';
import { WithoutGroups } from '../../../../src/science/estimators/withoutGroups';

const [rows, columns, neighbours] = [120, 3, 8];
const rng = new Rng(4);
const values = Float64Array.from({ length: rows * columns }, () => rng.normal());
// Two equal points: a distance of zero has no logarithm.
values.copyWithin(0, columns, 2 * columns);
const points = { rows, columns, values };

/** ln of the distances from a point to all others that are left, nearest first. */
function nearest(i: number, isLeft: (other: number) => boolean): Float64Array {
  const squares = Array.from({ length: rows }, (_, j) => j)
    .filter((j) => j !== i && isLeft(j))
    .map((j) => {
      let sum = 0;
      for (let c = 0; c < columns; c++)
        sum += ((values[i * columns + c] ?? 0) - (values[j * columns + c] ?? 0)) ** 2;
      return sum;
    });
  return Float64Array.from(squares)
    .sort()
    .map((square) => Math.log(square) / 2)
    .subarray(0, neighbours);
}

describe('values without a group of points', () => {
  it('are those among the points that are left', async () => {
    const table = await callingThread().nearestNeighbours(points, neighbours + 6, {});
    const groups = 20;
    const group = randomGroups(rows, groups, 0);
    const statistics = [
      mle({ k: neighbours, combine: 'harmonic', unbiased: false }),
      mom(neighbours, 'mean'),
      { ...mom(neighbours, 'mean'), ofSum: undefined },
    ];
    let looked = 0;
    for (const { ofSum, ...rest } of statistics) {
      const statistic = ofSum === undefined ? rest : { ...rest, ofSum };
      const without = new WithoutGroups(table, logDistances(table), statistic, group, groups);
      for (let g = 0; g < groups; g++) {
        const isLeft = (other: number): boolean => group[other] !== g;
        const { points: moved, values: found } = without.changed(g);
        const changed = new Map([...moved].map((i, at) => [i, found[at] ?? NaN]));
        for (let i = 0; i < rows; i++) {
          const whole = nearest(i, () => true);
          const left = nearest(i, isLeft);
          if (!isLeft(i)) expect(changed.has(i)).toBe(false);
          else if (!changed.has(i)) expect(left).toEqual(whole);
          else {
            const expected = statistic.value(left);
            if (Number.isFinite(expected)) expect((changed.get(i) ?? NaN) / expected).toBeCloseTo(1, 11);
            else expect(Number.isFinite(changed.get(i))).toBe(false);
            looked++;
          }
        }
      }
    }
    expect(looked).toBeGreaterThan(1000);
  });
});
