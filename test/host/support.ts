import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  languages,
  Uri,
  workspace,
  type CodeLens,
  type Diagnostic,
  type TextDocument,
  type WorkspaceFolder,
} from 'vscode';
import { runEventSchema, type RunEvent } from '../../src/experiments/run';

/** Waits until `look` gives something other than undefined, false or null; fails with what it was waiting for. */
export async function eventually<T>(
  what: string | (() => string),
  look: () => T | Promise<T>,
  withinMs = 25_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > deadline)
      assert.fail(`${typeof what === 'string' ? what : what()} did not come within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function rootFolder(): WorkspaceFolder {
  const [folder] = workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the tests need a folder');
  return folder;
}

export function inRoot(path: string): Uri {
  return Uri.joinPath(rootFolder().uri, path);
}

export async function write(path: string, content: string | Uint8Array): Promise<Uri> {
  const uri = inRoot(path);
  await workspace.fs.writeFile(uri, Buffer.from(content as string));
  return uri;
}

export async function read(uri: Uri): Promise<string> {
  return Buffer.from(await workspace.fs.readFile(uri)).toString('utf8');
}

export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (!document.isDirty || document.isUntitled) continue;
    await document.save();
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}

export async function lensTitles(document: TextDocument): Promise<string[]> {
  const lenses = await commands.executeCommand<CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    50,
  );
  return lenses.map((lens) => lens.command?.title ?? '');
}

export function problems(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'Marginalia');
}

export async function events(runId: string): Promise<RunEvent[]> {
  const text = await read(inRoot(`.marginalia/runs/${runId}/events.jsonl`));
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => runEventSchema.parse(JSON.parse(line)));
}

export async function lastEvent(runId: string): Promise<RunEvent | undefined> {
  return (await events(runId)).at(-1);
}

/** Runs the block and gives the run's id, without waiting for its end. */
export async function startRun(note: Uri, id: string): Promise<string> {
  const runId = await commands.executeCommand('marginalia.experiment.run', { note: note.toString(), id });
  assert.ok(typeof runId === 'string', `${id} did not start`);
  return runId;
}

export async function ended(runId: string, type: RunEvent['type'] = 'finished'): Promise<RunEvent> {
  const last = await eventually(`the end of ${runId}`, async () => {
    const event = await lastEvent(runId);
    return event && ['finished', 'failed', 'cancelled'].includes(event.type) ? event : undefined;
  });
  assert.equal(last.type, type, JSON.stringify(last));
  return last;
}

/** Points of a plane in three dimensions, the same at every call, as CSV without a header. */
export function planeCsv(points: number, columns = 3): string {
  let state = 12345;
  const uniform = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 4294967296;
  };
  return Array.from({ length: points }, () => {
    const [u, v] = [uniform(), uniform()];
    return Array.from({ length: columns }, (_, j) => (u * (j + 1) + v * (columns - j)).toFixed(9)).join(',');
  }).join('\n');
}

export function block(id: string, data: string, rest = 'estimators: [twonn, pca]'): string {
  return `\`\`\`experiment ${id}\nkind: intrinsic-dimension\ndata: ${data}\n${rest}\n\`\`\`\n`;
}

/** The editor in a browser saves by itself after a while; tests say when. */
export async function saveByHand(): Promise<void> {
  await workspace.getConfiguration().update('files.autoSave', 'off', ConfigurationTarget.Workspace);
}
