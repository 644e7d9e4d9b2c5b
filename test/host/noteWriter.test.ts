import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  Position,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { TextEdit } from '../../src/base/text';
import { undoSplice } from '../../src/host/notes/fileSplice';
import { writeNotes } from '../../src/host/notes/noteWriter';
import { saveByHand } from './support';
import type { WorkspaceNote } from '../../src/host/notes/workspaceNotes';

const quiet = { info() {}, warn() {}, error() {} };
const marker = (value: string): string => `<!-- result digits.twonn -->${value}<!-- /result -->`;

/** Puts `value` between every pair of comments. */
function editsTo(value: string): (text: string) => readonly TextEdit[] {
  return (text) =>
    [...text.matchAll(/(<!-- result digits\.twonn -->)([^]*?)<!-- \/result -->/g)].flatMap((match) => {
      const start = match.index + (match[1]?.length ?? 0);
      const content = match[2] ?? '';
      return content === value ? [] : [{ range: { start, end: start + content.length }, newText: value }];
    });
}

/** Bytes of notes that an editor may be tempted to tidy. */
const notes: Record<string, string | Uint8Array> = {
  'lf.md': `# 결과\n\n차원은 ${marker('old')} 이다.\n`,
  'crlf.md': `# Result\r\n\r\nIt is ${marker('old')} here.\r\n`,
  'no-final-newline.md': `It is ${marker('old')}`,
  'trailing-space-and-tabs.md': `\t- a  \n\t\t- b ${marker('old')}\t\n   \n\n\n`,
  'emoji.md': `👩‍🔬 ${marker('old')} 🇰🇷 ${marker('older')} e\u0301\n`,
  'bom.md': `\ufeff# BOM\r\n${marker('old')}\r\n`,
  'separators.md': `a\u2028b\u2029c\u0085d\u000bf ${marker('old')}\n`,
};

const folder = (): Uri => {
  const [first] = workspace.workspaceFolders ?? [];
  assert.ok(first);
  return Uri.joinPath(first.uri, 'writer');
};

const bytesOf = (content: string | Uint8Array): Buffer => Buffer.from(content as string);
const read = async (uri: Uri): Promise<Buffer> => Buffer.from(await workspace.fs.readFile(uri));

async function create(name: string, content: string | Uint8Array): Promise<WorkspaceNote> {
  const uri = Uri.joinPath(folder(), name);
  await workspace.fs.writeFile(uri, bytesOf(content));
  const [root] = workspace.workspaceFolders ?? [];
  assert.ok(root);
  return {
    uri,
    folder: root,
    path: `writer/${name}`,
    text: bytesOf(content).toString('utf8'),
    version: undefined,
  };
}

