import assert from 'node:assert/strict';
import { commands, extensions, Range, workspace, WorkspaceEdit } from 'vscode';
import { runResultSchema, runSpecSchema } from '../../src/experiments/run';
import {
  closeAll,
  ended,
  eventually,
  inRoot,
  lastEvent,
  lensTitles,
  planeCsv,
  read,
  rootFolder,
  startRun,
  write,
} from './support';

/** Points of a plane, each named by the side of it that it is on. */
function named(points: number): string {
  const lines = planeCsv(points, 4).split('\n');
  return lines.map((line) => `${line},${Number(line.split(',')[0]) > 2.5 ? 'near' : 'far'}`).join('\n');
}

const training = (id: string, seeds: number): string =>
  [
    '```experiment ' + id,
    ...['kind: subspace-training', 'data: named.csv', 'label: 4', 'header: false'],
    ...['model: mlp(4-8-2)', 'dimensions: [1, 2, 4, 8]', `seeds: ${seeds}`, 'epochs: 150', 'batch: 16'],
    '```',
    '',
  ].join('\n');

describe('a long run', function () {
  // Each waits for processes of its own.
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await write('long/named.csv', named(400));
  });

  afterEach(closeAll);

  it('is paused and resumed, writes its value when it ends, and lends what was done to one that asks for more', async () => {
    const marker = '<!-- result lasting.threshold -->?<!-- /result -->';
    const note = await write('long/lasting.md', `${training('lasting', 40)}\n${marker}\n`);
    const runId = await startRun(note, 'lasting');
    const target = { folder: rootFolder().uri.toString(), runId };
    const file = (name: string) => inRoot(`.marginalia/runs/${runId}/${name}`);
    const kept = async () => (await read(file('kept.jsonl'))).split('\n').length;
    await eventually('runs that are done', async () => {
      try {
        return (await kept()) > 4;
      } catch {
        return false;
      }
    });
    await commands.executeCommand('marginalia.run.pause', target);
    assert.equal((await lastEvent(runId))?.type, 'paused');
    const lens = await eventually('a lens to resume it', async () => {
      const titles = await lensTitles(await workspace.openTextDocument(note));
      return titles.includes('Resume') ? titles.join(' | ') : undefined;
    });
    assert.match(lens, /paused at \d+ %/);
    const before = await kept();

    await commands.executeCommand('marginalia.run.resume', target);
    await ended(runId);
    assert.ok((await kept()) > before);
    const result = runResultSchema.parse(JSON.parse(await read(file('result.json'))));
    assert.equal(result.provenance.resumed, 1);
    await eventually('the value in the note', async () =>
      /-->(?!\?)[^<]+<!--/.test((await workspace.openTextDocument(note)).getText()),
    );

    const document = await workspace.openTextDocument(note);
    const at = document.getText().indexOf('seeds: 40');
    const edit = new WorkspaceEdit();
    edit.replace(note, new Range(document.positionAt(at), document.positionAt(at + 9)), 'seeds: 42');
    await workspace.applyEdit(edit);
    const more = await startRun(note, 'lasting');
    await ended(more);
    const spec = runSpecSchema.parse(JSON.parse(await read(inRoot(`.marginalia/runs/${more}/spec.json`))));
    assert.deepEqual(spec.reuses, [runId]);
    const extended = runResultSchema.parse(
      JSON.parse(await read(inRoot(`.marginalia/runs/${more}/result.json`))),
    );
    assert.deepEqual(
      extended.provenance.reused?.map(({ pieces }) => pieces),
      [163],
    );

    // Asked how many more: thought better of it, then as many again, which is what the box begins with.
    const ask = async (press: 'closeQuickOpen' | 'acceptSelectedQuickOpenItem'): Promise<void> => {
      let isAsking = true;
      const asking = Promise.resolve(
        commands.executeCommand('marginalia.run.extend', { ...target, runId: more }),
      ).finally(() => (isAsking = false));
      // The editor tells nobody when the box is shown.
      while (isAsking) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        if (isAsking) await commands.executeCommand(`workbench.action.${press}`);
      }
      await asking;
    };
    const seeds = async (): Promise<string | undefined> =>
      /^seeds: .*$/mu.exec((await workspace.openTextDocument(note)).getText())?.[0];
    await ask('closeQuickOpen');
    assert.equal(await seeds(), 'seeds: 42');
    // The box goes away where something else takes the focus, as on a busy machine.
    await eventually('as many again', async () => {
      await ask('acceptSelectedQuickOpenItem');
      return (await seeds()) === 'seeds: 84';
    });
    const folders = (await workspace.fs.readDirectory(inRoot('.marginalia/runs'))).map(([name]) => name);
    const newest =
      folders
        .filter((name) => name.startsWith('lasting-'))
        .sort()
        .at(-1) ?? '';
    const asked = runSpecSchema.parse(JSON.parse(await read(inRoot(`.marginalia/runs/${newest}/spec.json`))));
    assert.deepEqual([asked.spec['seeds'], asked.reuses], [84, [more]]);
    await commands.executeCommand('marginalia.run.cancel', { ...target, runId: newest });
    assert.equal((await lastEvent(newest))?.type, 'cancelled');
  });
});
