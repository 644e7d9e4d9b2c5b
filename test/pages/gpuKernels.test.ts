/** The conformance suite's kernels on Chromium's own WebGPU, which is what a webview of the desktop editor has. */
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/editor/chromium';
import { root } from '../../scripts/paths';
import { SingleThreadNeighbours } from '../../src/compute/nearestNeighbours';
import { requestFor, type DeviceAnswer, type DeviceRequest } from '../conformance/deviceSuite';
import { pointSets } from '../conformance/pointSets';

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
    args: [
      ...CHROMIUM_FLAGS.filter((flag) => flag !== '--disable-gpu'),
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
    ],
  });
  page = await browser.newPage();
  // WebGPU is there for secure origins alone.
  await page.route('https://gpu.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>kernels</title>' }),
  );
  await page.goto('https://gpu.test/');
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  await ask(requestFor('two points'));
}, compiling);

afterAll(() => browser.close());

function ask(request: DeviceRequest): Promise<DeviceAnswer> {
  return page.evaluate(
    (asked) => (globalThis as unknown as { ask: (asked: DeviceRequest) => Promise<DeviceAnswer> }).ask(asked),
    request,
  );
}

describe.each(Object.entries(pointSets))('neighbours of %s', (name, { matrix, k }) => {
  it('are found in a page to the last bit', { timeout: compiling }, async () => {
    const answer = await ask(requestFor(name));
    const expected = await new SingleThreadNeighbours().nearestNeighbours(matrix(), k, {});
    expect(answer.fault).toBeUndefined();
    expect(answer.distances).toEqual([...expected.distances]);
    expect(answer.indices).toEqual([...expected.indices]);
  });
});

describe('a device of a page', () => {
  it('that is lost is told of', { timeout: compiling }, async () => {
    const { fault } = await ask(requestFor('isotropic, where boxes tell nothing', { destroyAt: 0.2 }));
    expect(fault).toMatch(/^lost: /);
  });
});
