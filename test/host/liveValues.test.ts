import assert from 'node:assert/strict';
import {
  commands,
  type CodeAction,
  DiagnosticSeverity,
  extensions,
  type Hover,
  MarkdownString,
  Position,
  Selection,
  window,
  workspace,
  type Uri,
} from 'vscode';
import {
  block,
  closeAll,
  ended,
  eventually,
  lensTitles,
  planeCsv,
  problems,
  read,
  saveByHand,
  startRun,
  write,
} from './support';

const pair = (name: string, value = ''): string => `<!-- result ${name} -->${value}<!-- /result -->`;

/** A value, as a pair of comments holds it. */
const filled = (name: string): RegExp =>
  new RegExp(`<!-- result ${name.replace('.', '\\.')} -->\\d[^<]*<!-- /result -->`);

const textOf = async (uri: Uri): Promise<string> => (await workspace.openTextDocument(uri)).getText();

async function finish(note: Uri, id: string): Promise<string> {
  const runId = await startRun(note, id);
  await ended(runId);
  return runId;
}

const problemWith = (uri: Uri, code: string) =>
  eventually(`a problem ${code}`, () => problems(uri).find((problem) => problem.code === code));

describe('live values', function () {
  // Each waits for processes of its own.
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await saveByHand();
    await write('values/plane.csv', planeCsv(300));
  });

  afterEach(closeAll);

  it('come into open and closed notes when a run finishes, and one undo takes them back', async () => {
    const closedText = `값: ${pair('both.twonn')} 🎉\r\n\t끝  \r\n${pair('both.pca')}`;
    const note = await write('values/both.md', `${block('both', 'plane.csv')}\n${pair('both.twonn')}\n`);
    const closed = await write('values/other/closed.md', closedText);
    const editor = await window.showTextDocument(note);
    // A closed note in a new folder is heard of a moment later; a value goes into the notes that are known.
    await problemWith(closed, 'marginalia.not-run');
    await finish(note, 'both');
    await eventually('the value in the open note', () =>
      filled('both.twonn').test(editor.document.getText()),
    );
    const written = await eventually('the values in the closed note', async () => {
      const text = await read(closed);
      return filled('both.pca').test(text) && filled('both.twonn').test(text) ? text : undefined;
    });
    assert.equal(written.replaceAll(/(?<=-->)\d[^<]*(?=<!-- \/)/g, ''), closedText);
    await eventually('the open note to be saved', async () => filled('both.twonn').test(await read(note)));
    assert.equal(editor.document.isDirty, false);
    await commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await commands.executeCommand('undo');
    assert.equal(await textOf(closed), closedText);
    assert.ok(editor.document.getText().endsWith(`\n${pair('both.twonn')}\n`));
    await closeAll();
    assert.equal(await read(closed), closedText);
  });

  it('leave a note with unsaved changes unsaved', async () => {
    const note = await write('values/dirty.md', `${block('dirty', 'plane.csv')}\n${pair('dirty.twonn')}\n`);
    const before = await read(note);
    const editor = await window.showTextDocument(note);
    await editor.edit((builder) => builder.insert(new Position(0, 0), '생각 중\n\n'));
    await finish(note, 'dirty');
    await eventually('the value', () => filled('dirty.twonn').test(editor.document.getText()));
    assert.equal(editor.document.isDirty, true);
    assert.equal(await read(note), before);
  });

  it('are shown stale when the data change, with the reason, and fresh again when they change back', async () => {
    await write('values/changing.csv', planeCsv(200));
    const note = await write(
      'values/stale.md',
      `${block('stale', 'changing.csv')}\nis ${pair('stale.twonn')}\n`,
    );
    await finish(note, 'stale');
    await eventually('the value', async () => filled('stale.twonn').test(await read(note)));
    await write('values/changing.csv', planeCsv(201));
    const problem = await problemWith(note, 'marginalia.stale');
    assert.equal(problem.severity, DiagnosticSeverity.Warning);
    assert.match(problem.message, /changing\.csv/);
    assert.equal(problem.range.start.line, 6);
    const document = await workspace.openTextDocument(note);
    await eventually('a lens that says why', async () =>
      (await lensTitles(document)).some((title) => /stale.*changing\.csv/.test(title)),
    );
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      note,
      problem.range.start,
    );
    const hover = hovers.flatMap(({ contents }) =>
      contents.map((c) => (c instanceof MarkdownString ? c.value : '')),
    );
    assert.match(hover.join(), /changing\.csv/);
    assert.match(hover.join(), /Seed/);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      note,
      problem.range,
    );
    assert.ok(actions.some(({ title }) => title === 'Run stale again'));
    await write('values/changing.csv', planeCsv(200));
    await eventually('the problem to go', () => problems(note).length === 0);
  });

  it('of a network’s layers come from a folder of arrays, and are stale once it holds another', async () => {
    await write('values/net/layer9.csv', planeCsv(200));
    await write('values/net/layer10.csv', planeCsv(200));
    const layers = ['```experiment net', 'kind: layer-dimension', 'data: net', '```'].join('\n');
    const note = await write(
      'values/layers.md',
      `${layers}\n\n${pair('net.layer10')}, at most ${pair('net.max')}\n\n<!-- result net -->\n<!-- /result -->\n`,
    );
    await finish(note, 'net');
    const text = await eventually('the values', async () => {
      const now = await read(note);
      return filled('net.layer10').test(now) && filled('net.max').test(now) ? now : undefined;
    });
    const [nine, ten] = [text.indexOf('| layer9 |'), text.indexOf('| layer10 |')];
    assert.ok(nine > 0 && ten > nine, text);
    assert.match(text, /!\[Dimension of the layers of net\]/);
    await write('values/net/layer11.csv', planeCsv(200));
    assert.match((await problemWith(note, 'marginalia.stale')).message, /net changed since this run/);
  });

  it('are shown stale when the block changes, and not by a comment in it', async () => {
    const note = await write('values/spec.md', `${block('spec', 'plane.csv')}\n${pair('spec.twonn')}\n`);
    await finish(note, 'spec');
    await eventually('the value', async () => filled('spec.twonn').test(await read(note)));
    const editor = await window.showTextDocument(note);
    await editor.edit((builder) => builder.insert(new Position(2, 0), '# a comment\n'));
    await editor.edit((builder) => builder.insert(new Position(3, 0), 'seed: 7\n'));
    assert.match((await problemWith(note, 'marginalia.stale')).message, /options changed/);
    await editor.edit((builder) => builder.delete(editor.document.lineAt(3).rangeIncludingLineBreak));
    await eventually('the problem to go', () => problems(note).length === 0);
  });

  it('say so when they name what there is not, or was not run', async () => {
    const note = await write(
      'values/names.md',
      `${block('names', 'plane.csv')}\n${pair('nmaes.twonn', 'x')}\n${pair('names.twonn', '…')}\n`,
    );
    const unknown = await problemWith(note, 'marginalia.unknown-experiment');
    assert.match(unknown.message, /Did you mean names\?/);
    assert.equal(unknown.range.start.line, 6);
    assert.equal((await problemWith(note, 'marginalia.not-run')).severity, DiagnosticSeverity.Hint);
    await write('values/names.md', `${block('names', 'plane.csv')}\n${pair('names.mle', 'x')}\n`);
    await finish(note, 'names');
    assert.match((await problemWith(note, 'marginalia.unknown-field')).message, /twonn/);
    assert.match(await read(note), /names\.mle -->x</);
  });

  it('are offered, not changed, when the latest run gives another value', async () => {
    const note = await write('values/newer.md', `${block('newer', 'plane.csv')}\n${pair('newer.twonn')}\n`);
    await finish(note, 'newer');
    await eventually('the value', async () => filled('newer.twonn').test(await read(note)));
    const current = await read(note);
    await write('values/newer.md', current.replace(/(?<=-->)\d[^<]*/, 'one'));
    await problemWith(note, 'marginalia.outdated');
    assert.match(await read(note), /-->one</);
    await eventually('the lens', async () =>
      (await lensTitles(await workspace.openTextDocument(note))).includes('Update Value'),
    );
    await commands.executeCommand('marginalia.value.update');
    assert.equal(await read(note), current);
  });

  it('are inserted at the cursor with their value, as one undo', async () => {
    const note = await write('values/insert.md', `${block('insert', 'plane.csv')}\nThe dimension is .\n`);
    await finish(note, 'insert');
    const editor = await window.showTextDocument(note);
    const before = editor.document.getText();
    editor.selection = new Selection(6, 17, 6, 17);
    const inserting = commands.executeCommand('marginalia.value.insert');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await commands.executeCommand('workbench.action.quickOpenSelectNext');
    await commands.executeCommand('workbench.action.quickOpenSelectPrevious');
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await inserting;
    assert.match(
      editor.document.lineAt(6).text,
      /^The dimension is <!-- result \S+ -->.*<!-- \/result -->\.$/,
    );
    await commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), before);
  });
});
