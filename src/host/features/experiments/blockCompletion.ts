import { manifoldNames } from '../../../science/manifolds/manifoldSpec';
import { taskNames } from '../../../science/tasks/taskSpec';
import type { KeyHelp } from './blockSchema';
import { layerFolders } from './dataFolders';

export interface BlockCompletion {
  readonly type: 'key' | 'value' | 'file';
  readonly label: string;
  readonly insertText: string;
  readonly detail: string;
  readonly documentation: string;
  /** How many characters before the cursor it replaces. */
  readonly replaces: number;
}

export interface BlockCursor {
  /** The block's body, a line each, without the block's indentation. */
  readonly lines: readonly string[];
  readonly line: number;
  readonly character: number;
}

/** What may stand at the cursor of a block's YAML: a key not used yet, a value of the key, a data file or a manifold. */
export function completeBlock(
  { lines, line, character }: BlockCursor,
  keys: readonly KeyHelp[],
  files: readonly string[],
): readonly BlockCompletion[] {
  const before = (lines[line] ?? '').slice(0, character);
  const topKey = /^([\w-]*)$/.exec(before);
  if (topKey) {
    const used = new Set(lines.flatMap((text, i) => (i === line ? [] : (keyIn(text) ?? []))));
    const hasColon = /^[\w-]*\s*:/.test(lines[line] ?? '');
    return keys
      .filter(({ key }) => !used.has(key))
      .map((help) => ({
        type: 'key',
        label: help.key,
        insertText: hasColon ? help.key : `${help.key}: `,
        detail: help.default === undefined ? '' : help.default,
        documentation: help.description,
        replaces: topKey[1]?.length ?? 0,
      }));
  }
  const help = helpAt(lines, line, before, keys);
  if (!help || /(^|\s)#/.test(before)) return [];
  const value = keyIn(before) === undefined ? before : before.slice(before.indexOf(':') + 1);
  const word = /[^\s,[\]]*$/.exec(value)?.[0] ?? '';
  const quoteless = word.replace(/^["']/, '');
  const present = new Set((lines[line] ?? '').split(/[\s,[\]:]+/));
  const values = help.values.filter(
    (candidate) => !help.isList || candidate === word || !present.has(candidate),
  );
  const isLayers =
    help.layersUnless !== undefined && lines.every((text) => keyIn(text) !== help.layersUnless);
  const paths = help.isFile ? pathsFor(isLayers, quoteless, files) : [];
  return [
    ...values.map((candidate) => completion('value', candidate, help, word.length)),
    ...paths.map((path) => completion('file', path, help, quoteless.length)),
  ];
}

/** The data file that the cursor stands behind the `#` of, and what is written of the name after it. */
export function namedPart(
  { lines, line, character }: BlockCursor,
  keys: readonly KeyHelp[],
): { readonly path: string; readonly written: string } | undefined {
  const before = (lines[line] ?? '').slice(0, character);
  const [, path, written] = /([^\s,[\]"']+\.(?:npz|safetensors|parquet))#([^\s"'#]*)$/i.exec(before) ?? [];
  if (path === undefined || written === undefined) return undefined;
  // Of several columns, the last is being written.
  const name = /\.parquet$/i.test(path) ? (written.split(',').at(-1) ?? '') : written;
  return helpAt(lines, line, before, keys)?.isFile ? { path, written: name } : undefined;
}

/** The data whose layers may be named at the cursor, and what is written of a name; undefined where none may be. */
export function namedLayer(
  { lines, line, character }: BlockCursor,
  keys: readonly KeyHelp[],
): { readonly path: string; readonly written: string; readonly present: readonly string[] } | undefined {
  const before = (lines[line] ?? '').slice(0, character);
  if (helpAt(lines, line, before, keys)?.isLayerName !== true || /(^|\s)#/.test(before)) return undefined;
  const data = keys.find(({ isFile }) => isFile);
  if (data === undefined || lines.some((text) => keyIn(text) === data.layersUnless)) return undefined;
  const value = lines.find((text) => keyIn(text) === data.key)?.replace(/^[^:]*:\s*/, '') ?? '';
  const path = value
    .replace(/\s+#.*$/, '')
    .replace(/^(["'])(.*)\1\s*$/, '$2')
    .trim();
  if (path === '') return undefined;
  const written = /[^\s,[\]:]*$/.exec(before)?.[0] ?? '';
  return { path, written, present: (lines[line] ?? '').split(/[\s,[\]:]+/) };
}

/** What the value before the cursor belongs to. */
function helpAt(
  lines: readonly string[],
  line: number,
  before: string,
  keys: readonly KeyHelp[],
): KeyHelp | undefined {
  const key = keyIn(before) ?? keyAbove(lines, line, before);
  return keys.find((candidate) => candidate.key === key);
}

function pathsFor(isLayers: boolean, typed: string, files: readonly string[]): readonly string[] {
  if (isLayers)
    return [...layerFolders(files), ...files.filter((path) => /\.(?:npz|safetensors)$/i.test(path))];
  if (/^mani/i.test(typed)) return manifoldNames;
  return /^task/i.test(typed) ? taskNames : files;
}

/** The key whose name or value stands at the line, for a hover. */
export function keyAt(lines: readonly string[], line: number, character: number): string | undefined {
  const key = keyIn(lines[line] ?? '');
  return key !== undefined && character <= key.length ? key : undefined;
}

function completion(type: 'value' | 'file', text: string, help: KeyHelp, replaces: number): BlockCompletion {
  const detail = text === help.default ? 'default' : '';
  return { type, label: text, insertText: text, detail, documentation: help.description, replaces };
}

function keyIn(line: string): string | undefined {
  return /^([\w-]+)\s*:(?:\s|$)/.exec(line)?.[1];
}

/** The key of the list or flow sequence that a line which has no key of its own goes on with. */
function keyAbove(lines: readonly string[], line: number, before: string): string | undefined {
  if (!/^\s+|^-/.test(before)) return undefined;
  for (let i = line - 1; i >= 0; i--) {
    const key = keyIn(lines[i] ?? '');
    if (key !== undefined) return key;
  }
  return undefined;
}