describe('writing live values into notes', () => {
  // Else the editor asks about U+2028 and its like, and an undo goes to its question.
  const lineTerminators = 'editor.unusualLineTerminators';
  const setLineTerminators = (value: string | undefined): Thenable<void> =>
    workspace.getConfiguration().update(lineTerminators, value, ConfigurationTarget.Workspace);
  before(async () => {
    await saveByHand();
    await setLineTerminators('off');
  });
  after(() => setLineTerminators(undefined));

  afterEach(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(folder(), { recursive: true });
  });

  for (const [name, content] of Object.entries(notes)) {
    it(`changes only the value in the closed note ${name}, and undo gives its bytes back`, async () => {
      const note = await create(name, content);
      const outcome = await writeNotes([note], editsTo('12.9 ± 0.4'), quiet);
      assert.deepEqual(
        { ...outcome, edited: outcome.edited.length },
        { edited: 1, unsaved: [], spliced: [], failed: [] },
      );
      const expected = bytesOf(content)
        .toString('utf8')
        .replace(/old(er)?(?=<)/g, '12.9 ± 0.4');
      assert.deepEqual(await read(note.uri), Buffer.from(expected));
      await window.showTextDocument(note.uri);
      await commands.executeCommand('workbench.action.focusActiveEditorGroup');
      await commands.executeCommand('undo');
      const document = await workspace.openTextDocument(note.uri);
      assert.equal(document.isDirty, true);
      assert.equal(await document.save(), true);
      assert.deepEqual(await read(note.uri), bytesOf(content));
    });
  }

  it('splices a note with mixed line ends on the disk, and the splice can be undone', async () => {
    const mixed = `한 줄\r\n둘째 줄\n${marker('old')}\r\n끝\rx`;
    const note = await create('mixed.md', mixed);
    const outcome = await writeNotes([note], editsTo('12.9 ± 0.4'), quiet);
    assert.equal(outcome.edited.length, 0);
    assert.equal(outcome.spliced.length, 1);
    assert.deepEqual(await read(note.uri), Buffer.from(mixed.replace('old', '12.9 ± 0.4')));
    const [splice] = outcome.spliced;
    assert.ok(splice && (await undoSplice(splice)));
    assert.deepEqual(await read(note.uri), Buffer.from(mixed));
  });

  it('splices a note that the editor takes for binary', async () => {
    const note = await create('nul.md', `a\u0000b ${marker('old')}\n`);
    assert.equal((await writeNotes([note], editsTo('±'), quiet)).spliced.length, 1);
    assert.deepEqual(await read(note.uri), Buffer.from(`a\u0000b ${marker('±')}\n`));
  });

  it('splices a note that is not UTF-8, byte for byte', async () => {
    // "차원" in EUC-KR, which is no UTF-8.
    const korean = Buffer.from([0xc2, 0xf7, 0xbf, 0xf8]);
    const around = (value: string): Buffer =>
      Buffer.concat([korean, Buffer.from(`\n${marker(value)}\n`), korean, Buffer.from('\n')]);
    const note = await create('euc-kr.md', around('old'));
    const outcome = await writeNotes([note], editsTo('12.9'), quiet);
    assert.equal(outcome.spliced.length, 1);
    assert.deepEqual(await read(note.uri), around('12.9'));
  });

  it('leaves a dirty note dirty, with what its author typed', async () => {
    const note = await create('dirty.md', `a ${marker('old')}\n`);
    const editor = await window.showTextDocument(note.uri);
    await editor.edit((builder) => builder.insert(new Position(0, 0), 'typed '));
    const outcome = await writeNotes([{ ...note, text: editor.document.getText() }], editsTo('12.9'), quiet);
    assert.equal(outcome.edited.length, 1);
    assert.deepEqual(outcome.unsaved, []);
    assert.equal(editor.document.isDirty, true);
    assert.equal(editor.document.getText(), `typed a ${marker('12.9')}\n`);
    assert.deepEqual(await read(note.uri), Buffer.from(`a ${marker('old')}\n`));
  });

  it('computes its edits for the text that is there, not the one it was told of', async () => {
    const note = await create('moved.md', `a ${marker('old')}\n`);
    const editor = await window.showTextDocument(note.uri);
    await editor.edit((builder) => builder.insert(new Position(0, 0), '\n\n한글 '));
    await writeNotes([note], editsTo('12.9'), quiet);
    assert.equal(editor.document.getText(), `\n\n한글 a ${marker('12.9')}\n`);
  });

  it('takes several notes back with one undo', async () => {
    const first = await create('first.md', `1 ${marker('old')}\n`);
    const second = await create('second.md', `2 ${marker('old')}\r\n`);
    await writeNotes([first, second], editsTo('12.9'), quiet);
    const documents = await Promise.all([first, second].map(({ uri }) => workspace.openTextDocument(uri)));
    assert.deepEqual(
      documents.map((document) => document.isDirty),
      [false, false],
    );
    await window.showTextDocument(first.uri);
    await commands.executeCommand('undo');
    assert.deepEqual(
      documents.map((document) => document.getText()),
      [`1 ${marker('old')}\n`, `2 ${marker('old')}\r\n`],
    );
    await Promise.all(documents.map((document) => document.save()));
  });

  describe('where saving would touch other bytes', () => {
    const settings = ['files.trimTrailingWhitespace', 'files.insertFinalNewline', 'files.trimFinalNewlines'];
    const set = (id: string, value: boolean | undefined): Thenable<void> =>
      workspace.getConfiguration().update(id, value, ConfigurationTarget.Workspace);

    afterEach(async () => {
      for (const id of settings) await set(id, undefined);
    });

    it('leaves the note unsaved', async () => {
      for (const id of settings) await set(id, true);
      const untidy = `a  \n${marker('old')}`;
      const note = await create('untidy.md', untidy);
      const outcome = await writeNotes([note], editsTo('12.9'), quiet);
      assert.equal(outcome.unsaved.length, 1);
      assert.deepEqual(await read(note.uri), Buffer.from(untidy));
      const document = await workspace.openTextDocument(note.uri);
      assert.equal(document.getText(), untidy.replace('old', '12.9'));
      const revert = new WorkspaceEdit();
      revert.replace(note.uri, new Range(0, 0, document.lineCount, 0), untidy);
      await workspace.applyEdit(revert);
    });

    it('saves a note they would leave alone', async () => {
      for (const id of settings) await set(id, true);
      const note = await create('tidy.md', `a\n${marker('old')}\n`);
      const outcome = await writeNotes([note], editsTo('12.9'), quiet);
      assert.deepEqual(outcome.unsaved, []);
      assert.deepEqual(await read(note.uri), Buffer.from(`a\n${marker('12.9')}\n`));
    });
  });
});
