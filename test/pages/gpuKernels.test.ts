/** The conformance suite's kernels on Chromium's own WebGPU, which is what a webview of the desktop editor has. */
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WEBGPU_FLAGS, ensureChromium } from '../../scripts/editor/chromium';
import { root } from '../../scripts/paths';
import { SingleThreadNeighbours } from '../../src/compute/nearestNeighbours';
import type { CandidateFinder } from '../../src/compute/webgpu/candidates';
import { GpuFault } from '../../src/compute/webgpu/gpuFault';
import { GpuNeighbours } from '../../src/compute/webgpu/gpuNeighbours';
import { tileCount } from '../../src/compute/webgpu/tileLayout';
import type { PageAnswer, PageJob } from '../conformance/pageProgram';
import { pointSets } from '../conformance/pointSets';
import { gaussian } from '../unit/compute/points';

/** A software device takes long to compile the kernels. */
const compiling = 600_000;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const bundle = await build({
    absWorkingDir: root,
    entryPoints: ['test/conformance/pageProgram.ts'],
    bundle: true,
    format: 'iife',
    write: false,
  });
  browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: WEBGPU_FLAGS,
  });
  page = await browser.newPage();
  // WebGPU is there for secure origins alone.
  await page.route('https://gpu.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>kernels</title>' }),
  );
  await page.goto('https://gpu.test/');
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  await new GpuNeighbours(inPage()).nearestNeighbours(gaussian(2, 1), 1, {});
}, compiling);

afterAll(() => browser.close());

/** A finder that has the page find. */
function inPage(destroyAt?: number): CandidateFinder {
  return {
    adapter: { name: 'a browser', software: true },
    async find({ layout, boxes, pack, ...rest }, receive) {
      const job: PageJob = {
        ...rest,
        size: layout.size,
        starts: textOf(layout.starts),
        boxes: textOf(boxes),
        points: textOf(await pack(0, tileCount(layout))),
        destroyAt,
      };
      const { blocks, comparedTiles, fault } = await page.evaluate(
        (asked) =>
          (globalThis as unknown as { findInPage: (job: PageJob) => Promise<PageAnswer> }).findInPage(asked),
        job,
      );
      if (fault !== undefined) throw new GpuFault(fault.reason, fault.message);
      for (const { kept, ...block } of blocks) {
        await receive({
          ...block,
          kept: new Uint32Array(Uint8Array.from(Buffer.from(kept, 'base64')).buffer),
        });
      }
      return { comparedTiles };
    },
  };
}

function textOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** A few: `test/conformance` looks at all of them on the same adapter. */
const some = Object.entries(pointSets).filter((_, index) => index % 5 === 0);

describe.each(some)('neighbours of %s', (_name, { matrix, k }) => {
  it('are found in a page to the last bit', { timeout: compiling }, async () => {
    const found = await new GpuNeighbours(inPage()).nearestNeighbours(matrix(), k, {});
    const expected = await new SingleThreadNeighbours().nearestNeighbours(matrix(), k, {});
    expect(found.distances).toEqual(expected.distances);
    expect(found.indices).toEqual(expected.indices);
  });
});

describe('a device of a page', () => {
  it('that is lost is told of', { timeout: compiling }, async () => {
    const search = new GpuNeighbours(inPage(0.2)).nearestNeighbours(gaussian(300, 90), 20, {});
    await expect(search).rejects.toMatchObject({ name: 'GpuFault', reason: 'lost' });
  });
});
