import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import {
  convolutionScratch,
  type Address,
  type TrainingKernels,
} from '../../../../src/compute/training/kernels';
import { denseElement, putDenseElement } from '../../../../src/compute/training/denseMatrix';
import { createReferenceKernels } from '../../../../src/compute/training/referenceKernels';
import { createWasmKernels } from '../../../../src/compute/training/wasmKernels';

type Fill = (count: number, seed: number) => Float32Array;
const normal: Fill = (count, seed) => {
  const rng = new Rng(seed);
  return Float32Array.from({ length: count }, () => rng.normal());
};

/** Runs the same calls on both kernels and gives back what they left at the address the calls return. */
function both(
  calls: (arena: Arena, kernels: TrainingKernels) => Address,
  length: number,
  variant: 'best' | 'simd' = 'best',
): { plain: Float32Array; fast: Float32Array } {
  const run = (kernels: TrainingKernels): Float32Array => {
    const arena = new Arena(kernels, kernels.free);
    return arena.viewFloats(calls(arena, kernels), length).slice();
  };
  const fast = createWasmKernels(variant);
  if (fast === undefined) throw new Error('this machine has no WebAssembly SIMD');
  return { plain: run(createReferenceKernels()), fast: run(fast) };
}

function expectSame({ plain, fast }: { plain: Float32Array; fast: Float32Array }, tolerance = 1e-5): void {
  const size = Math.max(...plain.map(Math.abs));
  expect(size).toBeGreaterThan(0);
  plain.forEach((value, i) => {
    if (!(Math.abs((fast[i] ?? NaN) - value) <= tolerance * size))
      expect.fail(`element ${i}: ${fast[i]} instead of ${value}`);
  });
}

const shapes = [
  { inputs: 64, outputs: 32, count: 128 },
  { inputs: 5, outputs: 3, count: 1 },
  { inputs: 131, outputs: 10, count: 29 },
  { inputs: 2, outputs: 1, count: 8 },
];

describe.each(shapes)('a layer of $inputs → $outputs on $count examples', ({ inputs, outputs, count }) => {
  const stride = 8 * Math.ceil(count / 8);
  const shape = { inputs, outputs, stride };

  it('gathers its batch', () => {
    const rows = Int32Array.from({ length: count }, (_, b) => (b * 7) % 40);
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const target = arena.store(new Float32Array(inputs * stride).fill(9));
      kernels.gather(arena.store(normal(40 * inputs, 1)), arena.store(rows), count, inputs, target, stride);
      return target;
    };
    expectSame(both(calls, inputs * stride), 0);
  });

  it('goes forward', () => {
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const output = arena.floats(outputs * stride);
      const input = arena.store(normal(inputs * stride, 1));
      kernels.dense(
        input,
        arena.store(normal(inputs * outputs, 2)),
        arena.store(normal(outputs, 3)),
        output,
        shape,
      );
      return output;
    };
    expectSame(both(calls, outputs * stride));
  });

  it('goes backward to its input', () => {
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const target = arena.floats(inputs * stride);
      const weights = arena.store(normal(inputs * outputs, 2));
      kernels.denseInput(weights, arena.store(normal(outputs * stride, 3)), target, shape);
      return target;
    };
    expectSame(both(calls, inputs * stride));
  });

  it('adds to its gradient', () => {
    const total = inputs * outputs + outputs;
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const gradient = arena.store(normal(total, 4));
      kernels.denseGradient(
        arena.store(normal(inputs * stride, 1)),
        arena.store(normal(outputs * stride, 3)),
        gradient,
        gradient + 4 * inputs * outputs,
        shape,
      );
      return gradient;
    };
    expectSame(both(calls, total));
  });
});

