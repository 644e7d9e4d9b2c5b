import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import { Pacer } from '../../../../src/compute/work';
import { parameterOrbits } from '../../../../src/science/models/equivariantOrbits';
import { parseSymmetry, type FeatureGroup } from '../../../../src/science/models/featureGroup';
import { layOut } from '../../../../src/science/models/networkLayout';
import { NetworkObjective } from '../../../../src/science/models/networkObjective';
import { TiedObjective } from '../../../../src/science/models/tiedObjective';
import { descend } from '../../../../src/science/subspace/descend';
import { drawSubspace } from '../../../../src/science/subspace/projections';
import { takeParameters } from '../../../../src/science/subspace/subspace';
import { differences, meanLoss } from '../subspace/float64Network';

const square = { height: 4, width: 4, channels: 1, planar: true };

function groupOf(name: string, features = 16): FeatureGroup {
  const found = parseSymmetry(
    name,
    features,
    features === 16 ? square : { ...square, channels: 3, planar: false },
  );
  if (!found.ok || found.value === undefined) throw new Error(found.ok ? 'none' : found.error);
  return found.value;
}

function networkOf(inputs: number, order: number) {
  return { name: '', widths: [inputs, 2 * order, order, 3], activation: 'tanh' as const };
}

/** What an element makes of a row. */
function moved(element: Int32Array, row: Float32Array): Float32Array {
  const result = new Float32Array(row.length);
  element.forEach((to, i) => (result[to] = row[i] ?? NaN));
  return result;
}

/** Rows, the images of the first of them under the group behind them. */
function problem(group: FeatureGroup, inputs = 16) {
  const order = group.elements.length;
  const network = networkOf(inputs, order);
  const found = parameterOrbits(network, group);
  if (!found.ok) throw new Error(found.error);
  const rng = new Rng(2);
  const first = Float32Array.from({ length: inputs }, () => rng.normal());
  const others = Float32Array.from({ length: 20 * inputs }, () => rng.normal());
  const features = Float32Array.from([...group.elements.flatMap((g) => [...moved(g, first)]), ...others]);
  const rows = order + 20;
  const answers = Int32Array.from({ length: rows }, () => rng.integer(3));
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  const kernels = createTrainingKernels();
  const arena = new Arena(kernels, kernels.free);
  const data = { rows, columns: inputs, features, answers, train: all, test: all };
  const inner = new NetworkObjective(network, data, arena);
  return {
    network,
    orbits: found.value,
    arena,
    inner,
    tied: new TiedObjective(inner, found.value, arena),
    data,
  };
}

describe('a group on features', () => {
  it.each([
    ['flip', 2],
    ['c2', 2],
    ['c4', 4],
    ['d4', 8],
    ['shift(4)', 4],
    ['shift(1)', 16],
    ['shift(6)', 8],
  ])('%s has %d elements, closed under products', (name, order) => {
    const { elements, table } = groupOf(name);
    expect(elements).toHaveLength(order);
    for (const [g, row] of table.entries()) {
      expect(new Set(row).size).toBe(order);
      expect(row[0]).toBe(g);
      for (const [h, product] of row.entries())
        for (let i = 0; i < 16; i++)
          expect(elements[product]?.[i]).toBe(elements[g]?.[elements[h]?.[i] ?? NaN]);
    }
  });

  it('turns an image by a quarter, in each of its channels', () => {
    const { elements } = groupOf('c4', 48);
    // The pixel at the upper left goes to the upper right.
    expect([0, 1, 2].map((i) => elements[1]?.[i])).toEqual([9, 10, 11]);
  });

  it.each([
    ['c3', 16, square, 'is no symmetry'],
    ['c4', 16, undefined, 'nothing tells what image'],
    ['c4', 8, { ...square, height: 2 }, 'turns square images'],
    ['shift(1)', 100, undefined, 'more than 64 elements'],
  ])('refuses %s on %d features', (name, features, image, message) => {
    const found = parseSymmetry(name, features, image);
    expect(found.ok ? '' : found.error).toContain(message);
  });
});

