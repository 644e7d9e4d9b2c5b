import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, extensions, window, workspace, type TextDocument } from 'vscode';
import { ArxivServer } from '../fixtures/arxivServer';
import { closeAll, inRoot, saveByHand, write } from './support';

const note =
  '# Seminar\r\n\r\n## Papers to read\r\n\r\n* [First](https://arxiv.org/abs/2103.00001) (p1)\r\n\r\nThe end';

describe('adding a paper', () => {
  let document: TextDocument;
  let server: ArxivServer;
  const configure = (name: string, value: unknown): Thenable<void> =>
    workspace.getConfiguration().update(name, value, ConfigurationTarget.Workspace);

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await saveByHand();
    server = new ArxivServer([{ id: '2103.00002', title: 'A second [one]', authors: ['B. Two'] }]);
    await configure('marginalia.papers.arxivBaseUrl', await server.start());
    await configure('marginalia.papers.services', ['arxiv']);
    document = await workspace.openTextDocument(await write('add/list.md', note));
    await window.showTextDocument(document);
  });

  after(async () => {
    await closeAll();
    await configure('marginalia.papers.arxivBaseUrl', undefined);
    await configure('marginalia.papers.services', undefined);
    await server.stop();
    await workspace.fs.delete(inRoot('add'), { recursive: true });
    await workspace.fs.delete(inRoot('.marginalia/papers'), { recursive: true });
  });

  /** Where several notes have lists the user picks one; the note in front comes first. */
  const add = async (text: string): Promise<void> => {
    const done = commands.executeCommand('marginalia.papers.add', text);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await done;
  };

  it('puts it into the list in the style that the list has, with its title, and undo takes it back', async () => {
    await add('arXiv:2103.00002v1');
    assert.equal(
      document.getText(),
      note.replace(
        '(p1)\r\n',
        String.raw`(p1)` +
          '\r\n* ' +
          String.raw`[A second \[one\]](https://arxiv.org/abs/2103.00002v1)` +
          '\r\n',
      ),
    );
    await commands.executeCommand('undo');
    assert.equal(document.getText(), note);
  });

  it('that is there already changes nothing', async () => {
    await add('https://www.alphaxiv.org/abs/2103.00001');
    assert.equal(document.getText(), note);
  });
});
