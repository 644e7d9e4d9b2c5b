import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  extensions,
  languages,
  MarkdownString,
  TreeItemCheckboxState,
  window,
  workspace,
  type TreeItem,
  type Uri,
} from 'vscode';
import { silentLogger } from '../../src/base/logger';
import { isoDate } from '../../src/notes/calendar';
import { meetingsSection } from '../../src/host/features/meetings/meetingsSection';
import { todosSection } from '../../src/host/features/meetings/todosSection';
import { TodoWriter } from '../../src/host/features/meetings/todoWriter';
import { WorkspaceMeetings } from '../../src/host/features/meetings/workspaceMeetings';
import { NotesTree, type NotesRow } from '../../src/host/features/notesTree/tree';
import { WorkspaceNotes } from '../../src/host/notes/workspaceNotes';
import { closeAll, eventually, inRoot, problems, read, write } from './support';

const minutes = [
  '\ufeff# 연구 모임',
  '',
  '## 회의록',
  '',
  '- 2025.02.11',
  '    - 길동',
  '        - showed the <b>first</b> [figure](command:x)',
  '    - @Hong Gil Dong / 학생',
  '        - 결론은 아직',
  '    - 결정: 두 번째 자료를 쓴다',
  '    - TO DO:',
  '        - 길동 + 민수: 증명 🧠',
  '        - [x] 민수: figure',
  '        - tidy up',
  '- 2025.02.18',
  '    - 민수',
  '        - 발표',
  '',
].join('\r\n');

const peopleSetting = 'marginalia.notes.people';
const setPeople = (value: unknown): Thenable<void> =>
  workspace.getConfiguration().update(peopleSetting, value, ConfigurationTarget.Workspace);

