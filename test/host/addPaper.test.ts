import assert from 'node:assert/strict';
import { commands, type TextDocument } from 'vscode';
import { openArxivNote, type ArxivNote } from './arxivNote';

const note =
  '# Seminar\r\n\r\n## Papers to read\r\n\r\n* [First](https://arxiv.org/abs/2103.00001) (p1)\r\n\r\nThe end';

describe('adding a paper', () => {
  let opened: ArxivNote;
  let document: TextDocument;

  before(async () => {
    opened = await openArxivNote('add/list.md', note, [
      { id: '2103.00002', title: 'A second [one]', authors: ['B. Two'] },
    ]);
    document = opened.document;
  });

  after(() => opened.close());

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