describe.each([
  { channels: 3, outputs: 7, side: 6, kernel: 3, step: 1, stride: 16 },
  { channels: 1, outputs: 6, side: 9, kernel: 5, step: 1, stride: 8 },
  { channels: 2, outputs: 4, side: 8, kernel: 2, step: 2, stride: 24 },
])(
  'a convolution of $channels → $outputs, kernel $kernel, step $step',
  ({ channels, outputs, side, kernel, step, stride }) => {
    const patch = channels * kernel ** 2;
    const out = Math.floor((side - kernel) / step) + 1;
    const shape = { patch, outputs, height: out, width: out, across: step, down: step * side, stride };
    const [inputs, results] = [channels * side * side * stride, outputs * out * out * stride];
    const table = (arena: Arena): Address => {
      const at = arena.bytes(convolutionScratch(shape));
      const offsets = Int32Array.from({ length: patch }, (_, p) => {
        const [channel, inside] = [Math.floor(p / kernel ** 2), p % kernel ** 2];
        return (channel * side + Math.floor(inside / kernel)) * side + (inside % kernel);
      });
      arena.viewIntegers(at, patch).set(offsets);
      return at;
    };

    it.each(['best', 'simd'] as const)('goes forward and backward, %s', (variant) => {
      const calls = (arena: Arena, kernels: TrainingKernels): Address => {
        const [offsets, input] = [table(arena), arena.store(normal(inputs, 1))];
        const [weights, bias] = [arena.store(normal(patch * outputs, 2)), arena.store(normal(outputs, 3))];
        const delta = arena.store(normal(results, 4));
        const [output, inputDelta] = [arena.floats(results), arena.store(normal(inputs, 5))];
        kernels.convolve(input, offsets, weights, bias, output, shape);
        kernels.convolveInput(weights, offsets, delta, inputDelta, shape);
        const gradient = arena.store(normal((patch + 1) * outputs, 6));
        kernels.convolveGradient(input, offsets, delta, gradient, gradient + 4 * patch * outputs, shape);
        const parts = [
          [output, results],
          [inputDelta, inputs],
          [gradient, (patch + 1) * outputs],
        ] as const;
        return arena.store(
          Float32Array.from(parts.flatMap(([at, length]) => [...arena.viewFloats(at, length)])),
        );
      };
      expectSame(both(calls, results + inputs + (patch + 1) * outputs, variant));
    });
  },
);

describe.each(['max', 'avg'] as const)('pooling by %s', (pooling) => {
  it('leaves out what is no whole square, and sends a maximum’s delta to the first that has it', () => {
    const shape = { channels: 2, height: 5, width: 7, size: 2, stride: 8 };
    const [before, after] = [2 * 5 * 7 * 8, 2 * 2 * 3 * 8];
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      // Halves, so that there are ties.
      const input = arena.store(normal(before, 1).map((value) => Math.round(2 * value) / 2));
      const [output, inputDelta] = [arena.floats(after), arena.store(normal(before, 2))];
      kernels.pool(pooling, input, output, shape);
      kernels.poolBack(pooling, input, output, arena.store(normal(after, 3)), inputDelta, shape);
      return arena.store(
        Float32Array.from([...arena.viewFloats(output, after), ...arena.viewFloats(inputDelta, before)]),
      );
    };
    const found = both(calls, after + before);
    expectSame(found, 1e-7);
    // All of a square's delta reaches its pixels, and the last row and column none.
    const sum = (values: Float32Array): number => values.reduce((all, value) => all + value, 0);
    expect(sum(found.fast.subarray(after))).toBeCloseTo(sum(normal(after, 3)), 3);
    expect(found.fast.subarray(after + (4 * 7 + 0) * 8, after + 5 * 7 * 8)).toEqual(new Float32Array(7 * 8));
  });
});

