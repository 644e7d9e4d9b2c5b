/** The GPU of the editor's window, on Chromium's software adapter: a run's worker borrows it through the extension host. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import type { EditorWindow } from '../../scripts/editor/window';
import { runResultSchema, type RunResult } from '../../src/experiments/run';
import { openEditor } from './harness';

const waitMs = 120_000;

async function results(editor: EditorWindow): Promise<RunResult[]> {
  const runs = join(editor.workspace, '.marginalia', 'runs');
  const ids = await readdir(runs).catch(() => []);
  const read = (id: string): Promise<string> =>
    readFile(join(runs, id, 'result.json'), 'utf8').catch(() => '');
  const texts = await Promise.all(ids.map(read));
  return texts.filter((text) => text !== '').map((text) => runResultSchema.parse(JSON.parse(text)));
}

it('finds the neighbours of a run that a note starts, to the last bit', { timeout: 300_000 }, async () => {
  const editor = await openEditor({ webgpu: true });
  await mkdir(join(editor.workspace, '.vscode'));
  await mkdir(join(editor.workspace, 'gpu'));
  const settings = JSON.stringify({ 'marginalia.compute.backend': 'editor' });
  await writeFile(join(editor.workspace, '.vscode', 'settings.json'), settings);
  const row = (i: number): string =>
    Array.from({ length: 5 }, (_, d) => Math.sin(i * (d + 1) * 0.7 + d).toFixed(9)).join(',');
  const rows = Array.from({ length: 400 }, (_, i) => row(i)).join('\n');
  await writeFile(join(editor.workspace, 'gpu', 'points.csv'), rows);
  await writeFile(
    join(editor.workspace, 'gpu', 'points.md'),
    '```experiment points\nkind: intrinsic-dimension\ndata: points.csv\nestimators: [twonn, mle]\n```\n',
  );
  await editor.openFile('gpu/points.md');
  await editor.page.locator('.codelens-decoration a').filter({ hasText: /Run$/ }).first().click();
  await expect.poll(() => results(editor), { timeout: waitMs }).toHaveLength(1);
  // The view is there for as long as somebody borrows.
  const view = editor.page.locator('.pane-header').filter({ hasText: 'GPU' });
  await view.waitFor({ state: 'detached', timeout: waitMs });

  // The same block by the command line: no window, hence the processor.
  const cli = join(inject('editor').extension, 'dist', 'cli.js');
  const args = [cli, 'run', 'gpu/points.md', '--no-write', '--backend', 'wasm'];
  await promisify(execFile)(process.execPath, args, { cwd: editor.workspace });
  const both = await results(editor);
  expect(both.map(({ provenance }) => provenance.backend).sort()).toEqual([
    expect.stringMatching(
      /^WebGPU \(.*swiftshader.*, through the editor's window, a software adapter\)/,
    ) as unknown,
    expect.stringMatching(/^webassembly/) as unknown,
  ]);
  expect(both[0]?.result).toEqual(both[1]?.result);
});