describe('meetings and to-dos', () => {
  let notes: WorkspaceNotes;
  let meetings: WorkspaceMeetings;
  let tree: NotesTree;
  let note: Uri;

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    note = await write('minutes/group.md', minutes);
    notes = new WorkspaceNotes(silentLogger);
    meetings = new WorkspaceMeetings(notes);
    const writer = new TodoWriter(notes, meetings, silentLogger);
    tree = new NotesTree([meetingsSection(meetings, writer), todosSection(meetings, writer)]);
  });

  after(async () => {
    await closeAll();
    for (const each of [tree, meetings, notes]) each.dispose();
    await setPeople(undefined);
    await workspace.fs.delete(inRoot('minutes'), { recursive: true });
  });

  /** The rows below the rows with these labels, of this note alone; labels are compared from their start. */
  async function rows(...path: readonly string[]): Promise<NotesRow[]> {
    let found = await tree.getChildren();
    for (const label of path) {
      const row: NotesRow | undefined = found.find((each) => each.label.startsWith(label));
      if (!row) return [];
      found = await tree.getChildren(row);
    }
    return found;
  }
  const items = async (...path: readonly string[]): Promise<TreeItem[]> =>
    (await rows(...path)).map((row) => tree.getTreeItem(row));
  const row = (label: string, ...path: readonly string[]): Promise<NotesRow> =>
    eventually(`${label} below ${path.join(' › ')}`, async () =>
      (await rows(...path)).find((each) => each.label.startsWith(label)),
    );

  it('are shown newest first, with who was there, what was decided and whose the to-dos are', async () => {
    await row('2025-02-11', 'Meetings');
    const own = (await rows('Meetings')).filter(({ label }) => label.startsWith('2025-02'));
    assert.deepEqual(
      own.map((item) => item.label),
      ['2025-02-18', '2025-02-11 · 두 번째 자료를 쓴다'],
    );
    assert.match(String(own[1]?.description), /^길동, Hong Gil Dong/);
    assert.deepEqual(
      (await items('Meetings', '2025-02-11')).map((item) => item.label),
      ['길동', 'Hong Gil Dong', 'Decisions', 'To-dos'],
    );
    assert.deepEqual(
      (await items('Meetings', '2025-02-11', 'To-dos')).map((item) => [
        item.label,
        item.description,
        item.checkboxState,
      ]),
      [
        ['길동 + 민수: 증명 🧠', '', TreeItemCheckboxState.Unchecked],
        ['tidy up', '', TreeItemCheckboxState.Unchecked],
        ['민수: figure', '', TreeItemCheckboxState.Checked],
      ],
    );
    assert.equal((await row('증명 🧠', 'To-dos', '민수')).contextValue, 'todo.open');
    const meeting = await row('2025-02-11', 'Meetings');
    const { tooltip } = tree.resolveTreeItem(tree.getTreeItem(meeting), meeting);
    assert.ok(tooltip instanceof MarkdownString);
    assert.notEqual(tooltip.isTrusted, true);
    assert.match(tooltip.value.replaceAll('\\', ''), /2 of 3 to-dos open[\s\S]*minutes\/group\.md:5/);
  });

  it('lists a person once under the names that the setting gives', async () => {
    await setPeople({ 홍길동: ['길동', 'Hong Gil Dong'] });
    await eventually('one name', async () => (await rows('To-dos', '홍길동')).length === 1);
    assert.match(String((await row('2025-02-11', 'Meetings')).description), /^홍길동(?: ·|$)/);
    await setPeople(undefined);
    await eventually('the names of the note', async () => (await rows('To-dos', '길동')).length === 1);
  });

  it('are reached by a click', async () => {
    const { command } = tree.getTreeItem(await row('2025-02-11', 'Meetings'));
    assert.ok(command);
    await commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    assert.equal(window.activeTextEditor?.document.uri.toString(), note.toString());
    assert.equal(window.activeTextEditor.document.getText(window.activeTextEditor.selection), '- 2025.02.11');
    await closeAll();
  });

  it('change their own line alone when ticked, byte for byte, and back', async () => {
    const done = minutes.replace('- 길동 + 민수: 증명', '- [x] 길동 + 민수: 증명');
    const todo = await row('증명', 'To-dos', '길동');
    await todo.section.setChecked?.([{ node: todo, checked: true }]);
    assert.equal(await read(note), done);
    const ticked = await eventually('the tick in the tree', async () =>
      (await rows('Meetings', '2025-02-11', 'To-dos')).find(
        (each) => each.label === '길동 + 민수: 증명 🧠' && each.checked,
      ),
    );
    assert.deepEqual(await rows('To-dos', '길동'), []);
    const reopened = minutes.replace('- 길동 + 민수: 증명', '- [ ] 길동 + 민수: 증명');
    // The command is the extension's own, whose notes may hear of the tick a moment after those of this test.
    await eventually('the to-do open again', async () => {
      if ((await read(note)) === done) await commands.executeCommand('marginalia.todo.reopen', ticked);
      return (await read(note)) === reopened;
    });
    await write('minutes/group.md', minutes);
    await eventually('the note as it was', async () => {
      // The editor reads a file that changed below it a moment later.
      const open = workspace.textDocuments.find(({ uri }) => uri.toString() === note.toString());
      if (open && open.getText() !== minutes.slice(1)) return false;
      const again = await row('증명', 'To-dos', '길동');
      return JSON.stringify(again.target).includes('"words":"길동') && again.checked === false;
    });
  });

  it('are ticked on the cursor’s line, and one undo takes it back', async () => {
    const editor = await window.showTextDocument(note);
    const before = editor.document.getText();
    const line = before.split('\r\n').findIndex((each) => each.includes('tidy up'));
    await commands.executeCommand('marginalia.note.reveal', { note: note.toString(), line });
    await commands.executeCommand('marginalia.todo.markDone');
    assert.match(editor.document.getText(), /\n {8}- \[x\] tidy up\r\n/);
    await window.showTextDocument(editor.document);
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), before);
    assert.ok(await editor.document.save());
    assert.equal(await read(note), minutes);
    await closeAll();
  });

  it('say so when the to-do has gone', async () => {
    const todo = await row('증명', 'To-dos', '길동');
    await write('minutes/group.md', minutes.replace('증명', '반례'));
    await assert.rejects(
      async () => todo.section.setChecked?.([{ node: todo, checked: true }]),
      /no longer there/,
    );
    assert.equal(await read(note), minutes.replace('증명', '반례'));
    await write('minutes/group.md', minutes);
    await eventually('the note as it was', async () =>
      (await rows('To-dos', '길동')).some(({ label }) => label === '증명 🧠'),
    );
  });

  it('get a new entry in the shape of the note, with the cursor in it, as one undo', async () => {
    await closeAll();
    const editor = await window.showTextDocument(note);
    // The editor reads a file that changed below it a moment later.
    await eventually('the text of the file', () => editor.document.getText() === minutes.slice(1));
    const before = editor.document.getText();
    await commands.executeCommand('marginalia.meeting.new', { note: note.toString() });
    const now = new Date();
    const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
    const lines = [
      '        - 발표',
      `- ${isoDate(today).replaceAll('-', '.')}`,
      '    - ',
      '    - TO DO:',
      '        - 길동 + 민수: 증명 🧠',
      '        - tidy up',
      '',
    ];
    const after = editor.document.getText();
    assert.equal(after.slice(after.indexOf('        - 발표')), lines.join('\r\n'));
    const { active } = editor.selection;
    assert.equal(editor.document.lineAt(active.line).text, '    - ');
    assert.equal(active.character, 6);
    await eventually('the new meeting, before it is saved', async () =>
      (await rows('Meetings')).some(({ label }) => label.startsWith(isoDate(today))),
    );
    // Listed again, they count once.
    assert.equal((await rows('To-dos', '길동')).length, 1);
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), before);
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('have their doubtful dates among the Problems, as information', async () => {
    const doubtful = await write('minutes/doubtful.md', '# 회의\n\n- 2025-02-30\n    - 길동\n        - x\n');
    const found = await eventually('the problem', () =>
      problems(doubtful).find(({ code }) => code === 'meeting.impossible-date'),
    );
    assert.equal(found.severity, 2);
    assert.deepEqual(
      [found.range.start.line, found.range.start.character, found.range.end.character],
      [2, 2, 12],
    );
    assert.equal(languages.getDiagnostics(note).filter(({ source }) => source === 'Marginalia').length, 0);
  });
});
