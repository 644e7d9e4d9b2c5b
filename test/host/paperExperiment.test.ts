import assert from 'node:assert/strict';
import { commands, extensions, MarkdownString, Position, window, workspace, type Hover } from 'vscode';
import { closeAll, eventually, inRoot, read, saveByHand, write } from './support';

/** Takes the first choice of every step until it is done: the editor tells nobody when a step is shown. */
async function acceptAll(isDone: () => boolean): Promise<never> {
  while (!isDone()) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  return new Promise<never>(() => undefined);
}

describe('a paper’s experiment', function () {
  // It waits for a process of its own.
  this.timeout(60_000);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await saveByHand();
  });

  after(async () => {
    await closeAll();
    await workspace.fs.delete(inRoot('paperRun'), { recursive: true });
  });

  it('is offered on the hover of its link, written below the entry as one edit, and run', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},${(i * 5) % 11},${i % 2 === 0 ? 'a' : 'b'}`);
    await write('paperRun/answers.csv', `x,z,class\n${rows.join('\n')}\n`);
    const list = [
      '# Reading list',
      '',
      '- [Layers](https://arxiv.org/pdf/1902.01996v2)',
      '- [Other](https://arxiv.org/abs/2103.00077)',
      '',
      'The end',
      '',
    ];
    const note = await write('paperRun/notes.md', list.join('\r\n'));
    const document = await workspace.openTextDocument(note);
    await window.showTextDocument(document);
    const before = document.getText();
    const hoverAt = async (line: number): Promise<MarkdownString> => {
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        note,
        new Position(line, 14),
      );
      const texts = hovers
        .flatMap(({ contents }) => contents)
        .filter((each) => each instanceof MarkdownString);
      return texts.find(({ value }) => value.includes('marginalia.')) ?? new MarkdownString('');
    };
    const text = await hoverAt(2);
    const link = /\(command:marginalia\.paper\.runExperiment\?([^)]*)\)/.exec(text.value)?.[1];
    assert.ok(link, text.value);
    assert.ok(!(await hoverAt(3)).value.includes('runExperiment'));

    const [argument] = JSON.parse(decodeURIComponent(link)) as unknown[];
    const running = commands.executeCommand('marginalia.paper.runExperiment', argument);
    const runId = await Promise.race([running, acceptAll(() => document.getText() !== before)]);
    assert.ok(typeof runId === 'string', `no run: ${document.getText()}`);
    const id = /```experiment (\S+)/.exec(document.getText())?.[1] ?? '';
    const block = [
      '- [Other](https://arxiv.org/abs/2103.00077)',
      '',
      `\`\`\`experiment ${id}`,
      'kind: layer-criticality',
      'data: answers.csv',
      'label: class',
      'model: mlp(in-64-64-64-out)',
      '```',
      '',
      'The end',
      '',
    ];
    assert.equal(document.getText(), [...list.slice(0, 3), ...block].join('\r\n'));
    await eventually('the end of the run', async () =>
      /"type":"finished"/.test(await read(inRoot(`.marginalia/runs/${runId}/events.jsonl`))),
    );
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });
});
