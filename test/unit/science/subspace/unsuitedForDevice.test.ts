import { describe, expect, it } from 'vitest';
import type { NativeJob } from '../../../../src/science/subspace/replicaBackend';
import { unsuitedForDevice } from '../../../../src/science/subspace/trainOnDevice';

const none = new Int32Array(0);
const job: NativeJob = {
  network: { name: '', widths: [4, 2], activation: 'relu' },
  data: { rows: 0, columns: 4, features: new Float32Array(0), answers: none, train: none, test: none },
  plan: {
    ...{ seed: 0, method: 'random', projection: 'dense', burnIn: 1, rate: 1, fullRate: 1 },
    ...{ optimiser: 'sgd', momentum: 0, schedule: { name: 'constant' }, batch: 1, epochs: 2 },
    target: { split: 'test', measure: 'loss', value: 1, relative: false },
  },
};
const replicas = [{ dimension: 2, index: 0, target: undefined }];

describe('what a device cannot train', () => {
  it('is left to the processor: convolutions, parameters held equal, second phases', () => {
    const size = { height: 2, width: 2, channels: 1, planar: true };
    const image = { ...job.network, image: { size, stages: [] } };
    const phases = { ...job, plan: { ...job.plan, then: 'full' as const, thenEpochs: 1 } };
    expect(unsuitedForDevice(job, replicas)).toBeUndefined();
    expect(unsuitedForDevice({ ...job, network: image }, replicas)).toBe('it has no convolutions');
    expect(unsuitedForDevice({ ...job, orbits: { orbitOf: none, count: 0 } }, replicas)).toContain('equal');
    expect(unsuitedForDevice(phases, replicas)).toBe('it trains in one phase only');
    expect(
      unsuitedForDevice(phases, [{ dimension: undefined, index: 0, target: undefined }]),
    ).toBeUndefined();
  });
});
