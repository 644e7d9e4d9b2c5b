import { describe, expect, it } from 'vitest';
import { AbortedError } from '../../../../src/base/abort';
import { editorBackendChoices } from '../../../../src/compute/backendChoice';
import { SingleThreadNeighbours } from '../../../../src/compute/nearestNeighbours';
import type { NeighbourTable } from '../../../../src/compute/neighbourTable';
import { gaussian } from '../../compute/points';
import { FakeDevice } from '../../compute/webgpu/fakeDevice';
import { borrowing, devicePage, scalarPage, searcher, type TestPage } from './borrowing';

const points = gaussian(300, 3);
const own = (): Promise<NeighbourTable> => new SingleThreadNeighbours().nearestNeighbours(points, 4, {});
const because = (reason: string): string =>
  `Neighbours were found on the processor, since the GPU could not be used: ${reason}.`;

const types = ({ told }: TestPage): string[] => told.map(({ message }) => message.type);

describe('a window that lends its GPU', () => {
  it('finds the neighbours of the processor, and the result names its card', async () => {
    const window = borrowing(scalarPage);
    const worker = window.start();
    const search = searcher(worker);
    const table = await search.nearestNeighbours(points, 4, {});
    const expected = await own();
    expect(table.distances).toEqual(expected.distances);
    expect(table.indices).toEqual(expected.indices);
    expect(table.backend).toBe("WebGPU (Card 9000, through the editor's window)");
    expect(table.notices).toBeUndefined();
    // The page stays for the next search, and no longer than that.
    expect(window.pages.map(({ isClosed }) => isClosed)).toEqual([false]);
    await search.nearestNeighbours(points, 4, {});
    await search.close();
    await Promise.resolve();
    expect(window.pages.map(({ isClosed }) => isClosed)).toEqual([true]);
    expect(types(window.pages[0] as TestPage).filter((type) => type === 'open' || type === 'close')).toEqual([
      'open',
      'close',
    ]);
  });

  it.each([
    ['has no adapter', undefined, 'WebGPU finds no graphics adapter, or no driver for it, on this machine'],
    [
      'binds too little',
      Object.assign(new FakeDevice(), {
        limits: {
          maxBufferSize: 1000,
          maxStorageBufferBindingSize: 1000,
          maxComputeWorkgroupsPerDimension: 9,
        },
      }),
      'it binds 0.000954 MB at a time, and 0.00586 MB are needed',
    ],
    [
      'has too little memory',
      Object.assign(new FakeDevice(), { memory: 1000 }),
      'its memory is too small (Out of device memory.)',
    ],
    [
      'loses its device in the middle',
      Object.assign(new FakeDevice(), {
        submitted: () => new Promise<void>(() => {}),
        lost: new Promise((resolve) => setTimeout(() => resolve({ message: 'the driver was reset' }), 5)),
      }),
      'the device was lost (the driver was reset)',
    ],
  ] as const)('that %s leaves the work to the processor, which says why', async (_what, device, reason) => {
    const window = borrowing(devicePage(device));
    const table = await searcher(window.start()).nearestNeighbours(points, 4, {});
    const expected = await own();
    expect(table.notices).toEqual([because(reason)]);
    expect(table.backend).toBe(expected.backend);
    expect(table.indices).toEqual(expected.indices);
    expect(window.pages.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it('shows what it works on', async () => {
    const lines: (readonly string[])[] = [];
    const device = Object.assign(new FakeDevice(), { memory: 1000 });
    await searcher(borrowing(devicePage(device, lines)).start()).nearestNeighbours(points, 4, {});
    expect([...new Set(lines.map((shown) => shown.join()))]).toEqual([
      'Looking for a graphics card …',
      'acme x1: at rest',
      'acme x1: neighbours of 300 points, 1 MB, 0 %',
      '',
    ]);
  });

  it.each([
    ['its page is closed', 'its page in the editor was closed'],
    ['the window is closed', "the editor's window was closed or reloaded"],
  ])('leaves the work to the processor when, in the middle, %s', async (what, reason) => {
    const device = new FakeDevice();
    const window = borrowing(devicePage(device));
    const worker = window.start();
    device.submitted = () => {
      if (what === 'its page is closed') window.events[0]?.closed();
      else worker.disconnect();
      return new Promise(() => {});
    };
    const search = searcher(worker);
    const table = await search.nearestNeighbours(points, 4, {});
    expect(table.notices).toEqual([because(reason)]);
    expect(table.indices).toEqual((await own()).indices);
    // And is not asked again.
    expect((await search.nearestNeighbours(points, 4, {})).notices).toBeUndefined();
    expect(window.pages).toHaveLength(1);
  });

  it('stops when the run is cancelled', async () => {
    const stop = new AbortController();
    let destroyed = 0;
    const device = Object.assign(new FakeDevice(), { destroy: () => void destroyed++ });
    device.submitted = () => {
      stop.abort();
      return new Promise(() => {});
    };
    const window = borrowing(devicePage(device));
    const search = searcher(window.start()).nearestNeighbours(points, 4, { signal: stop.signal });
    await expect(search).rejects.toThrow(AbortedError);
    await new Promise((resolve) => setTimeout(resolve));
    expect(types(window.pages[0] as TestPage).at(-1)).toBe('close');
    expect(window.pages[0]?.isClosed).toBe(true);
    expect(destroyed).toBe(1);
  });

  it('serves two workers with one page, until both are gone', async () => {
    const window = borrowing(scalarPage);
    const [one, two] = [window.start(), window.start()];
    const tables = await Promise.all(
      [one, two].map((each) => searcher(each).nearestNeighbours(points, 4, {})),
    );
    expect(tables.map(({ indices }) => indices)).toEqual([tables[0]?.indices, (await own()).indices]);
    expect(window.pages).toHaveLength(1);
    one.disconnect();
    await Promise.resolve();
    expect(window.pages[0]?.isClosed).toBe(false);
    two.disconnect();
    await Promise.resolve();
    expect(window.pages[0]?.isClosed).toBe(true);
  });

  it('that cannot show its page says so, and tries again for the next run', async () => {
    let isMinimised = true;
    const window = borrowing((events) =>
      isMinimised ? Promise.reject(new Error('the page was not shown')) : scalarPage(events),
    );
    const failed = await searcher(window.start()).nearestNeighbours(points, 4, {});
    expect(failed.notices).toEqual([because('the page was not shown')]);
    // Nobody asked for a GPU that nobody has.
    expect((await searcher(window.start(), 'auto').nearestNeighbours(points, 4, {})).notices).toBeUndefined();
    isMinimised = false;
    expect((await searcher(window.start()).nearestNeighbours(points, 4, {})).backend).toContain('Card 9000');
  });

  it('is not believed when it answers with fewer candidates than it says', async () => {
    const window = borrowing(scalarPage);
    const worker = window.start();
    const { send } = worker.port;
    Object.assign(worker.port, {
      send: (said: Parameters<typeof send>[0]) => {
        const { message } = said;
        if (message.type === 'block') send({ ...said, message: { ...message, kept: message.kept.slice(2) } });
        else send(said);
      },
    });
    const table = await searcher(worker).nearestNeighbours(points, 4, {});
    expect(table.notices?.[0]).toMatch(/could not be used: it answered with \d+ candidates for \d+\.$/);
    expect(table.indices).toEqual((await own()).indices);
  });

  it('passes on nothing of another kind, and nothing that comes too late', async () => {
    const window = borrowing(scalarPage);
    const worker = window.start();
    const client = await worker.editor.open(undefined);
    client.end();
    await Promise.resolve();
    const heard = worker.heard.length;
    window.events[0]?.said({ session: 1, message: { type: 'progress', fraction: 1 } });
    expect(worker.heard).toHaveLength(heard);
    let listen = (_message: unknown): void => {};
    const stranger = {
      send: () => {},
      onMessage: (take: typeof listen) => void (listen = take),
      onClose: () => {},
    };
    window.relay.serve(stranger);
    listen({ session: 1, message: { type: 'points', values: [1, 2, 3] } });
    expect(window.warnings).toEqual(['A worker sent a message of another kind.']);
  });

  it('lends of its own accord on its own machine alone, and never for the processor', () => {
    const lent = (isLocal: boolean): string[] => {
      const { relay } = borrowing(scalarPage, isLocal);
      return editorBackendChoices.filter((choice) => relay.lends(choice));
    };
    expect(lent(true)).toEqual(['auto', 'webgpu', 'editor']);
    expect(lent(false)).toEqual(['webgpu', 'editor']);
  });

  it.each([
    ['no adapter', undefined, 'x1'],
    ['a program alone', new FakeDevice(), 'SwiftShader'],
  ])('does not open its page by itself again once it was found to have %s', async (_what, device, card) => {
    const window = borrowing(devicePage(device, [], card));
    const client = await window
      .start()
      .editor.open(undefined)
      .catch(() => undefined);
    expect(client?.adapter.software).toBe(device && true);
    expect(editorBackendChoices.filter((choice) => window.relay.lends(choice))).toEqual(['webgpu', 'editor']);
  });
});
