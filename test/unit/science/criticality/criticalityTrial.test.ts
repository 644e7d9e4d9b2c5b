import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Pacer } from '../../../../src/compute/work';
import {
  criticalityTrial,
  withLayerOf,
  type CriticalityStudy,
} from '../../../../src/science/criticality/criticalityTrial';
import { parameterBlocks } from '../../../../src/science/models/parameterBlocks';
import { NetworkBench, newArena } from '../../../../src/science/subspace/trainNetwork';
import { meanLoss } from '../subspace/float64Network';
import { productTask } from '../networkTask';

const network = { name: '', widths: [6, 12, 8, 2], activation: 'relu' as const };
const study: CriticalityStudy = {
  name: 'layer-criticality',
  network,
  plan: { optimiser: 'adam', momentum: 0, schedule: { name: 'constant' }, batch: 40, epochs: 15, rate: 0.02 },
  seed: 4,
  checkpoints: [3, 15],
  draws: 2,
};
const data = productTask(240, 6);

describe('a trial of layers put back', () => {
  it('scores the network that has one layer of another epoch, as float64 does', async () => {
    const outcome = await criticalityTrial(study, data, 2, newArena(), {});
    const bench = new NetworkBench(network, data);
    const rng = new Rng(4).split(2);
    const start = bench.draw(rng.split(0));
    const stages = new Map([[0, start]]);
    const end = await bench.train(study.plan, start, rng.split(1), new Pacer({}), {
      atEpoch: (epoch) => {
        stages.set(epoch, bench.current());
        return false;
      },
    });
    const examples = Array.from(data.test, (row) => [...data.features.subarray(6 * row, 6 * row + 6)]);
    const answers = Array.from(data.test, (row) => data.answers[row] ?? 0);
    const lossOf = (theta: Float32Array): number =>
      meanLoss(network, Float64Array.from(theta), examples, answers);
    expect(outcome.whole.test.loss).toBeCloseTo(lossOf(end), 4);
    for (const [l, block] of parameterBlocks(network).entries()) {
      const layer = outcome.layers[l];
      expect(layer?.restored.map(({ epoch }) => epoch)).toEqual([0, 3, 15]);
      for (const { epoch, test } of layer?.restored ?? []) {
        const mixed = withLayerOf(end, stages.get(epoch) ?? end, block);
        expect(test.loss).toBeCloseTo(lossOf(mixed), 4);
      }
      const fresh = bench.draw(rng.split(2).split(1));
      expect(layer?.redrawn[1]?.test.loss).toBeCloseTo(lossOf(withLayerOf(end, fresh, block)), 3);
    }
  });

  it('loses nothing where a layer is put back to the last epoch, and all layers make the whole', async () => {
    const { whole, layers, initial } = await criticalityTrial(study, data, 0, newArena(), {});
    for (const { restored } of layers) expect(restored.at(-1)).toMatchObject(whole);
    expect(layers.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(6 * 12 + 12 + 12 * 8 + 8 + 18);
    expect(whole.train.loss).toBeLessThan(0.5 * (initial.train.loss ?? 0));
    for (const { distance } of layers) expect(distance).toBeGreaterThan(0.05);
  });

  it('changes the weights and biases of that layer alone', () => {
    const [, block] = parameterBlocks(network);
    if (block === undefined) throw new Error('no second layer');
    const mixed = withLayerOf(new Float32Array(206).fill(1), new Float32Array(206).fill(2), block);
    expect([...mixed.keys()].filter((row) => mixed[row] === 2)).toEqual(
      Array.from({ length: 12 * 8 + 8 }, (_, i) => 84 + i),
    );
  });
});