describe.each(['flip', 'c4', 'd4', 'shift(4)'])('parameters under %s', (name) => {
  const group = groupOf(name);
  const order = group.elements.length;
  const p = problem(group);

  it('are as many as the character formula says', () => {
    // Burnside: the mean number of fixed pairs; a regular representation fixes nothing but under the identity.
    const sum = (of: (fixed: number, isIdentity: boolean) => number): number =>
      group.elements.reduce((all, g, n) => all + of(g.filter((to, i) => to === i).length, n === 0), 0) /
      order;
    const hidden = (isIdentity: boolean, width: number): number => (isIdentity ? width : 0);
    const expected =
      sum((fixed, e) => fixed * hidden(e, 2 * order) + hidden(e, 2 * order)) +
      sum((_, e) => hidden(e, 2 * order) * hidden(e, order) + hidden(e, order)) +
      sum((_, e) => hidden(e, order) * 3 + 3);
    expect(p.orbits.count).toBe(expected);
  });

  it('are projected by E Eᵀ as by the mean over the group, which is idempotent', () => {
    const rng = new Rng(5);
    const D = p.inner.parameters;
    const theta = Float64Array.from({ length: D }, () => rng.normal());
    const mean = reynolds(p.network, group, theta);
    const sizes = new Float64Array(p.orbits.count);
    const sums = new Float64Array(p.orbits.count);
    p.orbits.orbitOf.forEach((o, k) => {
      sizes[o] = (sizes[o] ?? 0) + 1;
      sums[o] = (sums[o] ?? 0) + (theta[k] ?? NaN);
    });
    p.orbits.orbitOf.forEach((o, k) =>
      expect((sums[o] ?? NaN) / (sizes[o] ?? 0)).toBeCloseTo(mean[k] ?? NaN, 12),
    );
    reynolds(p.network, group, mean).forEach((value, k) => expect(value).toBeCloseTo(mean[k] ?? NaN, 12));
  });

  it('have the gradient of finite differences', () => {
    const { arena, tied, orbits, data } = p;
    const [w, gradient] = [arena.floats(tied.parameters), arena.floats(tied.parameters)];
    tied.initialise(arena.viewFloats(w, tied.parameters), new Rng(3));
    tied.gradient(w, tied.train, gradient);
    const found = arena.viewFloats(gradient, tied.parameters).slice();
    const sizes = new Float64Array(orbits.count);
    for (const o of orbits.orbitOf) sizes[o] = (sizes[o] ?? 0) + 1;
    const examples = Array.from({ length: data.rows }, (_, r) => [
      ...data.features.subarray(16 * r, 16 * r + 16),
    ]);
    const whole = Float64Array.from(arena.viewFloats(w, tied.parameters));
    const lossAt = (first: Float64Array): number => {
      const at = Float64Array.from([...first, ...whole.subarray(first.length)]);
      const theta = Float64Array.from(orbits.orbitOf, (o) => (at[o] ?? NaN) / Math.sqrt(sizes[o] ?? NaN));
      return meanLoss(p.network, theta, examples, [...data.answers]);
    };
    const exact = differences(lossAt, whole.slice(0, 30));
    const size = Math.max(...exact.map(Math.abs));
    expect(size).toBeGreaterThan(0.001);
    exact.forEach((value, k) => expect(Math.abs((found[k] ?? NaN) - value) / size).toBeLessThan(1e-4));
  });

  it('give functions that the group leaves as they are, wherever training leads', async () => {
    const { arena, tied } = p;
    const space = takeParameters(arena, tied.parameters);
    const start = arena.viewFloats(space.base, tied.parameters);
    tied.initialise(start, new Rng(3));
    arena.viewFloats(space.theta, tied.parameters).set(start.slice());
    const subspace = drawSubspace('dense', arena, space, 10, new Rng(4));
    const before = tied.evaluate(space.theta, tied.train).loss;
    const plan = {
      optimiser: 'adam',
      momentum: 0,
      schedule: { name: 'constant' },
      batch: 16,
      epochs: 30,
    } as const;
    await descend(tied, arena, space, subspace, plan, 0.05, new Rng(6), {}, new Pacer({}));
    expect(tied.evaluate(space.theta, tied.train).loss).toBeLessThan(before - 0.02);
    const layers = tied.layers(space.theta, { at: tied.train.at, count: order });
    const [hidden, , output] = layers;
    for (let g = 0; g < order; g++) {
      for (let k = 0; k < 3; k++) expect(output?.values[3 * g + k]).toBeCloseTo(output?.values[k] ?? NaN, 5);
      // Unit c |G| + h of the first layer goes to c |G| + g h.
      for (let unit = 0; unit < 2 * order; unit++) {
        const h = unit % order;
        const to = unit - h + (group.table[g]?.[h] ?? NaN);
        expect(hidden?.values[2 * order * g + to]).toBeCloseTo(hidden?.values[unit] ?? NaN, 5);
      }
    }
  });
});

/** The mean over the group of its action on all weights, layer by layer, as it is defined. */
function reynolds(
  network: ReturnType<typeof networkOf>,
  { elements, table }: FeatureGroup,
  theta: Float64Array,
): Float64Array {
  const order = elements.length;
  const mean = new Float64Array(theta.length);
  const { layers } = layOut(network);
  for (let g = 0; g < order; g++) {
    const regular = (unit: number): number => unit - (unit % order) + (table[g]?.[unit % order] ?? NaN);
    for (const [l, { inputs, outputs, weights, bias }] of layers.entries()) {
      const isLast = l + 1 === layers.length;
      for (let j = 0; j < outputs; j++) {
        const to = isLast ? j : regular(j);
        for (let i = 0; i < inputs; i++) {
          const from = l === 0 ? (elements[g]?.[i] ?? NaN) : regular(i);
          const at = weights + from * outputs + to;
          mean[at] = (mean[at] ?? NaN) + (theta[weights + i * outputs + j] ?? NaN) / order;
        }
        mean[bias + to] = (mean[bias + to] ?? NaN) + (theta[bias + j] ?? NaN) / order;
      }
    }
  }
  return mean;
}

it('asks for hidden layers that its copies fill', () => {
  const found = parameterOrbits({ name: '', widths: [16, 10, 3], activation: 'relu' }, groupOf('c4'));
  expect(found.ok ? '' : found.error).toBe(
    'c4 has 4 elements, and a hidden layer of 10 units is no multiple of it.',
  );
});
