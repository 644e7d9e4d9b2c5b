import { describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng';
import { CallingThread } from '../../src/compute/crew';
import { panelBytes, type Kernels } from '../../src/compute/kernels';
import { bufferOf, kernelsOver, Layout, openMemory, type KernelTarget } from '../../src/compute/memory';
import { SingleThreadNeighbours } from '../../src/compute/nearestNeighbours';
import type { Matrix } from '../../src/compute/matrix';
import { neighbourSkewness, takeUpPairs, tightSums } from '../../src/compute/neighbourPairs';
import type { NeighbourTable } from '../../src/compute/neighbourTable';
import { pairsWithin } from '../../src/compute/pairsWithin';
import { squaredDistance } from '../../src/compute/squaredDistance';
import { webAssemblyTargets } from '../../src/compute/webAssembly';
import { bruteForce, gaussian } from '../unit/compute/points';

const targets: readonly KernelTarget[] = ['simd', 'relaxed', 'scalar'];
const runnable: readonly KernelTarget[] = [...webAssemblyTargets(), 'scalar'];

/** Memory for one test, by name. */
function room<Name extends string>(
  target: KernelTarget,
  sizes: Record<Name, number>,
): { kernels: Kernels; at: Record<Name, number>; buffer: SharedArrayBuffer } {
  const layout = new Layout();
  const at = Object.fromEntries(
    Object.entries<number>(sizes).map(([name, bytes]) => [name, layout.add(bytes)]),
  ) as Record<Name, number>;
  const memory = openMemory(layout, target);
  expect(memory.target).toBe(target);
  return { kernels: kernelsOver(memory), at, buffer: bufferOf(memory) };
}

function normals(count: number, seed: number): Float64Array {
  const rng = new Rng(seed);
  return Float64Array.from({ length: count }, () => rng.normal());
}

describe.each(targets)('kernels: %s', (target) => {
  const check = it.skipIf(!runnable.includes(target));

  check.each([
    [1, 1, false],
    [9, 5, false],
    [70, 33, true],
    [256, 784, true],
  ])('quantise writes %i points of %i coordinates within the error it tells', (count, m, single) => {
    const { kernels, at, buffer } = room(target, {
      points: 8 * count * m,
      centre: 8 * m,
      norms: 8 * count,
      panels: Math.ceil(count / 8) * panelBytes(m),
      summary: 24,
    });
    const values = single
      ? new Float32Array(buffer, at.points, count * m)
      : new Float64Array(buffer, at.points, count * m);
    values.set(normals(count * m, 1));
    const centre = new Float64Array(buffer, at.centre, m);
    centre.set(normals(m, 2));
    kernels.quantise(at.points, single, count, m, at.centre, at.norms, at.panels, at.summary);
    const [unit, radius, error] = new Float64Array(buffer, at.summary, 3) as unknown as [
      number,
      number,
      number,
    ];
    const norms = new Float64Array(buffer, at.norms, count);
    const shorts = new Int16Array(buffer, at.panels);
    for (let p = 0; p < count; p++) {
      let [square, rest, wholes] = [0, 0, 0];
      for (let j = 0; j < m; j++) {
        const x = (values[p * m + j] as number) - (centre[j] as number);
        const whole = shorts[
          ((p >> 3) * panelBytes(m)) / 2 + (j >> 1) * 16 + (p & 7) * 2 + (j & 1)
        ] as number;
        square += x * x;
        wholes += whole * whole;
        rest += (x - unit * whole) ** 2;
      }
      expect(norms[p]).toBeCloseTo(square, 9);
      expect(Math.sqrt(square)).toBeLessThanOrEqual(radius * (1 + 1e-12));
      expect(Math.sqrt(rest)).toBeLessThanOrEqual(error * (1 + 1e-12));
      expect(wholes).toBeLessThan(2 ** 31);
    }
    expect(error).toBeLessThan(unit * Math.sqrt(m));
  });

  check('shift adds the way between two centres', () => {
    const [count, m] = [13, 7];
    const { kernels, at, buffer } = room(target, {
      points: 8 * count * m,
      centre: 8 * m,
      direction: 8 * m,
      norms: 8 * count,
      out: 4 * count,
    });
    const points = new Float64Array(buffer, at.points, count * m);
    points.set(normals(count * m, 3));
    const centre = new Float64Array(buffer, at.centre, m);
    centre.set(normals(m, 4));
    const direction = new Float64Array(buffer, at.direction, m);
    direction.set(normals(m, 5));
    new Float64Array(buffer, at.norms, count).fill(2);
    const most = kernels.shift(
      at.points,
      false,
      count,
      m,
      at.centre,
      at.direction,
      at.norms,
      -2,
      0.5,
      at.out,
    );
    const expected = Array.from({ length: count }, (_, p) => {
      const product = direction.reduce(
        (sum, d, j) => sum + d * ((points[p * m + j] as number) - (centre[j] as number)),
        0,
      );
      return 2 - 2 * product + 0.5;
    });
    expected.forEach((value, p) => expect(new Float32Array(buffer, at.out)[p]).toBeCloseTo(value, 5));
    expect(most).toBeCloseTo(Math.max(...expected.map(Math.abs)), 9);
  });

  check.each([
    [false, 30, 21],
    [true, 30, 30],
  ])('tile lists the pairs within their limits (one tile: %s)', (same, queryCount, baseCount) => {
    const m = 10;
    const panels = Math.ceil(Math.max(queryCount, baseCount) / 8) * panelBytes(m);
    const { kernels, at, buffer } = room(target, {
      queries: panels,
      base: panels,
      queryTerms: 4 * 32,
      baseTerms: 4 * 32,
      queryLimits: 4 * 32,
      baseLimits: 4 * 32,
      codes: 4 * 65536,
      values: 4 * 65536,
    });
    const rng = new Rng(6);
    const fill = (address: number): Int16Array => {
      const shorts = new Int16Array(buffer, address, panels / 2);
      shorts.forEach((_, i) => (shorts[i] = rng.integer(2000) - 1000));
      return shorts;
    };
    const queries = fill(at.queries);
    const base = same ? queries : fill(at.base);
    const floats = (address: number, scale: number): Float32Array => {
      const array = new Float32Array(buffer, address, 32);
      array.forEach((_, i) => (array[i] = scale * rng.uniform()));
      return array;
    };
    const queryTerms = floats(at.queryTerms, 1e6);
    const baseTerms = floats(at.baseTerms, 1e6);
    const queryLimits = floats(at.queryLimits, 2e5);
    const baseLimits = floats(at.baseLimits, 2e5);
    const n = kernels.tile(
      at.queries,
      queryCount,
      same ? at.queries : at.base,
      baseCount,
      m,
      same,
      at.queryTerms,
      at.baseTerms,
      at.queryLimits,
      at.baseLimits,
      2,
      100,
      at.codes,
      at.values,
      false,
    );
    const found = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      found.set(new Int32Array(buffer, at.codes)[i] ?? -1, new Float32Array(buffer, at.values)[i] ?? NaN);
    }
    const expected = new Map<number, number>();
    const place = (p: number, j: number): number =>
      ((p >> 3) * panelBytes(m)) / 2 + (j >> 1) * 16 + (p & 7) * 2 + (j & 1);
    for (let q = 0; q < queryCount; q++) {
      for (let b = same ? q + 1 : 0; b < baseCount; b++) {
        let product = 0;
        for (let j = 0; j < m; j++) product += (queries[place(q, j)] ?? 0) * (base[place(b, j)] ?? 0);
        const value = (queryTerms[q] ?? 0) + (baseTerms[b] ?? 0) - 2 * product;
        if (value <= 1.000001 * Math.max(queryLimits[q] ?? 0, baseLimits[b] ?? 0) + 100) {
          expected.set((q << 8) | b, value);
        }
      }
    }
    expect(n).toBe(found.size);
    expect([...found.keys()].sort((a, b) => a - b)).toEqual([...expected.keys()].sort((a, b) => a - b));
    for (const [code, value] of expected) expect(Math.abs((found.get(code) ?? NaN) - value)).toBeLessThan(4);
  });

  check('squares are those of `squaredDistance`, to the last bit', () => {
    const [count, columns] = [9, 131];
    const { kernels, at, buffer } = room(target, { rows: 8 * count * columns, out: 8 * count * count });
    const rows = new Float64Array(buffer, at.rows, count * columns);
    rows.set(normals(count * columns, 7));
    kernels.squares(at.rows, 0, count, columns, count, at.out);
    const out = new Float64Array(buffer, at.out, count * count);
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < a; b++) {
        expect(out[a * count + b]).toBe(squaredDistance(rows, a * columns, b * columns, columns, Infinity));
      }
    }
  });

  check('products and addProducts are scalar products', () => {
    const [count, length] = [12, 300];
    const { kernels, at, buffer } = room(target, {
      rows: 8 * count * length,
      full: 8 * count * count,
      lower: 8 * count * count,
      sums: 8 * count * count,
    });
    const rows = new Float64Array(buffer, at.rows, count * length);
    rows.set(normals(count * length, 8));
    kernels.products(at.rows, count, at.rows, count, length, false, at.full);
    kernels.products(at.rows, count, at.rows, count, length, true, at.lower);
    kernels.addProducts(at.rows, at.sums, count, length, 0, count);
    kernels.addProducts(at.rows, at.sums, count, length, 0, count);
    const read = (address: number, a: number, b: number): number =>
      new Float64Array(buffer, address)[a * count + b] as number;
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count; b++) {
        let sum = 0;
        for (let i = 0; i < length; i++) {
          sum += (rows[a * length + i] as number) * (rows[b * length + i] as number);
        }
        expect(read(at.full, a, b)).toBeCloseTo(sum, 11);
        if (b > a) continue;
        expect(read(at.lower, a, b)).toBeCloseTo(sum, 11);
        expect(read(at.sums, a, b)).toBeCloseTo(2 * sum, 11);
      }
    }
  });

  check.each([
    ['projected', gaussian(700, 40)],
    ['unprojected', gaussian(700, 6)],
  ])('the search and the count of pairs are those of a brute search (%s)', async (_, matrix) => {
    const table = await new SingleThreadNeighbours(target).nearestNeighbours(matrix, 9, {});
    const brute = bruteForce(matrix, 699);
    expect([...table.indices]).toEqual(brute.indices.filter((__, i) => i % 699 < 9));
    const far = (brute.distances[30] as number) * 1.0001;
    const near = far * 0.9;
    const counted = await pairsWithin(matrix, near, far, {}, target);
    for (let i = 0; i < 700; i++) {
      const distances = brute.distances.slice(i * 699, (i + 1) * 699);
      expect(counted.near[i]).toBe(distances.filter((r) => r < near).length);
      expect(counted.far[i]).toBe(distances.filter((r) => r < far).length);
    }
  });

  check.each([
    ['doubles', 9, 7, 1e-11],
    ['more columns than are multiplied exactly', 130, 10, 1e-6],
  ])('pairs of neighbours are those of a loop over neighbourhoods (%s)', async (_, columns, k, tolerance) => {
    const given = gaussian(40, columns);
    // The first and second point coincide but for a hair.
    const values = given.values.map((x, i) => (i < columns ? (given.values[i + columns] ?? 0) * 1.0001 : x));
    const matrix = { ...given, values: columns > 100 ? Float32Array.from(values) : values };
    const table = await new SingleThreadNeighbours(target).nearestNeighbours(matrix, k + 2, {});
    const crew = new CallingThread(takeUpPairs);
    const none = new Int32Array(0);
    const { values: areas } = await neighbourSkewness(matrix, table, k, 'area', none, crew, {}, target);
    const found = await neighbourSkewness(matrix, table, k, 'product', none, crew, {}, target);
    const products = found.values;
    const tight = await tightSums(matrix, table, k, 0.1, crew, {}, target);
    for (let i = 0; i < 40; i += 3) {
      const around = neighbourhood(matrix, table, i, k);
      expect(Math.abs((areas[i] ?? NaN) / around.area - 1)).toBeLessThan(tolerance);
      expect(Math.abs((products[i] ?? NaN) / around.product - 1)).toBeLessThan(tolerance);
      expect(Math.abs((tight.logs[i] ?? NaN) / around.logs - 1)).toBeLessThan(1e-9);
      expect(tight.missing[i]).toBe(around.missing);
    }
  });
});

