import { describe, expect, it } from 'vitest';
import { AbortedError } from '../../../../src/base/abort';
import { DeviceCandidates } from '../../../../src/compute/webgpu/candidateSearch';
import { GpuNeighbours } from '../../../../src/compute/webgpu/gpuNeighbours';
import { gaussian } from '../points';
import { FakeDevice } from './fakeDevice';

function search(device: FakeDevice, hooks = {}): Promise<unknown> {
  const finder = new DeviceCandidates(device, { name: 'fake', software: false }, () => 0);
  return new GpuNeighbours(finder).nearestNeighbours(gaussian(200, 5), 4, hooks);
}

describe('a search on a device', () => {
  it('that has too little memory says so, and gives back what it took', async () => {
    const device = new FakeDevice();
    device.memory = 10_000;
    await expect(search(device)).rejects.toMatchObject({
      reason: 'memory',
      message: 'its memory is too small (Out of device memory.)',
    });
    expect(device.alive).toBe(0);
  });

  it('that refuses the work says what it said', async () => {
    const device = new FakeDevice();
    device.refusal = 'no such builtin';
    await expect(search(device)).rejects.toMatchObject({
      reason: 'unavailable',
      message: 'it refused the work (no such builtin)',
    });
  });

  it('that is lost does not wait for what never comes', async () => {
    const device = new FakeDevice();
    device.submitted = () => new Promise(() => {});
    device.lost = Promise.resolve({ message: 'the driver was reset' });
    await expect(search(device)).rejects.toMatchObject({
      reason: 'lost',
      message: 'the device was lost (the driver was reset)',
    });
    expect(device.alive).toBe(0);
  });

  it('whose promises fail as those of a lost device do is lost, not cancelled', async () => {
    const device = new FakeDevice();
    const failure = Object.assign(new Error('mapping was cancelled'), { name: 'AbortError' });
    device.submitted = () => Promise.reject(failure);
    await expect(search(device)).rejects.toMatchObject({ name: 'GpuFault', reason: 'lost' });
  });

  it('that is cancelled between batches is cancelled', async () => {
    const stop = new AbortController();
    const device = new FakeDevice();
    device.submitted = () => {
      stop.abort();
      return Promise.resolve();
    };
    await expect(search(device, { signal: stop.signal })).rejects.toThrow(AbortedError);
    expect(device.alive).toBe(0);
  });
});
