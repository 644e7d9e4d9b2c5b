import type { Browser } from 'playwright-core';
import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../scripts/editor/browser';
import { installExtension, serveEditor, type EditorServer } from '../../scripts/editor/server';
import { openWindow } from '../../scripts/editor/window';
import { temporaryFolder, type TemporaryFolder } from '../../scripts/editor/workspaceCopy';
import { root } from '../../scripts/paths';
import { packVsix } from '../../scripts/vsix';

/** Every file of an installed extension matches one of these; `.vsixmanifest` is the installer's own. */
const SHIPPED = [
  /^package\.json$/,
  /^package\.nls(\.[\w-]+)?\.json$/,
  /^l10n\/[\w.-]+\.json$/,
  /^(readme|changelog)\.md$/i,
  /^license(\.txt)?$/i,
  /^media\//,
  /^dist\/\w+\.js$/,
  /^dist\/[\w-]+\.wasm$/,
  // The licences of what is bundled.
  /^dist\/THIRD_PARTY_NOTICES\.txt$/,
  // What the host loads a part at a time.
  /^dist\/host-[\w-]+\.js$/,
  /^dist\/webviews\/[\w-]+\.(js|css)$/,
  /^\.vsixmanifest$/,
];
const NEEDED = [
  'package.json',
  'dist/extension.js',
  'dist/worker.js',
  'dist/THIRD_PARTY_NOTICES.txt',
  'media/icon.png',
];
const NEVER = /\.ts$|\.map$|\.tsbuildinfo$|(^|\/)(src|test|scripts|node_modules|\.marginalia)\//;

describe('the package', () => {
  let folder: TemporaryFolder;
  let extensionsDir: string;
  let server: EditorServer | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    folder = await temporaryFolder();
    extensionsDir = join(folder.path, 'extensions');
    const dataDir = join(folder.path, 'data');
    await mkdir(extensionsDir);
    const vsix = await packVsix(join(folder.path, 'marginalia.vsix'));
    await installExtension(vsix, { extensionsDir, dataDir });
    server = await serveEditor({ dataDir, extensionsDir, keepWindowsSeconds: 5 });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await folder.remove();
  });

  it('holds what runs and nothing else', () => {
    const [installed] = readdirSync(extensionsDir).filter((name) => name.startsWith('marginalia.'));
    expect(installed).toBeDefined();
    const files = readdirSync(join(extensionsDir, installed ?? ''), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name).slice(join(extensionsDir, installed ?? '').length + 1),
      );

    expect(files.filter((file) => NEVER.test(file))).toEqual([]);
    expect(files.filter((file) => !SHIPPED.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(NEEDED));
  });

  it('activates in a clean editor', async () => {
    if (server === undefined || browser === undefined) throw new Error('The editor did not start.');
    const window = await openWindow(server, browser, {
      workspace: join(root, 'test', 'fixtures', 'workspace'),
    });
    await window.page.locator('.activitybar [aria-label^="Marginalia"]').first().waitFor();
    await window.openFile('README.md');
    await window.runCommand('Developer: Show Running Extensions');
    const row = window.page.locator('.extension').filter({ hasText: 'Marginalia' });
    await row.getByText(/Activation: \d+ms/).waitFor();
    await window.close();
  });
});
