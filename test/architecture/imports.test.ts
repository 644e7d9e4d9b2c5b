/** The import rule of ARCHITECTURE.md, held over every file of `src` and `webviews`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cycleIn } from './graph';
import { readModules, root, type Import, type Module } from './modules';

const DOMAINS = ['base', 'notes', 'papers', 'compute', 'science', 'experiments', 'plots', 'results'];

/** A folder of `src`, and the folders it may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  notes: ['base'],
  papers: ['base', 'notes'],
  compute: ['base'],
  science: ['base', 'compute'],
  experiments: ['base', 'science', 'notes'],
  plots: ['base'],
  results: ['base', 'notes', 'experiments', 'science', 'plots'],
  protocol: DOMAINS,
  adapters: [...DOMAINS, 'protocol'],
  library: ['base', 'science', 'adapters'],
  worker: [...DOMAINS, 'protocol', 'adapters'],
  cli: [...DOMAINS, 'protocol', 'adapters'],
  host: [...DOMAINS, 'protocol', 'adapters'],
};

/** What `src/extension.ts`, the composition root, may import. */
const ROOT_MAY_IMPORT = ['base', 'adapters', 'host'];

/** What a webview may import from `src`, besides types; from `webviews`, its own folder and these. */
const WEBVIEW_MAY_IMPORT = ['base', 'plots', 'protocol', 'results'];
const WEBVIEW_SHARED = ['shared', 'plots'];

/** Folders that run anywhere: no editor, no Node. */
const CORE = [...DOMAINS, 'protocol'];
const WITH_EDITOR = ['host'];

/** Holds the version that results and the command line name. */
const MANIFEST = 'package.json';

const modules = readModules(['src', 'webviews']);
const source = modules.filter((module) => module.file.startsWith('src/'));
const webviews = modules.filter((module) => module.file.startsWith('webviews/'));

/** `src/notes/x.ts` → `notes`; a file directly under `src` has none. */
function folderOf(file: string): string | undefined {
  const parts = file.split('/');
  return parts.length > 2 ? parts[1] : undefined;
}

const isNode = (specifier: string): boolean => specifier.startsWith('node:');

/** One line a forbidden import, so that a failure reads as a list. */
function offences(files: readonly Module[], isAllowed: (module: Module, each: Import) => boolean): string[] {
  return files.flatMap((module) =>
    module.imports
      .filter((each) => !isAllowed(module, each))
      .map((each) => `${module.file} imports ${each.target ?? each.specifier}`),
  );
}

describe('imports', () => {
  it('resolve to files', () => {
    const broken = offences(
      modules,
      (_, each) => !each.specifier.startsWith('.') || each.target !== undefined,
    );
    expect(broken).toEqual([]);
  });

  it('of src follow the table, and every folder is in it', () => {
    const allowed = (module: Module, { target }: Import): boolean => {
      if (target === undefined) return true;
      if (target === MANIFEST) return !CORE.includes(folderOf(module.file) ?? '');
      if (!target.startsWith('src/')) return false;
      const [from, to] = [folderOf(module.file), folderOf(target)];
      if (to === undefined) return false;
      if (from === undefined) return ROOT_MAY_IMPORT.includes(to);
      return from === to || (MAY_IMPORT[from] ?? []).includes(to);
    };
    expect(offences(source, allowed)).toEqual([]);
    const folders = new Set(source.map((module) => folderOf(module.file) ?? 'extension.ts'));
    expect([...folders].filter((name) => name !== 'extension.ts' && !(name in MAY_IMPORT))).toEqual([]);
  });

  it('leave the only file directly under src to be extension.ts', () => {
    expect(source.filter(({ file }) => folderOf(file) === undefined).map(({ file }) => file)).toEqual([
      'src/extension.ts',
    ]);
  });

  it('of vscode stand in src/host and src/extension.ts alone', () => {
    const mayUseEditor = (module: Module): boolean =>
      module.file === 'src/extension.ts' ||
      (module.file.startsWith('src/') && WITH_EDITOR.includes(folderOf(module.file) ?? ''));
    expect(
      offences(modules, (module, { specifier }) => specifier !== 'vscode' || mayUseEditor(module)),
    ).toEqual([]);
  });

  it('of Node stand in no core folder and no webview', () => {
    const runsAnywhere = (module: Module): boolean =>
      module.file.startsWith('webviews/') || CORE.includes(folderOf(module.file) ?? '');
    expect(offences(modules, (module, { specifier }) => !isNode(specifier) || !runsAnywhere(module))).toEqual(
      [],
    );
    const unmarked = offences(modules, (_, { specifier }) => !NODE_NAMES.has(specifier));
    expect(unmarked).toEqual([]);
  });

  it('of a webview are its own, the shared ones and the contract', () => {
    const allowed = (module: Module, { target, typeOnly }: Import): boolean => {
      if (target === undefined) return true;
      const to = folderOf(target) ?? '';
      if (target.startsWith('src/')) return typeOnly || WEBVIEW_MAY_IMPORT.includes(to);
      return to === folderOf(module.file) || WEBVIEW_SHARED.includes(to);
    };
    expect(offences(webviews, allowed)).toEqual([]);
  });

  it('form no cycle between files', () => {
    const edges = new Map(
      modules.map((module) => [module.file, module.imports.flatMap(({ target }) => target ?? [])]),
    );
    expect(cycleIn(edges)).toEqual([]);
  });

  it('form no cycle between folders', () => {
    const edges = new Map<string, string[]>();
    for (const module of source) {
      const from = folderOf(module.file);
      if (from === undefined) continue;
      const targets = module.imports.flatMap(({ target }) => (target && folderOf(target)) ?? []);
      edges.set(from, [...(edges.get(from) ?? []), ...targets.filter((to) => to !== '' && to !== from)]);
    }
    expect(cycleIn(edges)).toEqual([]);
  });
});

describe('modules', () => {
  const all = [...modules, ...readModules(['scripts', 'test'])];

  it('export by name', () => {
    expect(all.filter((module) => module.hasDefaultExport).map(({ file }) => file)).toEqual([]);
  });

  it('are no barrels', () => {
    const barrels = all.filter((module) => module.reExports > 0 && module.statements === module.reExports);
    expect(barrels.map(({ file }) => file)).toEqual([]);
    expect(all.filter((module) => module.exportsAll).map(({ file }) => file)).toEqual([]);
  });

  it('of tests run whole: no .only', () => {
    const narrowed = all.filter(
      ({ file }) =>
        file.startsWith('test/') &&
        /\b(?:it|test|describe|suite)(?:\.\w+)*\.only\s*\(/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(narrowed.map(({ file }) => file)).toEqual([]);
  });
});

/** Built-in modules that could be written without their `node:` prefix and slip through. */
const NODE_NAMES = new Set([
  'assert',
  'buffer',
  'child_process',
  'crypto',
  'fs',
  'os',
  'path',
  'url',
  'util',
  'worker_threads',
]);