describe('the loss', () => {
  const rows = Int32Array.from({ length: 13 }, (_, b) => (b * 5) % 17);

  it.each([0, 0.25])('is the cross-entropy, and its gradient times %d', (scale) => {
    const labels = Int32Array.from({ length: 17 }, (_, i) => i % 10);
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const tally = arena.bytes(16);
      const logits = arena.store(normal(10 * 16, 1).map((value) => 8 * value));
      kernels.crossEntropy(logits, arena.store(labels), arena.store(rows), 13, 10, 16, scale, tally);
      const [loss, correct] = [arena.double(tally), arena.double(tally + 8)];
      const found = [loss / 13, correct / 13, ...arena.viewFloats(logits, 160)];
      return arena.store(Float32Array.from(found));
    };
    expectSame(both(calls, 162));
  });

  it.each(['plain', 'fast'] as const)('counts the first of equal logits alone: %s kernels', (which) => {
    const made = which === 'plain' ? createReferenceKernels() : createWasmKernels();
    if (made === undefined) throw new Error('this machine has no WebAssembly SIMD');
    const arena = new Arena(made, made.free);
    const tally = arena.bytes(16);
    const labels = arena.store(Int32Array.from({ length: 30 }, (_, i) => i % 3));
    const order = arena.store(Int32Array.from({ length: 30 }, (_, i) => i));
    made.crossEntropy(arena.floats(3 * 32), labels, order, 30, 3, 32, 0, tally);
    expect(arena.double(tally + 8)).toBe(10);
  });

  it('is the squared error', () => {
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const tally = arena.bytes(16);
      const outputs = arena.store(normal(3 * 16, 1));
      kernels.squaredError(outputs, arena.store(normal(3 * 17, 2)), arena.store(rows), 13, 3, 16, 0.1, tally);
      const loss = arena.double(tally);
      return arena.store(Float32Array.from([loss / 39, ...arena.viewFloats(outputs, 48)]));
    };
    expectSame(both(calls, 49));
  });

  it.each(['relu', 'tanh', 'gelu'] as const)('passes through %s and back', (activation) => {
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const input = arena.store(normal(160, 1).map((value) => 3 * value));
      const output = arena.floats(160);
      const both = arena.floats(320);
      kernels.activate(activation, input, output, 160);
      const delta = arena.store(normal(160, 2));
      kernels.activateBack(activation, input, output, delta, 160);
      arena.viewFloats(both, 320).set(arena.viewFloats(output, 160).slice());
      arena.viewFloats(both, 320).set(arena.viewFloats(delta, 160).slice(), 160);
      return both;
    };
    expectSame(both(calls, 320), 2e-6);
  });
});

describe('what is drawn', () => {
  it('shuffles to the same order', () => {
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const order = arena.store(Int32Array.from({ length: 999 }, (_, i) => i));
      kernels.shuffle(order, 999, new Rng(5).split(3).words);
      return arena.store(Float32Array.from(arena.viewIntegers(order, 999)));
    };
    const { plain, fast } = both(calls, 999);
    expect([...fast]).toEqual([...plain]);
    expect([...plain].sort((a, b) => a - b)).toEqual(Array.from({ length: 999 }, (_, i) => i));
    expect([...plain]).not.toEqual([...plain].sort((a, b) => a - b));
  });

  it('are standard normals, the same up to a bfloat16’s last bit', () => {
    const count = 20_000;
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const at = arena.bytes(2 * count);
      kernels.normals(at, count, new Rng(7).words);
      const places = new Uint16Array(kernels.memory.buffer, at, count);
      return arena.store(Float32Array.from(places, (_, place) => denseElement(places, place)));
    };
    const { plain, fast } = both(calls, count);
    const moment = (power: number): number => plain.reduce((all, x) => all + x ** power, 0) / count;
    expect(Math.abs(moment(1))).toBeLessThan(0.03);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.04);
    expect(Math.abs(moment(3))).toBeLessThan(0.1);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.25);
    let unequal = 0;
    plain.forEach((value, i) => {
      const other = fast[i] ?? NaN;
      if (other !== value) unequal++;
      expect(Math.abs(other - value)).toBeLessThanOrEqual(Math.abs(value) / 127 + 1e-6);
    });
    expect(unequal / count).toBeLessThan(0.002);
  });

  it('are numbers at half a turn too, where the sine is 0', () => {
    const count = 608;
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const at = arena.bytes(2 * count);
      // Its 602nd normal is drawn from a word that rounds to half a turn.
      kernels.normals(at, count, new Rng(23_925).words);
      const places = new Uint16Array(kernels.memory.buffer, at, count);
      return arena.store(Float32Array.from(places, (_, place) => denseElement(places, place)));
    };
    const { plain, fast } = both(calls, count);
    expect(Math.abs(fast[601] ?? NaN)).toBeLessThan(1e-6);
    expect(Math.abs(plain[601] ?? NaN)).toBeLessThan(1e-6);
    expect(fast.every(Number.isFinite)).toBe(true);
  });

  it('are kept as near as a bfloat16 would, whatever stands beside them', () => {
    const values = [...normal(2000, 5), 1, 1, 0, 0, 1.999, -1.999, 0.75, -3, 1e-9, 2];
    const places = new Uint16Array(values.length);
    values.forEach((value, place) => putDenseElement(places, place, value));
    values.forEach((value, place) => {
      const away = Math.abs(denseElement(places, place) - value);
      expect(away, `${value} at ${place}`).toBeLessThanOrEqual(Math.abs(value) * 2 ** -8 * 1.01);
    });
  });
});

