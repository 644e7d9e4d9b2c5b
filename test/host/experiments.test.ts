import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  extensions,
  Position,
  Selection,
  window,
  workspace,
  type Uri,
  type CodeAction,
  type CompletionList,
  type Hover,
} from 'vscode';
import {
  block,
  closeAll,
  ended,
  eventually,
  events,
  inRoot,
  lastEvent,
  lensTitles,
  planeCsv,
  problems,
  read,
  startRun,
  write,
} from './support';

async function lensWith(uri: Uri, words: RegExp): Promise<string> {
  let titles: readonly string[] = [];
  return eventually(
    () => `a lens like ${words} among ${JSON.stringify(titles)}`,
    async () => {
      titles = await lensTitles(await workspace.openTextDocument(uri));
      return titles.find((title) => words.test(title));
    },
  );
}

const problemWith = (uri: Uri, words: RegExp) =>
  eventually(`a problem like ${words}`, () => problems(uri).find(({ message }) => words.test(message)));

describe('experiments', function () {
  // Each waits for processes of its own.
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await write('exp/plane.csv', planeCsv(300));
    await write('exp/large.csv', planeCsv(15_000, 24));
  });

  afterEach(closeAll);

  it('has a lens above a block, before and after a run, and opens its results', async () => {
    const note = await write('exp/lens.md', `# 노트\n\n${block('lens', 'plane.csv')}`);
    assert.deepEqual(await lensTitles(await workspace.openTextDocument(note)), ['$(play)\u00A0Run']);
    await ended(await startRun(note, 'lens'));
    assert.match(
      await lensWith(note, /twonn/),
      /^\$\(check\)\s(?:consensus \S+ .*)?twonn \S+ .*pca \S+.* · just now$/,
    );
    const titles = await lensTitles(await workspace.openTextDocument(note));
    assert.equal(titles.at(-1), 'Open Results');
    await commands.executeCommand('marginalia.results.open', { note: note.toString(), id: 'lens' });
    await eventually('the results panel', () =>
      window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'lens')),
    );
  });

  it('asks for the GPU where the setting says so, and tells of one that cannot be used', async () => {
    const setting = workspace.getConfiguration('marginalia.compute');
    await setting.update('backend', 'webgpu', ConfigurationTarget.Workspace);
    try {
      const note = await write('exp/gpu.md', block('gpu', 'plane.csv'));
      const runId = await startRun(note, 'gpu');
      await ended(runId);
      const result = JSON.parse(await read(inRoot(`.marginalia/runs/${runId}/result.json`))) as {
        provenance: { backend: string };
        result: { warnings: string[] };
      };
      const warned = result.result.warnings.some((warning) => warning.includes('GPU could not be used'));
      assert.notEqual(result.provenance.backend.startsWith('WebGPU ('), warned);
    } finally {
      await setting.update('backend', undefined, ConfigurationTarget.Workspace);
    }
  });

  it('runs the block at the cursor as its unsaved text is', async () => {
    const note = await write(
      'exp/cursor.md',
      `${block('first', 'plane.csv')}\n${block('second', 'plane.csv')}`,
    );
    const editor = await window.showTextDocument(note);
    await editor.edit((builder) => builder.replace(editor.document.lineAt(9).range, 'estimators: [pca]'));
    assert.equal(editor.document.isDirty, true);
    const inSecond = new Position(8, 2);
    editor.selection = new Selection(inSecond, inSecond);
    const runId = await commands.executeCommand<string>('marginalia.experiment.runAtCursor');
    assert.match(runId, /^second-/);
    await ended(runId);
    const spec = JSON.parse(await read(inRoot(`.marginalia/runs/${runId}/spec.json`))) as {
      spec: { estimators: string[] };
      origin: unknown;
    };
    assert.deepEqual(spec.spec.estimators, ['pca']);
    assert.deepEqual(spec.origin, { note: 'exp/cursor.md', line: 6 });
  });

  it('shows progress, and cancels within a second', async () => {
    const note = await write('exp/slow.md', block('slow', 'large.csv', 'estimators: [mle(k=50)]'));
    const runId = await startRun(note, 'slow');
    await lensWith(note, /running .*— Cancel/);
    await eventually('progress', async () => (await events(runId)).some(({ type }) => type === 'progress'));
    const from = Date.now();
    await commands.executeCommand('marginalia.run.cancel', { note: note.toString(), id: 'slow' });
    await ended(runId, 'cancelled');
    assert.ok(Date.now() - from < 1000, `took ${Date.now() - from} ms`);
    await lensWith(note, /cancelled/);
  });

  it('shows a run whose worker was killed as failed, with the reason, and goes on', async () => {
    const note = await write('exp/killed.md', block('killed', 'large.csv', 'estimators: [mle(k=50)]'));
    const runId = await startRun(note, 'killed');
    const started = await eventually('the start', async () =>
      (await events(runId)).find((event) => event.type === 'started'),
    );
    assert.ok(started.type === 'started');
    process.kill(started.pid, 'SIGKILL');
    const failed = await ended(runId, 'failed');
    assert.ok(failed.type === 'failed');
    assert.match(failed.error.message, /SIGKILL/);
    assert.match(await lensWith(note, /failed/), /SIGKILL/);
    await ended(await startRun(await write('exp/after.md', block('after', 'plane.csv')), 'after'));
  });

  it('finds runs that another process started, ended or crashed', async () => {
    const note = await write('exp/found.md', block('found', 'plane.csv'));
    const first = await startRun(note, 'found');
    await ended(first);
    /** The run as another process would have left it, some time after the first. */
    const leave = async (
      runId: string,
      createdAt: string,
      files: readonly string[],
      events: number,
    ): Promise<void> => {
      for (const name of [...files, 'spec.json', 'events.jsonl']) {
        const text = (await read(inRoot(`.marginalia/runs/${first}/${name}`)))
          .replaceAll(first, runId)
          .replace(/"createdAt": ".*"/, `"createdAt": "${createdAt}"`);
        const lines = text.split('\n').slice(0, name === 'events.jsonl' ? events : undefined);
        await write(`.marginalia/runs/${runId}/${name}`, `${lines.join('\n').trimEnd()}\n`);
      }
    };
    const { createdAt } = JSON.parse(await read(inRoot(`.marginalia/runs/${first}/spec.json`))) as {
      createdAt: string;
    };
    await leave('found-crashed', '2000-01-01T00:00:00.000Z', [], 1);
    await eventually(
      'the crash to be noticed',
      async () => (await lastEvent('found-crashed'))?.type === 'failed',
    );
    await workspace.fs.delete(inRoot(`.marginalia/runs/found-crashed`), { recursive: true });
    await leave('found-ended', new Date(Date.parse(createdAt) + 1).toISOString(), ['result.json'], Infinity);
    await commands.executeCommand('marginalia.results.open', { note: note.toString(), id: 'found' });
    await lensWith(note, /twonn .* · just now/);
  });

  describe('problems', () => {
    it('stand on the line they are about, and go when they are mended', async () => {
      const note = await write(
        'exp/wrong.md',
        `text\n\n${block('wrong', 'plane.csv', 'estimators: [twoon]\nmising: error')}`,
      );
      const option = await problemWith(note, /no option “mising”/);
      assert.equal(option.range.start.line, 6);
      assert.equal(option.severity, DiagnosticSeverity.Error);
      const estimator = await problemWith(note, /twoon/);
      assert.equal(estimator.range.start.line, 5);
      await workspace.openTextDocument(note);
      const actions = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        note,
        option.range,
      );
      const fix = actions.find(({ title }) => title === 'Change to missing');
      assert.ok(fix?.edit);
      await workspace.applyEdit(fix.edit);
      await eventually(
        'the problem to go',
        () => !problems(note).some(({ message }) => message.includes('mising')),
      );
    });

    it('name files that are not there, with those that may be meant', async () => {
      const note = await write('exp/missing.md', block('missing', 'plan.csv'));
      const problem = await problemWith(note, /no file plan\.csv/);
      assert.equal(problem.range.start.line, 2);
      assert.match(problem.message, /Did you mean plane\.csv\?/);
      await write('exp/plan.csv', planeCsv(50));
      await eventually('the problem to go', () => problems(note).length === 0);
      await workspace.fs.delete(inRoot('exp/plan.csv'));
      await problemWith(note, /no file plan\.csv/);
    });

    it('name both places of an id used twice', async () => {
      const one = await write('exp/twice-1.md', block('twice', 'plane.csv'));
      const two = await write('exp/twice-2.md', `\n${block('twice', 'plane.csv')}`);
      const problem = await problemWith(one, /Another experiment has the id twice/);
      assert.equal(problem.range.start.line, 0);
      const [related] = problem.relatedInformation ?? [];
      assert.equal(related?.location.uri.toString(), two.toString());
      assert.equal(related?.location.range.start.line, 1);
      await workspace.fs.delete(two);
      await eventually('the problem to go', () => problems(one).length === 0);
    });

    it('keep the block from running', async () => {
      const note = await write('exp/refused.md', block('refused', 'nowhere.csv'));
      await problemWith(note, /no file/);
      const runId = await commands.executeCommand('marginalia.experiment.run', {
        note: note.toString(),
        id: 'refused',
      });
      assert.equal(runId, undefined);
      assert.equal(window.activeTextEditor?.document.uri.toString(), note.toString());
      assert.equal(window.activeTextEditor.selection.active.line, 2);
    });

    it('lead from a row that cannot be read to that row, until the data change', async () => {
      const rows = planeCsv(60).split('\n');
      rows[41] = '1,not a number,3';
      await write('exp/broken.csv', rows.join('\n'));
      const note = await write('exp/broken.md', block('broken', 'broken.csv'));
      await ended(await startRun(note, 'broken'), 'failed');
      const problem = await problemWith(note, /broken\.csv:42/);
      assert.equal(problem.range.start.line, 2);
      const [related] = problem.relatedInformation ?? [];
      assert.equal(related?.location.uri.path.split('/').at(-1), 'broken.csv');
      assert.equal(related?.location.range.start.line, 41);
      await write('exp/broken.csv', planeCsv(60));
      await eventually('the problem to go', () => problems(note).length === 0);
    });
  });

  it('completes keys, values and files, and explains keys', async () => {
    const note = await write(
      'exp/complete.md',
      '```experiment complete\nkind: intrinsic-dimension\nda\ndata: \nestimators: [twonn, ]\n```\n',
    );
    const at = async (line: number, character: number): Promise<string[]> => {
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        note,
        new Position(line, character),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await workspace.openTextDocument(note);
    assert.ok((await at(2, 0)).includes('missing'));
    assert.ok((await at(3, 6)).includes('plane.csv'));
    assert.ok((await at(4, 20)).includes('mle'));
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      note,
      new Position(4, 3),
    );
    assert.ok(hovers.length > 0);
  });

  it('has every command of the manifest', async () => {
    const known = new Set(await commands.getCommands(true));
    const { commandIds } = await import('../../src/host/contributions');
    assert.deepEqual(
      commandIds.filter((id) => !known.has(id)),
      [],
    );
  });
});
