/**
 * A built copy of the extension in a folder of its own under `out/stage`. Tests and the package are made from it,
 * so that a build for one never takes files away under the other or under a person's running editor.
 */
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths';
import { runCommand } from './processes';
import { PlainError, say } from './report';

const STAGES = join(root, 'out', 'stage');
/** What an installed extension consists of besides `dist`. */
const SHIPPED = /^(package(\.nls.*)?\.json|README\.md|CHANGELOG\.md|LICENSE|l10n|media|\.vscodeignore)$/;

export interface Stage {
  /** The extension's folder: what `extensionDevelopmentPath` names. */
  readonly extension: string;
  readonly remove: () => Promise<void>;
}

export interface StageOptions {
  readonly production?: boolean;
  /** Goes on where only the command line or a webview does not build: for a look in the middle of work. */
  readonly partial?: boolean;
}

export async function stageExtension(options: StageOptions = {}): Promise<Stage> {
  await removeAbandoned();
  const extension = join(STAGES, `${process.pid}-${Date.now().toString(36)}`);
  await mkdir(extension, { recursive: true });
  const remove = (): Promise<void> => rm(extension, { recursive: true, force: true });
  try {
    await Promise.all([buildInto(join(extension, 'dist'), options), copyShipped(extension)]);
  } catch (error) {
    await remove();
    throw error;
  }
  return { extension, remove };
}

async function buildInto(dist: string, options: StageOptions): Promise<void> {
  const flags = options.production === true ? ['--production'] : [];
  const args = ['esbuild.mjs', `--outdir=${dist}`, ...flags];
  const { code, output } = await runCommand('node', args, { cwd: root });
  if (code === 0) return;
  const usable = options.partial === true && existsSync(join(dist, 'extension.js'));
  if (!usable) throw new PlainError(`The build failed:\n${output}`);
  say(`Going on with a partial build:\n${output}`);
}

async function copyShipped(extension: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!SHIPPED.test(name)) continue;
    await cp(join(root, name), join(extension, name), {
      recursive: true,
      filter: (source) => !source.endsWith('.marginalia'),
    });
  }
}

/** Bundles `test/host` into the stage and returns the module whose `run` the extension host calls. */
export async function stageHostTests(stage: Stage): Promise<string> {
  const folder = join(stage.extension, 'test-host');
  const files = readdirSync(join(root, 'test', 'host'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', 'host', file));
  await build({
    absWorkingDir: root,
    entryPoints: ['test/host/index.ts', ...files],
    outdir: folder,
    outbase: 'test/host',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    // Stacks need places alone, and each test would carry all of its sources.
    sourcesContent: false,
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(folder, 'index.js');
}

/** Builds the extension with which `test/languageModel` offers a language model, as an installed one in `extensions`. */
export async function stageLanguageModel(extensions: string): Promise<string> {
  const folder = join(extensions, 'marginalia-tests.test-model-0.0.0');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/languageModel/extension.ts'],
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  await cp(join(root, 'test', 'languageModel', 'package.json'), join(folder, 'package.json'));
  return folder;
}

async function removeAbandoned(): Promise<void> {
  if (!existsSync(STAGES)) return;
  for (const name of await readdir(STAGES)) {
    if (!alive(Number.parseInt(name, 10))) await rm(join(STAGES, name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
