import assert from 'node:assert/strict';
import { commands, extensions, languages, workspace } from 'vscode';
import { closeAll, eventually, inRoot, lensTitles, problems, write } from './support';

const program = (id: string, ...options: string[]): string =>
  ['```experiment ' + id, 'kind: command', ...options, '```', ''].join('\n');

describe('a program of one’s own in a note', function () {
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
  });

  afterEach(closeAll);

  it('is not started before the user has seen and allowed it', async () => {
    await write('program/train.mjs', 'import "node:fs"; process.exit(1);');
    const note = await write(
      'program/first.md',
      program('first-program', 'run: node train.mjs', 'target: accuracy >= 0.9'),
    );
    await eventually(
      'its lens',
      async () => (await lensTitles(await workspace.openTextDocument(note))).length > 0,
    );
    assert.deepEqual(languages.getDiagnostics(note), []);
    // The editor shows no modal question while tests run: there is nobody to say yes.
    const started: unknown = await Promise.resolve(
      commands.executeCommand('marginalia.experiment.run', { note: note.toString(), id: 'first-program' }),
    ).catch(() => undefined);
    assert.equal(started, undefined);
    const runs = await workspace.fs.readDirectory(inRoot('.marginalia/runs')).then(
      (entries) => entries.map(([name]) => name),
      () => [],
    );
    assert.deepEqual(
      runs.filter((name) => name.startsWith('first-program')),
      [],
    );
  });

  it('has its options checked where they stand', async () => {
    const note = await write(
      'program/wrong.md',
      program('wrong-program', 'run: python a.py | tee log', 'target: accuracy', 'sweep: {rate: auto}'),
    );
    const found = await eventually('the problems', () => {
      const all = problems(note);
      return all.length >= 2 ? all : undefined;
    });
    const words = found.map(({ message }) => message).join('\n');
    assert.match(words, /is for a shell/);
    assert.match(words, /is no target/);
  });
});
