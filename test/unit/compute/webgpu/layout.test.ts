import { describe, expect, it } from 'vitest';
import { GpuFault } from '../../../../src/compute/webgpu/gpuFault';
import { planForGpu } from '../../../../src/compute/webgpu/gpuPlan';
import { planMemory } from '../../../../src/compute/webgpu/memoryPlan';
import { SinglePoints } from '../../../../src/compute/webgpu/singlePoints';
import { tileBoxes, tileCount, type TileLayout } from '../../../../src/compute/webgpu/tileLayout';
import { gaussian } from '../points';

const limits = {
  maxBufferSize: 2 ** 30,
  maxStorageBufferBindingSize: 2 ** 27,
  maxComputeWorkgroupsPerDimension: 65_535,
};

const layoutOf = (...starts: number[]): TileLayout => ({ size: 64, starts: Uint32Array.from(starts) });

describe('tiles', () => {
  it('have boxes that hold what they held, rounded by little', () => {
    const low = Float64Array.of(-1 / 3, 0.1, 5, 1e-30);
    const high = Float64Array.of(1 / 3, 0.2, 5, 1 / 7);
    const boxes = tileBoxes({ low, high }, 2, 4);
    const expected = [-4 / 3, 0.4, 4 / 3, 0.8, 20, 4e-30, 20, 4 / 7];
    boxes.forEach((x, i) => {
      const isLow = i % 4 < 2;
      const exact = expected[i] ?? NaN;
      expect(isLow ? x <= exact : x >= exact, `${i}`).toBe(true);
      expect(Math.abs(x - exact)).toBeLessThanOrEqual(Math.abs(exact) * 2 ** -22);
    });
  });

  it('come from a plan that holds every row once, near ones together', async () => {
    const matrix = gaussian(1000, 3);
    const { order, layout, boxes } = await planForGpu(matrix, 64, {});
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(1000).keys()]);
    expect(tileCount(layout)).toBe(16);
    const sizes = [...layout.starts].slice(1).map((end, i) => end - (layout.starts[i] ?? NaN));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
    // The whole is some 350.
    const extent = (d: number): number => (boxes.high[d] ?? NaN) - (boxes.low[d] ?? NaN);
    expect(extent(0) * extent(1) * extent(2)).toBeLessThan(100);
  });
});

describe('points in single precision', () => {
  const place = {
    rows: 3,
    columns: 2,
    scale: 1,
    order: Int32Array.of(0, 1, 2),
    layout: layoutOf(0, 3),
    projected: new Float64Array(6),
    projectedDimensions: 2,
    boxes: { low: new Float64Array(2), high: new Float64Array(2) },
    error: 0,
  };

  it('stay exact where float32 holds them, coordinate after coordinate', () => {
    const points = new SinglePoints({ ...place, values: Float64Array.of(1, 10, 2, 20, 3, 30) });
    const packed = points.pack(0, 1);
    expect([...packed.subarray(0, 3)].map((x) => x / points.factor)).toEqual([1, 2, 3]);
    expect([...packed.subarray(64, 67)].map((x) => x / points.factor)).toEqual([10, 20, 30]);
    expect(packed[3]).toBeGreaterThan(1e17);
    expect(points.error).toBeLessThan(1e-37);
  });

  it('are off by no more than is said', () => {
    const points = new SinglePoints({
      ...place,
      values: Float64Array.from({ length: 6 }, (_, i) => 1e6 + Math.sqrt(i + 2)),
    });
    const packed = points.pack(0, 1);
    // About the mean: the error is of the spread, not of the offset.
    expect(points.error / points.factor).toBeLessThan(3 * 2 ** -24);
    expect(points.error).toBeGreaterThan(0);
    const dx = ((packed[0] ?? NaN) - (packed[1] ?? NaN)) / points.factor;
    const dy = ((packed[64] ?? NaN) - (packed[65] ?? NaN)) / points.factor;
    const exact = Math.hypot(Math.sqrt(4) - Math.sqrt(2), Math.sqrt(5) - Math.sqrt(3));
    const off = Math.abs(Math.hypot(dx, dy) - exact);
    expect(off).toBeLessThanOrEqual((2 * points.error) / points.factor + 1e-9);
  });
});

describe('the memory of a device', () => {
  const layout = layoutOf(...Array.from({ length: 161 }, (_, i) => 62 * i));
  const job = { layout, dimensions: 784, coarse: 32, keep: 30, boxDimensions: 32 };

  it('takes all points at once where they fit, and blocks of lists that keep a device busy', () => {
    const { shards, blocks } = planMemory(job, limits);
    expect(shards).toEqual([{ from: 0, to: 160 }]);
    expect(blocks.map(({ from, to }) => to - from).reduce((a, b) => a + b)).toBe(160);
  });

  it('is filled in parts that cover all tiles once, no block in two', () => {
    const bound = 5 * 4 * 816 * 64;
    const { shards, blocks } = planMemory(job, { ...limits, maxStorageBufferBindingSize: bound });
    expect(shards.length).toBe(32);
    expect(shards.every(({ from, to }) => to - from <= 5)).toBe(true);
    expect(shards.slice(1).map(({ from }) => from)).toEqual(shards.slice(0, -1).map(({ to }) => to));
    for (const block of blocks) {
      expect(shards.some(({ from, to }) => from <= block.from && block.to <= to)).toBe(true);
    }
  });

  it('may be too small for a tile', () => {
    const small = { ...limits, maxBufferSize: 2 ** 17 };
    expect(() => planMemory(job, small)).toThrow(GpuFault);
    expect(() => planMemory(job, small)).toThrow(/it binds 0.125 MB at a time, and 0.199 MB are needed/);
  });
});