/** What a point's neighbours are to each other, by the definitions. */
function neighbourhood(
  { columns, values }: Matrix,
  table: NeighbourTable,
  i: number,
  k: number,
): Record<'area' | 'product' | 'logs' | 'missing', number> {
  const rows = [...table.indices.subarray(i * table.k, i * table.k + k)];
  const at = (row: number): number[] => [...values.subarray(row * columns, (row + 1) * columns)];
  const points = rows.map(at);
  const mean = at(i).map((_, c) => points.reduce((sum, point) => sum + (point[c] ?? 0) / k, 0));
  const dot = (x: number[], y: number[]): number =>
    x.reduce((sum, _, c) => sum + (x[c] ?? 0) * (y[c] ?? 0), 0);
  const less = (x: number[], y: number[]): number[] => x.map((_, c) => (x[c] ?? 0) - (y[c] ?? 0));
  const lengths = points.map((point) => Math.hypot(...less(point, at(i))));
  const r = lengths[k - 1] ?? NaN;
  let [area, product, most, logs, missing] = [0, 0, 0, 0, 0];
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      if (a === b) continue;
      const [x, y] = [points[a] ?? [], points[b] ?? []];
      const [u, v] = [less(x, mean), less(y, mean)];
      const both = dot(u, u) * dot(v, v);
      area += Math.sqrt(Math.abs(both - dot(u, v) ** 2));
      product += Math.abs(dot(u, v));
      most += Math.sqrt(both);
      // The pair in the ball about a that touches the neighbourhood's from within (Amsaleg 2019, eq. 6).
      const own = lengths[a] ?? NaN;
      const seen = [
        y,
        less(
          at(i).map((c) => 2 * c),
          y,
        ),
      ].map((other) => {
        const square = dot(less(x, other), less(x, other));
        if (own === r) return (r * square) / (r * r + square - (lengths[b] ?? NaN) ** 2);
        const c = own * own + square - (lengths[b] ?? NaN) ** 2;
        return (r * (Math.sqrt(c * c + 4 * square * (r * r - own * own)) - c)) / (2 * (r * r - own * own));
      });
      if (seen.some((s) => s < 0.1)) missing++;
      else logs += seen.reduce((sum, s) => sum + Math.log(s / r), 0);
    }
  }
  return { area: area / most, product: product / most, logs, missing };
}

it('tells which targets this machine ran', () => {
  console.log(`kernels ran on: ${runnable.join(', ')}`);
  expect(runnable).toContain('simd');
});
