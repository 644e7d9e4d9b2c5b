import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import type { Matrix } from '../../../../src/compute/matrix';
import { SingleThreadNeighbours } from '../../../../src/compute/nearestNeighbours';
import { GpuNeighbours } from '../../../../src/compute/webgpu/gpuNeighbours';
import { gaussian } from '../points';
import { scalarFinder } from './scalarFinder';

const rng = new Rng(5);
const wholeNumbers: Matrix = {
  rows: 300,
  columns: 2,
  values: Float64Array.from({ length: 600 }, () => rng.integer(9)),
};
const closeTogether: Matrix = {
  ...gaussian(300, 3),
  values: gaussian(300, 3).values.map((x, i) => 1e-8 * x + (i % 2)),
};

describe('candidates in single precision', () => {
  it.each([
    ['are enough for most points', gaussian(300, 5), 6, 1],
    ['are searched beyond where distances are equal', wholeNumbers, 6, 15],
    ['are searched beyond where points are too close', closeTogether, 6, 20],
    ['may be all other points', gaussian(20, 2), 19, 1],
  ])('%s', async (_case, matrix, k, atLeast) => {
    const found = await new GpuNeighbours(scalarFinder(2)).nearestNeighbours(matrix, k, {});
    const expected = await new SingleThreadNeighbours().nearestNeighbours(matrix, k, {});
    expect(found.distances).toEqual(expected.distances);
    expect(found.indices).toEqual(expected.indices);
    expect(found.backend).toBe('WebGPU (plain JavaScript, a software adapter)');
    expect(found.evaluated).toBeGreaterThanOrEqual(atLeast * matrix.rows);
  });

  it('may stand anywhere in what carried them', async () => {
    const finder = scalarFinder(2);
    const found = await new GpuNeighbours({
      ...finder,
      find: (job, receive, hooks) =>
        finder.find(
          job,
          ({ kept, ...block }) => {
            const message = new Uint32Array(kept.length + 1);
            message.set(kept, 1);
            return receive({ ...block, kept: message.subarray(1) });
          },
          hooks,
        ),
    }).nearestNeighbours(wholeNumbers, 6, {});
    const expected = await new SingleThreadNeighbours().nearestNeighbours(wholeNumbers, 6, {});
    expect(found.indices).toEqual(expected.indices);
  });

  it('need few full distances beyond the k of each point', async () => {
    const { evaluated } = await new GpuNeighbours(scalarFinder(9)).nearestNeighbours(
      gaussian(400, 4),
      10,
      {},
    );
    expect(evaluated / 400).toBeLessThan(10.5);
  });
});
