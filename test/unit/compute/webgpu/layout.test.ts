import { describe, expect, it } from 'vitest';
import { GpuFault } from '../../../../src/compute/webgpu/gpuFault';
import { planMemory } from '../../../../src/compute/webgpu/memoryPlan';
import { SinglePoints } from '../../../../src/compute/webgpu/singlePoints';
import { cutTiles, tileBoxes, tileCount } from '../../../../src/compute/webgpu/tileLayout';
import { gaussian } from '../points';

const limits = {
  maxBufferSize: 2 ** 30,
  maxStorageBufferBindingSize: 2 ** 27,
  maxComputeWorkgroupsPerDimension: 65_535,
};

describe('tiles', () => {
  it('cut each leaf evenly, and never join two', () => {
    const { starts } = cutTiles(Int32Array.of(0, 64, 193, 200), 64);
    expect([...starts]).toEqual([0, 64, 107, 150, 193, 200]);
  });

  it('have boxes that hold their points after rounding', () => {
    const { values } = gaussian(200, 3);
    const layout = cutTiles(Int32Array.of(0, 200), 64);
    const boxes = tileBoxes(layout, { values: values as Float64Array, dimensions: 3 }, 4);
    for (let t = 0; t < tileCount(layout); t++) {
      for (let i = layout.starts[t] ?? NaN; i < (layout.starts[t + 1] ?? NaN); i++) {
        for (let d = 0; d < 3; d++) {
          const x = 4 * (values[3 * i + d] ?? NaN);
          expect(x).toBeGreaterThanOrEqual(boxes[6 * t + d] ?? NaN);
          expect(x).toBeLessThanOrEqual(boxes[6 * t + 3 + d] ?? NaN);
          expect(Math.abs(x - (boxes[6 * t + d] ?? NaN))).toBeLessThan(40);
        }
      }
    }
  });
});

describe('points in single precision', () => {
  const layout = cutTiles(Int32Array.of(0, 3), 64);

  it('stay exact where float32 holds them, coordinate after coordinate', () => {
    const values = Float64Array.of(1, 10, 2, 20, 3, 30);
    const points = new SinglePoints({ values, dimensions: 2 }, layout);
    const packed = points.pack(0, 1);
    expect([...packed.subarray(0, 3)].map((x) => x / points.factor)).toEqual([1, 2, 3]);
    expect([...packed.subarray(64, 67)].map((x) => x / points.factor)).toEqual([10, 20, 30]);
    expect(points.error).toBeLessThan(1e-37);
  });

  it('are off by no more than is said', () => {
    const values = Float64Array.from({ length: 6 }, (_, i) => 1e6 + Math.sqrt(i + 2));
    const points = new SinglePoints({ values, dimensions: 2 }, layout);
    const packed = points.pack(0, 1);
    // Centred: the error is of the spread, not of the offset.
    expect(points.error / points.factor).toBeLessThan(3 * 2 ** -24);
    expect(points.error).toBeGreaterThan(0);
    const apart = (i: number, j: number): number => {
      const dx = (packed[i] ?? NaN) - (packed[j] ?? NaN);
      const dy = (packed[64 + i] ?? NaN) - (packed[64 + j] ?? NaN);
      return Math.hypot(dx, dy) / points.factor;
    };
    const true01 = Math.hypot(Math.sqrt(4) - Math.sqrt(2), Math.sqrt(5) - Math.sqrt(3));
    expect(Math.abs(apart(0, 1) - true01)).toBeLessThanOrEqual((2 * points.error) / points.factor + 1e-9);
  });
});

describe('the memory of a device', () => {
  const layout = cutTiles(
    Int32Array.from({ length: 41 }, (_, i) => 250 * i),
    64,
  );
  const job = { dimensions: 784, keep: 30, boxDimensions: 32 };

  it('takes all points at once where they fit, and blocks of lists that keep a device busy', () => {
    const { shards, blocks } = planMemory(layout, job, limits);
    expect(shards).toEqual([{ from: 0, to: 160 }]);
    expect(blocks.map(({ from, to }) => to - from).reduce((a, b) => a + b)).toBe(160);
  });

  it('is filled in parts that cover all tiles once, no block in two', () => {
    const bound = 5 * 4 * 784 * 64;
    const { shards, blocks } = planMemory(layout, job, { ...limits, maxStorageBufferBindingSize: bound });
    expect(shards.length).toBe(32);
    expect(shards.every(({ from, to }) => to - from <= 5)).toBe(true);
    expect(shards.slice(1).map(({ from }) => from)).toEqual(shards.slice(0, -1).map(({ to }) => to));
    for (const block of blocks) {
      expect(shards.some(({ from, to }) => from <= block.from && block.to <= to)).toBe(true);
    }
  });

  it('may be too small for a tile', () => {
    const small = { ...limits, maxBufferSize: 2 ** 17 };
    expect(() => planMemory(layout, job, small)).toThrow(GpuFault);
    expect(() => planMemory(layout, job, small)).toThrow(
      /it binds 0.125 MB at a time, and 0.191 MB are needed/,
    );
  });
});