describe('a projection', () => {
  const rows = 48;
  const columns = 21;
  const draw = (arena: Arena, kernels: TrainingKernels): Address => {
    const matrix = arena.bytes(2 * rows * columns);
    kernels.normals(matrix, rows * columns, new Rng(1).words);
    return matrix;
  };

  it('multiplies, forward and transposed, and has norms', () => {
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const matrix = draw(arena, kernels);
      const out = arena.floats(rows + 2 * columns + 16);
      const back = arena.floats(columns);
      const norms = arena.floats(columns);
      kernels.project(
        matrix,
        arena.store(normal(columns, 2)),
        arena.store(normal(rows, 3)),
        out,
        rows,
        columns,
      );
      kernels.projectBack(
        matrix,
        arena.store(normal(rows, 4)),
        back,
        arena.floats(4 * columns),
        rows,
        columns,
      );
      kernels.columnNorms(matrix, norms, rows, columns);
      arena.viewFloats(out, rows + columns).set(arena.viewFloats(back, columns).slice(), rows);
      arena.viewFloats(out, rows + 2 * columns).set(arena.viewFloats(norms, columns).slice(), rows + columns);
      return out;
    };
    // A bfloat16 that rounds the other way is 1/256 off.
    expectSame(both(calls, rows + 2 * columns), 1e-3);
  });

  it.each([8, 16, 32, 512])('transforms %d values as Walsh and Hadamard do', (length) => {
    const values = normal(length, 1);
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const at = arena.store(values);
      kernels.walshHadamard(at, length);
      return at;
    };
    const found = both(calls, length);
    expectSame(found);
    const ones = (n: number): number => n.toString(2).replaceAll('0', '').length;
    const exact = values.map((_, k) =>
      values.reduce((all, value, i) => all + (ones(k & i) % 2 === 1 ? -value : value), 0),
    );
    expectSame({ plain: exact, fast: found.fast });
  });

  it('adds signed entries and sums them back', () => {
    const list = Int32Array.of(0, 9, 14, 3, 3, 20, 41);
    const starts = Int32Array.of(0, 3, 3, 7);
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const out = arena.store(normal(32, 1));
      const entries = arena.store(list);
      const from = arena.store(starts);
      kernels.scatterSigned(entries, from, arena.store(normal(3, 2)), out, 3);
      kernels.gatherSigned(entries, from, arena.store(normal(32, 3)), out + 4 * 28, 3);
      return out;
    };
    expectSame(both(calls, 32));
  });
});

describe('a step', () => {
  it('is the same by momentum, by Adam and by the elementwise loops', () => {
    const calls = (arena: Arena, kernels: TrainingKernels): Address => {
      const values = arena.store(normal(37, 1));
      const [a, b] = [arena.store(normal(37, 2)), arena.store(normal(37, 3))];
      const [m, v] = [arena.store(normal(37, 4)), arena.store(normal(37, 5).map(Math.abs))];
      const order = arena.store(Int32Array.from({ length: 37 }, (_, i) => (i * 5) % 37));
      const step = {
        rate: 0.01,
        beta1: 0.9,
        beta2: 0.99,
        correction1: 0.2,
        correction2: 0.03,
        epsilon: 1e-8,
      };
      kernels.momentumStep(values, a, m, 37, 0.1, 0.9);
      kernels.adamStep(values, b, m, v, 37, step);
      kernels.multiplyAdd(a, b, values, 37);
      kernels.addScaled(values, a, 0.3, values, 37);
      kernels.permute(values, order, a, b, 37);
      kernels.permuteBack(b, order, a, values, 37);
      kernels.multiply(values, b, values, 37);
      return values;
    };
    expectSame(both(calls, 37));
  });
});
