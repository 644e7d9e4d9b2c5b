import assert from 'node:assert/strict';
import {
  commands,
  extensions,
  MarkdownString,
  Position,
  window,
  workspace,
  type CompletionList,
  type Hover,
} from 'vscode';
import {
  closeAll,
  ended,
  eventually,
  inRoot,
  lastEvent,
  problems,
  read,
  saveByHand,
  startRun,
  write,
} from './support';

const wells = (id: string, ...options: string[]): string =>
  ['```experiment ' + id, 'kind: gordon-bound', ...options, '```', ''].join('\n');

describe('wells in a note', function () {
  // Each waits for processes of its own.
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await saveByHand();
  });

  afterEach(closeAll);

  it('have their thresholds written where the note names them', async () => {
    const marker = (field: string): string => `<!-- result steep.${field} --><!-- /result -->`;
    const note = await write(
      'wells/steep.md',
      `${wells('steep', 'spectrum: power(2)', 'dimension: 40', 'level: [0.1, 1e-3]', 'samples: 20')}\n` +
        `${marker('sharp(R=1,eps=0.001)')} ${marker('gordon(R=1,eps=0.001)')}\n`,
    );
    await ended(await startRun(note, 'steep'));
    const text = await eventually('the values', async () => {
      const found = (await workspace.openTextDocument(note)).getText();
      return /sharp\(R=1,eps=0.001\) -->\d[\d.]* ± [\d.]+<!--/.test(found) ? found : undefined;
    });
    assert.match(text, /gordon\(R=1,eps=0.001\) -->\d+/);
    const at = (await workspace.openTextDocument(note)).positionAt(text.indexOf(' ± '));
    const [hover] = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', note, at);
    const words = hover?.contents.map((part) => (part instanceof MarkdownString ? part.value : '')).join('');
    assert.match(words ?? '', /Monte Carlo error/);
  });

  it('say what a spectrum may be, and complete it', async () => {
    const note = await write('wells/wrong.md', wells('wrong-wells', 'spectrum: powr(1)', 'level: 0'));
    await window.showTextDocument(note);
    const found = await eventually('both problems', () => {
      const all = problems(note);
      return all.length === 2 ? all.sort((a, b) => a.range.start.line - b.range.start.line) : undefined;
    });
    assert.match(found.map(({ message }) => message).join('\n'), /did you mean power\?[^]*more than 0/);
    assert.deepEqual(
      found.map(({ range }) => [range.start.line, range.start.character]),
      [
        [2, 10],
        [3, 7],
      ],
    );
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      note,
      new Position(2, 10),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('outliers(10, 10, 1e-3)'), labels.join());
  });

  it('take a file of eigenvalues, and say where there is none', async () => {
    await write('wells/hessian.csv', 'eigenvalue\n4\n2\n1\n0.5\n0.1\n');
    const note = await write('wells/file.md', wells('from-file', 'eigenvalues: hessian.csv', 'samples: 20'));
    const runId = await startRun(note, 'from-file');
    await ended(runId);
    const result = JSON.parse(await read(inRoot(`.marginalia/runs/${runId}/result.json`))) as {
      result: { spectrum: object };
    };
    assert.deepEqual(result.result.spectrum, {
      name: 'hessian.csv',
      dimension: 5,
      rank: 5,
      greatest: 4,
      least: 0.1,
      trace: 7.6,
    });
    const missing = await write('wells/missing.md', wells('missing', 'eigenvalues: nowhere.csv'));
    await eventually('a problem', () => problems(missing).find(({ message }) => /no file/.test(message)));
  });

  it('stop within a second when they are cancelled', async () => {
    const note = await write(
      'wells/large.md',
      wells('large', 'spectrum: power(1)', 'dimension: 5000', 'level: 2e-4'),
    );
    const runId = await startRun(note, 'large');
    await eventually('progress', async () => (await lastEvent(runId))?.type === 'progress');
    await commands.executeCommand('marginalia.run.cancel', { note: note.toString(), id: 'large' });
    await ended(runId, 'cancelled');
  });
});
