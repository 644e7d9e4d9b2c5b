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
import type { ArxivServer } from '../fixtures/arxivServer';
import { openArxivNote, type ArxivNote } from './arxivNote';
import { eventually, inRoot, read } from './support';

const note = [
  '# Seminar',
  '',
  '## Papers to read',
  '',
  '* [First](https://arxiv.org/abs/2103.00001) (p1)',
  '* "Crowded rooms of glass", Two et al., 2021 (p2)',
  '* “Late trains and early birds,” B. Two, 2021',
  '',
  'The end',
].join('\r\n');

describe('finding the paper of an entry without a link', () => {
  let inEditor: ArxivNote;
  let document: TextDocument;
  let server: ArxivServer;

  before(async () => {
    inEditor = await openArxivNote('find/list.md', note, [
      { id: '2103.00011', title: 'Crowded rooms of glass and steel', authors: ['C. Three'] },
      { id: '2103.00012', title: 'Crowded rooms of glass', authors: ['B. Two'] },
      { id: '2103.00013', title: 'Late trains and early birds', authors: ['B. Two'] },
    ]);
    ({ document, server } = inEditor);
  });

  after(() => inEditor.close());

  /** The command that the light bulb of a line has, as its arguments. */
  const offered = async (line: number): Promise<readonly unknown[] | undefined> => {
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new Range(line, 3, line, 3),
    );
    const found = actions.find(({ command }) => command?.command === 'marginalia.paper.find');
    return found?.command?.arguments;
  };

  /** Long enough for a list of choices to open. */
  const opened = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1200));
  /** Calls the command on the entry of a line, and waits for the choice among the answers. */
  const search = async (line: number): Promise<{ readonly done: Thenable<unknown> }> => {
    const before = server.requests.length;
    const done = commands.executeCommand('marginalia.paper.find', ...((await offered(line)) ?? []));
    await eventually('the search', () => server.requests.length > before);
    await opened();
    return { done };
  };
  const press = (key: 'acceptSelectedQuickOpenItem' | 'quickOpenSelectNext' | 'closeQuickOpen') =>
    commands.executeCommand(`workbench.action.${key}`);

  it('is offered where an entry has no link, and nowhere else', async () => {
    await eventually('the offer', () => offered(5));
    assert.equal(await offered(4), undefined);
    assert.equal(await offered(8), undefined);
    assert.equal(server.requests.length, 0);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(5, 8),
    );
    const said = hovers.flatMap(({ contents }) => contents);
    assert.match(
      said.map((each) => (each instanceof MarkdownString ? each.value : '')).join('\n'),
      /\*\*Crowded rooms of glass\*\*[^]*\[Find This Paper…\]\(command:marginalia\.paper\.find/,
    );
  });

  it('changes nothing where the user confirms none of the answers', async () => {
    const { done } = await search(5);
    await press('acceptSelectedQuickOpenItem');
    await opened();
    await press('closeQuickOpen');
    await done;
    assert.equal(document.getText(), note);
  });

  it('puts the link of the best answer behind the title, and one undo takes it back', async () => {
    const { done } = await search(5);
    await press('acceptSelectedQuickOpenItem');
    await opened();
    await press('acceptSelectedQuickOpenItem');
    await done;
    assert.equal(
      document.getText(),
      note.replace(
        '"Crowded rooms of glass"',
        '"[Crowded rooms of glass](https://arxiv.org/abs/2103.00012)"',
      ),
    );
    await commands.executeCommand('undo');
    assert.equal(document.getText(), note);
  });

  it('keeps the note as it is where that is wanted, and offers it no more', async () => {
    const { done } = await search(6);
    await press('acceptSelectedQuickOpenItem');
    await opened();
    await press('quickOpenSelectNext');
    await press('acceptSelectedQuickOpenItem');
    await done;
    assert.equal(document.getText(), note);
    const [file] = (await workspace.fs.readDirectory(inRoot('.marginalia/papers/own'))).map(([name]) => name);
    const own: unknown = JSON.parse(await read(inRoot(`.marginalia/papers/own/${file ?? ''}`)));
    assert.deepEqual(own, {
      schema: 1,
      key: 'title:latetrainsandearlybirds|2021',
      sameAs: 'arxiv:2103.00013',
    });
    await eventually('the end of the offer', async () => (await offered(6)) === undefined);
    await commands.executeCommand('marginalia.papers.undo');
    await eventually('the offer', () => offered(6));
  });
});
