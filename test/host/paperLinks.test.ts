import assert from 'node:assert/strict';
import {
  commands,
  MarkdownString,
  Position,
  Range,
  workspace,
  type CodeAction,
  type Hover,
  type TextDocument,
} from 'vscode';
import { openArxivNote, type ArxivNote } from './arxivNote';
import { eventually, problems, write } from './support';

const note = [
  '## Reading list',
  '',
  '- [Wrapped](https://www.google.com/url?q=https://arxiv.org/pdf/2102.00001&sa=D) (p2)',
  '- https://arxiv.org/abs/2102.00002',
  '- [Again](https://arxiv.org/abs/2102.00002v2)',
  '    - [나.pdf](gone%20%EA%B0%80/%EB%82%98.pdf)',
  '- [Plain](http://proceedings.mlr.press/v1/a.html?utm_source=x)',
  '',
  'In prose: https://arxiv.org/abs/2102.00003 and `https://arxiv.org/abs/2102.00004`.',
].join('\r\n');

describe('links to papers', () => {
  let inEditor: ArxivNote;
  let document: TextDocument;

  before(async () => {
    await write('links/elsewhere/나.pdf', '%PDF-1.4');
    inEditor = await openArxivNote('links/list.md', note, [
      { id: '2102.00001', title: 'First *of* [all]', authors: ['Ada Öne'], summary: 'What <b>it</b> shows.' },
      { id: '2102.00002', title: 'Second', authors: ['B. Two'] },
      { id: '2102.00003', title: 'Third', authors: ['C. Three'] },
    ]);
    ({ document } = inEditor);
  });

  after(() => inEditor.close());

  const shown = (): string[] =>
    problems(document.uri).map(
      ({ range, code }) => `${range.start.line + 1} ${typeof code === 'string' ? code : '?'}`,
    );
  const actionsAt = (line: number, character: number): Thenable<CodeAction[]> =>
    commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new Range(line, character, line, character),
    );
  const take = async (line: number, character: number, title: RegExp): Promise<void> => {
    const found = (await actionsAt(line, character)).find((action) => title.test(action.title));
    assert.ok(found?.edit, `no action ${String(title)}`);
    assert.ok(await workspace.applyEdit(found.edit));
  };
  const undone = async (): Promise<void> => {
    await commands.executeCommand('undo');
    assert.equal(document.getText(), note);
  };
  const hoverAt = async (line: number, character: number): Promise<string> => {
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(line, character),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof MarkdownString ? content.value : JSON.stringify(content)))
      .join('\n');
  };

  it('show what is wrong with them, each on its own line', async () => {
    await eventually(
      () => `the problems; there are ${shown().join(', ')}`,
      () => shown().length === 5,
    );
    assert.deepEqual(shown().sort(), [
      '3 link.wrapped',
      '5 paper.duplicate',
      '6 link.dead-file',
      '7 link.http',
      '7 link.tracking',
    ]);
  });

  it('are mended by their quick fixes, and nothing else is, and undo takes it back', async () => {
    await take(2, 20, /^Link to https:\/\/arxiv\.org/);
    assert.equal(
      document.getText(),
      note.replace(
        'https://www.google.com/url?q=https://arxiv.org/pdf/2102.00001&sa=D',
        'https://arxiv.org/pdf/2102.00001',
      ),
    );
    await undone();
    await eventually('the dead file', () => shown().includes('6 link.dead-file'));
    await take(5, 20, /^Link to elsewhere\/나\.pdf$/);
    assert.match(document.getText(), /\[나\.pdf\]\(elsewhere\/%EB%82%98\.pdf\)/);
    await undone();
    await eventually('the wrapped link', () => shown().includes('3 link.wrapped'));
    await take(2, 20, /^Mend all links/);
    assert.doesNotMatch(document.getText(), /google|utm_source|http:/);
    await undone();
  });

  it('get their titles, asked for by the user, from the service', async () => {
    const action = (await actionsAt(8, 15)).find(({ title }) => title === 'Fetch the title of this link');
    assert.ok(action?.command);
    await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
    assert.equal(
      document.getText(),
      note.replace(
        'In prose: https://arxiv.org/abs/2102.00003',
        'In prose: [Third](https://arxiv.org/abs/2102.00003)',
      ),
    );
    await undone();
  });

  it('tell what is known of the paper, of one in no list too, and trust nothing in it', async () => {
    assert.match(await hoverAt(8, 15), /\*\*Third\*\*[^]*C\\\. Three[^]*In no reading list/);
    assert.match(await hoverAt(2, 6), /Nothing was fetched[^]*command:marginalia\.links\.fetchTitle/);
    await commands.executeCommand('marginalia.papers.fetch');
    await eventually('the title', async () => (await hoverAt(2, 6)).includes('First'));
    const text = await hoverAt(2, 6);
    assert.match(text, /\*\*First \\\*of\\\* \\\[all\\\]\*\*/);
    assert.match(text, /What \\<b\\>it/);
    assert.match(text, /priority 2 · links\/list\\\.md:3/);
    assert.equal(await hoverAt(8, 75), '');
  });

  it('say what the user noted of the paper, in whichever note', async () => {
    const notes = ['01', '02'].map(
      (n) => `## [Noted](https://arxiv.org/abs/2102.000${n})\nWorth ${n} readings\n`,
    );
    const uri = await write('links/notes.md', notes.join('\n'));
    await eventually('the note', async () => (await hoverAt(2, 6)).includes('Your note: Worth 01 readings'));
    assert.match(await hoverAt(3, 10), /Your note: [^]*Worth 02 readings/);
    await workspace.fs.delete(uri);
    await eventually('its end', async () => !(await hoverAt(2, 6)).includes('Your note'));
  });

  it('get their titles all at once', async () => {
    await take(3, 10, /^Give all bare links/);
    assert.equal(
      document.getText(),
      note
        .replace('- https://arxiv.org/abs/2102.00002', '- [Second](https://arxiv.org/abs/2102.00002)')
        .replace(
          'In prose: https://arxiv.org/abs/2102.00003',
          'In prose: [Third](https://arxiv.org/abs/2102.00003)',
        ),
    );
    await undone();
  });
});
