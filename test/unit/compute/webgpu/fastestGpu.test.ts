import { describe, expect, it } from 'vitest';
import { AbortedError } from '../../../../src/base/abort';
import { fastestGpu, type GpuSource } from '../../../../src/compute/webgpu/fastestGpu';
import { GpuFault } from '../../../../src/compute/webgpu/gpuFault';

function gpu(name: string, software: boolean) {
  return { adapter: { name, software }, end: () => {} };
}
type Card = ReturnType<typeof gpu>;

function rig(...names: readonly (string | Error)[]) {
  const opened: string[] = [];
  const ended: string[] = [];
  const sources = names.map((name): GpuSource<Card> => () => {
    if (name instanceof Error) return Promise.reject(name);
    opened.push(name);
    return Promise.resolve({ ...gpu(name, name.startsWith('soft')), end: () => void ended.push(name) });
  });
  return { opened, ended, found: () => fastestGpu(sources, undefined) };
}

const none = new GpuFault('unavailable', 'there is no package');

describe('of several places with a GPU', () => {
  it.each([
    [['card', 'other'], 'card', ['card'], []],
    [[none, 'card'], 'card', ['card'], []],
    [['soft', 'card'], 'card', ['soft', 'card'], ['soft']],
    [['soft', 'softer'], 'soft', ['soft', 'softer'], ['softer']],
    [['soft', none], 'soft', ['soft'], []],
  ] as const)('%j: %s', async (names, expected, opened, ended) => {
    const each = rig(...names);
    expect((await each.found()).adapter.name).toBe(expected);
    expect([each.opened, each.ended]).toEqual([opened, ended]);
  });

  it('none has one: why, of each', async () => {
    const fault = rig(none, new GpuFault('lost', 'the window is gone')).found();
    await expect(fault).rejects.toMatchObject({
      reason: 'unavailable',
      message: 'there is no package; the window is gone',
    });
  });

  it('none is left open when the search is cancelled', async () => {
    const each = rig('soft', new AbortedError());
    await expect(each.found()).rejects.toThrow(AbortedError);
    expect(each.ended).toEqual(['soft']);
  });
});
