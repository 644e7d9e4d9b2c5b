// Builds each program of the product apart: the extension host (hostBuild.mjs), the experiment worker, the command
// line, and one bundle a webview. `--watch` rebuilds on change; `--production` minifies and leaves out source maps;
// `--outdir=<folder>` builds elsewhere than into dist.
import { build, context } from 'esbuild';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildHost, watchHost } from './hostBuild.mjs';
import { writeLibraryTypes } from './scripts/libraryTypes.mjs';
import { writeNotices } from './scripts/notices.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const outdir =
  process.argv.find((argument) => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: production ? 'none' : 'inline',
  logLevel: 'warning',
  metafile: true,
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

/** Zod's messages in fifty languages are most of it; none of them is shown as it is. @type {import('esbuild').Plugin} */
const zodInEnglish = {
  name: 'zod-in-english',
  setup(b) {
    b.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/** The BibTeX reader is half as large as all the rest, and few need it: a file of its own, read when it is. @type {import('esbuild').Plugin} */
const bibtexApart = {
  name: 'bibtex-apart',
  setup(b) {
    b.onResolve({ filter: /^@retorquere\/bibtex-parser$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './bibtexParser.js', external: true },
    );
  },
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  // Another extension may leave an AMD loader behind in the host: packages that look for one would hand it their exports.
  define: { ...common.define, define: 'undefined' },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  plugins: [zodInEnglish, bibtexApart],
};

/** What bundled packages, and the search's threads, find in CommonJS and a module does not have. */
const commonJsNames = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
const __dirname = require('node:url').fileURLToPath(new URL('.', import.meta.url));`;

const webviews = readdirSync('webviews', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`webviews/${entry.name}/main.ts`))
  .map((entry) => entry.name);

/** @type {import('esbuild').BuildOptions[]} */
const programs = [
  {
    ...node,
    entryPoints: {
      worker: 'src/worker/main.ts',
      neighbourThread: 'src/worker/neighbourThread.ts',
      trainingThread: 'src/worker/trainingThread.ts',
      trialThread: 'src/worker/trialThread.ts',
      gpuProcess: 'src/worker/gpuProcess.ts',
      confirmThread: 'src/worker/confirmThread.ts',
      programKeeper: 'src/worker/programKeeper.ts',
    },
    outdir,
  },
  {
    ...node,
    // One copy of each part: its CommonJS files hold others whole.
    mainFields: ['module', 'main'],
    entryPoints: { layersProcess: 'src/worker/layersProcess.ts' },
    outdir,
  },
  {
    // What TensorFlow.js computes with on the processor.
    entryPoints: {
      'tfjs-backend-wasm-simd':
        'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm',
    },
    outdir,
    metafile: true,
    loader: { '.wasm': 'copy' },
  },
  { ...node, entryPoints: { bibtexParser: '@retorquere/bibtex-parser' }, outdir },
  { ...node, entryPoints: { cli: 'src/cli/main.ts' }, outdir, banner: { js: '#!/usr/bin/env node' } },
  { ...node, entryPoints: { science: 'src/library/science.ts' }, outdir, outExtension: { '.js': '.cjs' } },
  {
    ...node,
    entryPoints: { science: 'src/library/science.ts' },
    outdir,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    banner: { js: commonJsNames },
  },
  ...webviews.map((name) => ({
    ...common,
    platform: /** @type {const} */ ('browser'),
    target: 'chrome130',
    format: /** @type {const} */ ('iife'),
    entryPoints: { [name]: `webviews/${name}/main.ts` },
    outdir: `${outdir}/webviews`,
    plugins: [zodInEnglish],
    loader: { '.svg': 'text' },
  })),
];

if (watch) {
  // The lines that F5's problem matcher waits for: .vscode/tasks.json.
  const started = () => console.log('[watch] build started');
  const finished = () => console.log('[watch] build finished');
  const plugin = {
    name: 'watch-lines',
    setup(/** @type {import('esbuild').PluginBuild} */ b) {
      b.onStart(started);
      b.onEnd(finished);
    },
  };
  watchHost({ outdir, production }, { started, finished });
  for (const options of programs)
    await (await context({ ...options, plugins: [...(options.plugins ?? []), plugin] })).watch();
} else {
  // Each program is built whether or not another fails; a failed build has printed its errors.
  const host = buildHost({ outdir, production });
  host.catch((error) => console.error(`✘ [ERROR] ${String(error)}`));
  const others = programs.map(async (options) => {
    const { metafile } = await build(options);
    return { written: Object.keys(metafile?.outputs ?? {}), read: Object.keys(metafile?.inputs ?? {}) };
  });
  const results = await Promise.allSettled([host, ...others]);
  const built = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (built.length < results.length) process.exit(1);
  const notices = writeNotices(
    outdir,
    built.flatMap(({ read }) => read),
  );
  removeStale([...writeLibraryTypes(outdir), notices, ...built.flatMap(({ written }) => written)]);
}

/**
 * Takes away what an earlier build left, after the new files stand. A running editor finds what it starts with; parts of the
 * host that it has yet to load have other names now, and come with the next reload of the window.
 */
function removeStale(/** @type {string[]} */ written) {
  const kept = new Set(written.map((file) => resolve(file)));
  for (const entry of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(resolve(file))) rmSync(file, { force: true });
  }
}
