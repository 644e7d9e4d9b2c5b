import assert from 'node:assert/strict';
import { commands, extensions, TabInputWebview, ViewColumn, window, type Tab, type Uri } from 'vscode';
import { block, closeAll, ended, eventually, planeCsv, startRun, write } from './support';

/** The results panels that are open, by their tabs. */
function panels(): Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('marginalia.results'));
}

const open = (note: Uri, id: string): Thenable<unknown> =>
  commands.executeCommand('marginalia.results.open', { note: note.toString(), id });

describe('results panels', function () {
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await write('panels/plane.csv', planeCsv(200));
  });

  afterEach(closeAll);

  it('open beside the note, one an experiment, whichever of its runs is shown', async () => {
    const note = await write('panels/one.md', block('one', 'plane.csv') + '\n' + block('two', 'plane.csv'));
    await window.showTextDocument(note);
    await ended(await startRun(note, 'one'));
    await open(note, 'one');
    const [panel] = await eventually('the panel', () => (panels().length === 1 ? panels() : undefined));
    assert.equal(panel?.label, 'one');
    assert.notEqual(
      panel.group,
      window.tabGroups.all.find(({ viewColumn }) => viewColumn === ViewColumn.One),
    );

    // The host hears of a run's end a moment after the file says it; until then it starts no other.
    const again = { note: note.toString(), id: 'one' };
    const second = await eventually('a second run', async () =>
      commands.executeCommand<string | undefined>('marginalia.experiment.run', again),
    );
    await ended(second);
    await open(note, 'one');
    await ended(await startRun(note, 'two'));
    await open(note, 'two');
    await eventually('the panel of the other experiment', () =>
      panels().some(({ label }) => label === 'two'),
    );
    assert.deepEqual(
      panels()
        .map(({ label }) => label)
        .toSorted(),
      ['one', 'two'],
    );
  });

  it('show a run that failed', async () => {
    const data = await write('panels/gone.csv', 'a,b\n1,x\n2,y\n');
    const note = await write('panels/failed.md', block('failed', data.path.split('/').at(-1) ?? ''));
    await ended(await startRun(note, 'failed'), 'failed');
    await open(note, 'failed');
    await eventually('the panel', () => panels().some(({ label }) => label === 'failed'));
  });
});
