import assert from 'node:assert/strict';
import { commands, extensions, Position, Selection, window, workspace } from 'vscode';
import { closeAll, ended, eventually, inRoot, read, saveByHand, write } from './support';

/** Takes the first choice of every step until it is done: the editor tells nobody when a step is shown. */
async function acceptAll(isDone: () => boolean): Promise<never> {
  while (!isDone()) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  return new Promise<never>(() => undefined);
}

describe('estimating the minimum parameters of a task', function () {
  // It waits for a process of its own.
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await saveByHand();
  });

  afterEach(closeAll);

  it('asks in three steps, writes the block at the cursor as one edit, and runs it', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i % 7},${(i * 5) % 11},${i % 2},${i % 2 === 0 ? 'a' : 'b'}`,
    );
    await write('minimum/answers.csv', `x,y,z,class\n${rows.join('\n')}\n`);
    const note = await write('minimum/notes.md', '# Question\r\n\r\nHow many?\r\n\r\nThe end\r\n');
    const document = await workspace.openTextDocument(note);
    const before = document.getText();
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(new Position(2, 4), new Position(2, 4));

    const running = commands.executeCommand('marginalia.experiment.estimateMinimum');
    // answers.csv lies beside the note and comes first; its label says so by its name; so every first choice will do.
    const runId = await Promise.race([running, acceptAll(() => document.getText() !== before)]);
    assert.ok(typeof runId === 'string', `no run: ${document.getText()}`);

    const text = document.getText();
    const id = /```experiment (\S+)/.exec(text)?.[1];
    assert.ok(id);
    assert.match(
      text,
      /^# Question\r\n\r\nHow many\?\r\n\r\n```experiment \S+\r\nkind: minimum-parameters\r\n/,
    );
    assert.match(text, /family: mlp\(in-\{1\.\.64\}-out\)\r\ntarget: .*\r\nruns: 120\r\n```\r\n/);
    assert.ok(text.endsWith('\r\n\r\nThe end\r\n'));
    await commands.executeCommand('marginalia.run.cancel', { note: note.toString(), id });
    await eventually('the end of the run', async () =>
      /"type":"(?:finished|cancelled|failed)"/.test(
        await read(inRoot(`.marginalia/runs/${runId}/events.jsonl`)),
      ),
    );
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('a small task is answered in words', async () => {
    const block = [
      '```experiment planted',
      'kind: minimum-parameters',
      'data: task:linear-teacher(features=6,rank=2,n=80)',
      'family: linear',
      'target: train loss <= 0.01',
      'runs: 20',
      'epochs: 80',
      'rate: 0.1',
      'fullRate: 0.05',
      '```',
      '',
    ].join('\n');
    const note = await write('minimum/planted.md', block);
    await window.showTextDocument(note);
    const runId = await commands.executeCommand('marginalia.experiment.run', {
      note: note.toString(),
      id: 'planted',
    });
    assert.ok(typeof runId === 'string');
    await ended(runId);
    const { result } = JSON.parse(await read(inRoot(`.marginalia/runs/${runId}/result.json`))) as {
      result: { answer: string[]; facts: { name: string; value: string }[] };
    };
    assert.match(result.answer[0] ?? '', /trainable directions reach train loss ≤ 0\.01\./);
    assert.ok(result.facts.some(({ name, value }) => name === 'by construction' && value.includes('d ≥ 3')));
  });
});
