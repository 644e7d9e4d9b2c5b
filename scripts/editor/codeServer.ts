/**
 * VS Code from npm. The package `code-server` holds the workbench and the Node extension host, built; it needs
 * Node 24, which is taken from npm as well, so that Node 20 stays the only thing a person installs.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { canInstallPackages, installCommand, installPackages } from '../apt';
import { withLock } from '../lock';
import { cacheFolder } from '../paths';
import { mustRun, onPath, runCommand } from '../processes';
import { say, step } from '../report';

export const CODE_SERVER_VERSION = '4.139.1';
const NODE_VERSION = '24.21.0';
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** An installed server: the node that runs it and its entry point. */
export interface CodeServer {
  readonly node: string;
  readonly main: string;
}

/** The server in the cache, installed first where it is missing. */
export async function ensureCodeServer(): Promise<CodeServer> {
  const home = join(cacheFolder(), `code-server-${CODE_SERVER_VERSION}`);
  if (existsSync(home)) return at(home);
  return withLock(`${home}.lock`, async () => {
    if (existsSync(home)) return at(home);
    await removeHalfInstalls(home);
    const temporary = `${home}.partial-${process.pid}`;
    await install(temporary);
    await rename(temporary, home);
    return at(home);
  });
}

function at(home: string): CodeServer {
  return { node: nodeIn(home), main: join(vscodeIn(home), 'out', 'server-main.js') };
}

const nodeIn = (home: string): string =>
  join(home, 'node', 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const vscodeIn = (home: string): string =>
  join(home, 'server', 'node_modules', 'code-server', 'lib', 'vscode');

async function removeHalfInstalls(home: string): Promise<void> {
  const folder = dirname(home);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`code-server-${CODE_SERVER_VERSION}.partial-`)) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function install(home: string): Promise<void> {
  await mkdir(join(home, 'node'), { recursive: true });
  await mkdir(join(home, 'server'), { recursive: true });
  for (const part of ['node', 'server']) {
    await writeFile(join(home, part, 'package.json'), '{ "private": true }\n');
  }
  await step(`Installing Node ${NODE_VERSION} for VS Code`, () =>
    npm(join(home, 'node'), process.env, ['install', `node@${NODE_VERSION}`]),
  );
  const env = {
    ...process.env,
    PATH: `${dirname(nodeIn(home))}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  await step(`Installing VS Code (code-server ${CODE_SERVER_VERSION}, about 700 MB)`, async () => {
    await npm(join(home, 'server'), env, [
      'install',
      `code-server@${CODE_SERVER_VERSION}`,
      '--ignore-scripts',
    ]);
    await npm(vscodeIn(home), env, ['install', '--omit=dev', '--ignore-scripts']);
    await npm(join(vscodeIn(home), 'extensions'), env, ['install', '--omit=dev', '--ignore-scripts']);
  });
  await buildAddons(home, env);
}

/**
 * Two small addons are compiled: spdlog writes the log files that the Output panel shows, native-watchdog ends
 * an extension host whose server has died. The editor runs without them, so a machine without a compiler gets a
 * warning and no error. The others are left: terminals come prebuilt, sqlite3 and kerberos are not used here.
 */
async function buildAddons(home: string, env: NodeJS.ProcessEnv): Promise<void> {
  const tools = ['g++', 'make', 'python3'].filter((tool) => onPath(tool) === undefined);
  if (tools.length > 0) {
    if (!canInstallPackages()) {
      say(`No ${tools.join(', ')} here, so output channels of this VS Code stay empty. To have them:`);
      say(`  ${installCommand(tools)}   and delete ${home.replace(/\.partial-\d+$/, '')}`);
      return;
    }
    await installPackages(tools);
  }
  await step('Compiling two addons of VS Code', async () => {
    const { code, output } = await runCommand(
      'npm',
      ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', '--loglevel=error'],
      { cwd: vscodeIn(home), env: withHeaders(cleanOfCaller(env)) },
    );
    if (code !== 0) {
      say(
        `The addons did not compile, so output channels of this VS Code stay empty:\n${output.slice(-1500)}`,
      );
    }
  });
}

/** Both addons use Node's stable ABI, so the headers beside the running Node serve where there is no network. */
function withHeaders(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const prefix = dirname(dirname(process.execPath));
  const found = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
  return found && env['npm_config_nodedir'] === undefined ? { ...env, npm_config_nodedir: prefix } : env;
}

async function npm(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  await mustRun('npm', [...args, ...QUIET], { cwd, env: cleanOfCaller(env) });
}

/** Without what `npm run` tells its scripts about the checkout: it would lead the inner npm there. */
function cleanOfCaller(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^npm_(lifecycle|package|config_(local_prefix|prefix|global_prefix)|node_execpath)/.test(name),
    ),
  );
}
