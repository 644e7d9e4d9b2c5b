// Builds the extension host's program: `dist/extension.js`, and a file of its own for what the sources import with
// `import('…')` alone. Rolldown and not esbuild, which splits no CommonJS: `require` is how an extension gets `vscode`.
import { join } from 'node:path';
import { build, watch } from 'rolldown';

/**
 * @typedef {object} HostBuild
 * @property {string} outdir
 * @property {boolean} production
 */

/** The files written, and those that their code is from. @param {HostBuild} options @returns {Promise<{ written: string[], read: string[] }>} */
export async function buildHost(options) {
  const { output } = await build(hostOptions(options));
  return {
    written: output.map(({ fileName }) => join(options.outdir, fileName)),
    read: output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])),
  };
}

/** Builds anew on every change; each build is told of. @param {HostBuild} options @param {{ started(): void, finished(): void }} told */
export function watchHost(options, { started, finished }) {
  watch(hostOptions(options)).on('event', (event) => {
    if (event.code === 'START') started();
    if (event.code === 'ERROR') console.error(`✘ [ERROR] ${event.error.message}`);
    if (event.code === 'BUNDLE_END' || event.code === 'ERROR') void event.result.close();
    if (event.code === 'END' || event.code === 'ERROR') finished();
  });
}

/** @param {HostBuild} options @returns {import('rolldown').BuildOptions} */
export function hostOptions({ outdir, production }) {
  return {
    input: { extension: 'src/extension.ts' },
    platform: 'node',
    external: ['vscode'],
    logLevel: 'warn',
    transform: {
      target: 'node20',
      define: {
        'process.env.NODE_ENV': production ? '"production"' : '"development"',
        // See esbuild.mjs.
        define: 'undefined',
      },
    },
    plugins: [
      {
        // Zod's messages in fifty languages are most of it; none of them is shown as it is.
        name: 'zod-in-english',
        load: {
          filter: { id: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ },
          handler: () => ({ code: 'export {};', moduleType: 'js' }),
        },
      },
      {
        // A file of its own, which the command line reads, too.
        name: 'bibtex-apart',
        resolveId: {
          filter: { id: /^@retorquere\/bibtex-parser$/ },
          handler: () => ({ id: './bibtexParser.js', external: true }),
        },
      },
    ],
    output: {
      dir: outdir,
      format: 'cjs',
      dynamicImportInCjs: false,
      chunkFileNames: 'host-[name]-[hash].js',
      minify: production,
      sourcemap: !production,
      comments: { legal: !production },
    },
  };
}
