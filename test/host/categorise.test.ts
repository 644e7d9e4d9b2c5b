import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, type Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { applyDecisions } from '../../src/host/features/categorise/applyDecisions';
import { reviewedPapers, type ReviewedPaper } from '../../src/host/features/categorise/review';
import { WorkspaceNotes } from '../../src/host/notes/workspaceNotes';
import { WorkspacePapers } from '../../src/host/papers/workspacePapers';
import type { CategoryStyle } from '../../src/papers/categorise/acceptedEdits';
import { closeAll, eventually, inRoot, read, rootFolder, write } from './support';

const log = { info() {}, warn() {}, error() {} };
const note = `\ufeff# 세미나\r
\r
## Papers to Read\r
\r
- [Entropy of a noisy source](https://example.org/entropy) (p2)\r
- [강화학습의 보상](https://example.org/reward)\r
\t- 메모 🧠\r
- https://example.org/bare\r
\r
| Papers |\r
| --- |\r
| [A protein folds](https://example.org/protein) |\r
\r
## Notes\r
\r
the end`;

describe('categories', () => {
  let notes: WorkspaceNotes;
  let papers: WorkspacePapers;
  let uri: Uri;

  // The notes are read anew for each test: a watcher's word of a file may take its time.
  beforeEach(async () => {
    uri = await write('categorise/seminar.md', note);
    notes = new WorkspaceNotes(log);
    papers = new WorkspacePapers(notes, log);
  });
  afterEach(async () => {
    papers.dispose();
    notes.dispose();
    await closeAll();
    await workspace.fs.delete(inRoot('categorise'), { recursive: true });
    const own = inRoot('.marginalia/papers/own');
    await workspace.fs.delete(own, { recursive: true }).then(undefined, () => undefined);
  });

  /** The papers of the test's own note. */
  const reviewed = (): Promise<readonly ReviewedPaper[]> =>
    eventually('the papers of the note', async () => {
      const all = await reviewedPapers(papers, []);
      const own = all.filter(({ proposal }) => proposal.paper.places[0]?.note === 'categorise/seminar.md');
      return own.length > 0 ? own : undefined;
    });

  async function apply(style: CategoryStyle, choose: (paper: ReviewedPaper) => string | undefined) {
    const own = await reviewed();
    const decisions = own.flatMap((paper) => {
      const category = choose(paper);
      return category === undefined ? [] : [{ id: paper.id, category }];
    });
    return applyDecisions(decisions, own, style, { papers, notes, log });
  }
  const suggested = ({ proposal }: ReviewedPaper): string | undefined => proposal.suggestion.category;

  it('are suggested with reasons, and nothing is written by that', async () => {
    const own = await reviewed();
    assert.deepEqual(
      own.map(({ proposal: { paper, suggestion } }) => [paper.title, suggestion.category]),
      [
        ['Entropy of a noisy source', 'Information theory & compression'],
        ['강화학습의 보상', 'Reinforcement learning & robotics'],
        ['https://example.org/bare', undefined],
        ['A protein folds', 'Physics & scientific computing'],
      ],
    );
    assert.equal(await read(uri), note);
  });

  it('become headings in one edit, in the library what cannot move, and one undo of the editor takes the note back', async () => {
    await window.showTextDocument(await workspace.openTextDocument(uri));
    const { message } = await apply('headings', suggested);
    const written = await read(uri);
    assert.match(written, /### Information theory & compression\r\n\r\n- \[Entropy of a noisy source\]/);
    assert.match(
      written,
      /### Reinforcement learning & robotics\r\n\r\n- \[강화학습의 보상\][^\n]*\r\n\t- 메모 🧠\r\n/,
    );
    assert.ok(
      written.startsWith('\ufeff# 세미나\r\n\r\n## Papers to Read\r\n\r\n- https://example.org/bare\r\n'),
    );
    assert.match(message, /2 .*headings.* 1 .*library/);
    const [folder] = await papers.all();
    assert.equal(
      [...(folder?.own.values() ?? [])].map(({ category }) => category).join(),
      'Physics & scientific computing',
    );
    await commands.executeCommand('undo');
    const document = await workspace.openTextDocument(uri);
    assert.equal(document.getText(), note.slice(1));
  });

  it('become tags, and the undo that is offered takes notes and library back', async () => {
    const { undo } = await apply('tags', suggested);
    assert.match(await read(uri), /entropy\) \(p2\) #information-theory[^\r\n]*\r\n/);
    assert.match(await read(uri), /protein\) #physics[^|]* \|/);
    assert.equal(await undo(), true);
    await eventually('the note as it was', async () => (await read(uri)) === note);
  });

  it('stay in the library where that is wished, and count as given from then on', async () => {
    const { undo } = await apply('library', suggested);
    assert.equal(await read(uri), note);
    assert.deepEqual(
      (await reviewed()).map(({ proposal }) => proposal.paper.title),
      ['https://example.org/bare'],
    );
    await undo();
    assert.equal((await reviewed()).length, 4);
  });

  it('that were rejected are not suggested again', async () => {
    const own = await reviewed();
    const decisions = own.flatMap((paper) => {
      const rejected = suggested(paper);
      return rejected === undefined ? [] : [{ id: paper.id, rejected }];
    });
    await applyDecisions(decisions, own, 'headings', { papers, notes, log });
    assert.equal(await read(uri), note);
    const again = await reviewed();
    assert.equal(again.length, 4);
    for (const paper of again) {
      const before = own.find(({ id }) => id === paper.id);
      assert.ok(before && (suggested(before) === undefined || suggested(paper) !== suggested(before)));
    }
  });

  it('of a note that changed since are not undone over its changes', async () => {
    const { undo } = await apply('tags', suggested);
    const document = await workspace.openTextDocument(uri);
    const edit = new WorkspaceEdit();
    edit.insert(uri, document.positionAt(document.getText().length), '!');
    await workspace.applyEdit(edit);
    const changed = document.getText();
    assert.equal(await undo(), false);
    assert.equal(document.getText(), changed);
  });

  it('follow a taxonomy of the user’s', async () => {
    const setting = workspace.getConfiguration('marginalia.papers', rootFolder());
    await setting.update('taxonomy', { '*': false, Codes: ['entropy'] }, ConfigurationTarget.Workspace);
    try {
      const [first] = await reviewed();
      assert.equal(first && suggested(first), 'Codes');
    } finally {
      await setting.update('taxonomy', undefined, ConfigurationTarget.Workspace);
    }
  });

  it('open in one panel', async () => {
    await commands.executeCommand('marginalia.papers.categorise');
    const tabs = () => window.tabGroups.all.flatMap(({ tabs: own }) => own.map(({ label }) => label));
    await eventually('the panel', () => tabs().includes('Categorise Papers'));
    await commands.executeCommand('marginalia.papers.categorise');
    assert.equal(tabs().filter((label) => label === 'Categorise Papers').length, 1);
  });
});
