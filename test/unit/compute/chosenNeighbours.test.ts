import { describe, expect, it } from 'vitest';
import { AbortedError } from '../../../src/base/abort';
import type { BackendChoice } from '../../../src/compute/backendChoice';
import { ChosenNeighbours, type OpenGpu } from '../../../src/compute/chosenNeighbours';
import { SingleThreadNeighbours } from '../../../src/compute/nearestNeighbours';
import type { NeighbourTable } from '../../../src/compute/neighbourTable';
import type { CandidateFinder } from '../../../src/compute/webgpu/candidates';
import { GpuFault } from '../../../src/compute/webgpu/gpuFault';
import { gaussian } from './points';
import { scalarFinder } from './webgpu/scalarFinder';

const points = gaussian(200, 3);

interface Card extends OpenGpu {
  find: CandidateFinder['find'];
  ended: number;
}

/** A GPU whose search does as told. */
function gpu(find: CandidateFinder['find'], software = false): Card {
  return {
    adapter: { name: 'Card 9000', software },
    find,
    ended: 0,
    end() {
      this.ended++;
    },
  };
}

const failing =
  (fault: Error): CandidateFinder['find'] =>
  (_job, _receive, hooks) => {
    hooks.onProgress?.(0.5);
    return Promise.reject(fault);
  };

function search(
  choice: BackendChoice,
  open: () => Promise<OpenGpu>,
  onProgress?: (fraction: number) => void,
): Promise<NeighbourTable> {
  const chosen = new ChosenNeighbours(choice, new SingleThreadNeighbours(), open, 0);
  return chosen.nearestNeighbours(points, 4, { onProgress });
}

describe('the chosen backend', () => {
  it.each([
    ['memory', 'its memory is too small'],
    ['lost', 'the device was lost'],
    ['unsuited', 'single precision leaves too much open'],
  ] as const)('is the processor once the GPU fails (%s), and says why', async (reason, message) => {
    const card = gpu(failing(new GpuFault(reason, message)));
    const progress: number[] = [];
    const table = await search(
      'auto',
      () => Promise.resolve(card),
      (fraction) => progress.push(fraction),
    );
    const own = await new SingleThreadNeighbours().nearestNeighbours(points, 4, {});
    expect(table.distances).toEqual(own.distances);
    expect(table.backend).toBe(own.backend);
    expect(table.notices).toEqual([
      `Neighbours were found on the processor, since the GPU could not be used: ${message}.`,
    ]);
    expect(card.ended).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });

  it.each([
    ['lost', 1],
    ['unavailable', 1],
    ['memory', 2],
  ] as const)('asks a GPU that failed (%s) so often in two searches: %d', async (reason, times) => {
    let opened = 0;
    const open = (): Promise<OpenGpu> => {
      opened++;
      return Promise.resolve(gpu(failing(new GpuFault(reason, 'it failed'))));
    };
    const chosen = new ChosenNeighbours('webgpu', new SingleThreadNeighbours(), open, 0);
    await chosen.nearestNeighbours(points, 4, {});
    await chosen.nearestNeighbours(points, 4, {});
    expect(opened).toBe(times);
  });

  it('says nothing of a machine without a GPU, unless one was asked for', async () => {
    const none = (): Promise<OpenGpu> => Promise.reject(new GpuFault('unavailable', 'there is none'));
    expect((await search('auto', none)).notices).toBeUndefined();
    expect((await search('webgpu', none)).notices?.[0]).toContain('there is none');
  });

  it('is no software adapter by itself', async () => {
    const card = gpu(() => Promise.reject(new Error('it was used')), true);
    const table = await search('auto', () => Promise.resolve(card));
    expect(table.backend).toContain('webassembly');
    expect(card.ended).toBe(1);
    await expect(search('webgpu', () => Promise.resolve(card))).rejects.toThrow('it was used');
  });

  it('is the processor for little work, and where it was chosen', async () => {
    const open = (): Promise<OpenGpu> => Promise.reject(new Error('a GPU was opened'));
    const little = new ChosenNeighbours('auto', new SingleThreadNeighbours(), open);
    await expect(little.nearestNeighbours(points, 4, {})).resolves.toHaveProperty('points', 200);
    await expect(search('wasm', open)).resolves.toHaveProperty('points', 200);
  });

  it('does not take cancelling for a fault', async () => {
    const card = gpu(failing(new AbortedError()));
    await expect(search('auto', () => Promise.resolve(card))).rejects.toThrow(AbortedError);
    expect(card.ended).toBe(1);
  });
});

describe('a GPU that has found neighbours', () => {
  function rig() {
    const finder = scalarFinder(9);
    const cards: Card[] = [];
    const open = (): Promise<OpenGpu> => {
      const card = gpu((job, receive, hooks) => finder.find(job, receive, hooks));
      cards.push(card);
      return Promise.resolve(card);
    };
    let rest: (() => void) | undefined;
    const later = (run: () => void): (() => void) => {
      rest = run;
      return () => (rest = undefined);
    };
    const chosen = new ChosenNeighbours('webgpu', new SingleThreadNeighbours(), open, 0, later);
    return { chosen, cards, endRest: () => rest?.(), ended: () => cards.map((card) => card.ended) };
  }

  it('is kept for the next search, and ends with the last', async () => {
    const { chosen, ended } = rig();
    const first = await chosen.nearestNeighbours(points, 4, {});
    const second = await chosen.nearestNeighbours(points, 4, {});
    expect(second.backend).toContain('Card 9000');
    expect(second.distances).toEqual(first.distances);
    expect(ended()).toEqual([0]);
    await chosen.close();
    await chosen.close();
    expect(ended()).toEqual([1]);
  });

  it('is given back after a rest, and another opened when there is work again', async () => {
    const { chosen, endRest, ended } = rig();
    await chosen.nearestNeighbours(points, 4, {});
    endRest();
    expect(ended()).toEqual([1]);
    await chosen.nearestNeighbours(points, 4, {});
    expect(ended()).toEqual([1, 0]);
  });

  it('is talked to by one search at a time', async () => {
    const { chosen, ended } = rig();
    await Promise.all([1, 2].map(() => chosen.nearestNeighbours(points, 4, {})));
    expect(ended().sort()).toEqual([0, 1]);
  });

  it('is given back by a search that ends after all was closed', async () => {
    const { chosen, ended } = rig();
    const last = chosen.nearestNeighbours(points, 4, {});
    await chosen.close();
    await last;
    expect(ended()).toEqual([1]);
  });

  it('is not used again once it was lost, which is said', async () => {
    const { chosen, cards, ended } = rig();
    await chosen.nearestNeighbours(points, 4, {});
    for (const card of cards) card.find = failing(new GpuFault('lost', 'the device was lost'));
    const after = await chosen.nearestNeighbours(points, 4, {});
    expect(after.notices?.[0]).toContain('the device was lost');
    expect(after.backend).toContain('webassembly');
    await chosen.nearestNeighbours(points, 4, {});
    expect(ended()).toEqual([1]);
  });
});
