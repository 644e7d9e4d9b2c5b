import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  commands,
  DataTransfer,
  Position,
  window,
  workspace,
  type Uri,
} from 'vscode';
import { silentLogger } from '../../src/base/logger';
import { changePapers } from '../../src/host/features/readingList/changeCommands';
import { DragPapers } from '../../src/host/features/readingList/dragPapers';
import { DropPapers } from '../../src/host/features/readingList/dropPapers';
import { GroupNode, type PaperNode } from '../../src/host/features/readingList/listNodes';
import { findPaper, placedOf, placeTarget } from '../../src/host/features/readingList/targets';
import { LibraryChanges } from '../../src/host/papers/libraryChanges';
import type { PaperChange } from '../../src/papers/changePaper';
import { openList, type List } from './listSupport';
import { closeAll, eventually, inRoot, read, saveByHand, write } from './support';

const first = [
  '\ufeff# 목록',
  '',
  '## Papers to Read',
  '',
  '- [Crowded meshes](https://arxiv.org/abs/2301.00001) (p2)',
  '-\t[혼잡한 망 🧠](https://arxiv.org/abs/2301.00002) (p3)',
  '- [Empty rooms](https://arxiv.org/abs/2301.00003)',
].join('\r\n');
const second = '## Papers to Read\n\n- [ ] [Late trains](https://arxiv.org/abs/2301.00004) (p2)\n';

describe('changes of the reading list', () => {
  let list: List;
  let changes: LibraryChanges;
  let firstNote: Uri;
  let secondNote: Uri;

  before(async () => {
    await saveByHand();
    firstNote = await write('changed/first.md', first);
    secondNote = await write('changed/second.md', second);
    list = openList();
    changes = new LibraryChanges(list.library, list.notes, silentLogger);
    list.state.set({ grouping: 'priority', sorting: 'note' });
    await eventually('the list', async () => (await ours()).length === 4);
  });

  after(async () => {
    await closeAll();
    changes.dispose();
    list.dispose();
    await workspace.fs.delete(inRoot('changed'), { recursive: true });
    await workspace.fs
      .delete(inRoot('.marginalia/papers/own'), { recursive: true })
      .then(undefined, () => undefined);
  });

  async function ours(): Promise<PaperNode[]> {
    return (await list.papers()).filter(({ row }) => row.place.note.startsWith('changed/'));
  }
  async function nodes(...titles: string[]): Promise<PaperNode[]> {
    const all = await ours();
    return titles.map((title) => {
      const node = all.find(({ row }) => row.paper.title === title);
      assert.ok(node, `${title} is not in ${all.map(({ row }) => row.paper.title).join(', ')}`);
      return node;
    });
  }
  async function change(titles: string[], what: PaperChange) {
    return changes.apply((await nodes(...titles)).map(placedOf), what, 'A change');
  }
  async function unchanged(): Promise<void> {
    assert.equal(await read(firstNote), first);
    assert.equal(await read(secondNote), second);
  }

  it('are one edit of each note, byte for byte beside it, and one undo takes all back', async () => {
    const outcome = await change(['Crowded meshes', '혼잡한 망 🧠', 'Late trains'], {
      field: 'priority',
      value: 1,
    });
    assert.deepEqual([outcome.inNotes, outcome.inLibrary], [3, 0]);
    assert.equal(await read(firstNote), first.replace('(p2)', '(p1)').replace('(p3)', '(p1)'));
    assert.equal(await read(secondNote), second.replace('(p2)', '(p1)'));
    assert.equal(changes.last, 'A change');
    assert.equal(await changes.undo(), 'A change');
    await unchanged();
    assert.equal(changes.last, undefined);
  });

  it('are undone by the editor as well', async () => {
    await window.showTextDocument(firstNote);
    await change(['Crowded meshes', '혼잡한 망 🧠'], { field: 'priority', value: 7 });
    assert.equal(await read(firstNote), first.replace('(p2)', '(p7)').replace('(p3)', '(p7)'));
    await commands.executeCommand('undo');
    const document = await workspace.openTextDocument(firstNote);
    assert.equal(document.getText(), first.slice(1));
    await document.save();
    await unchanged();
    // The editor was faster: what is left to undo in the list is not to do harm.
    await assert.rejects(changes.undo(), /changed since/);
    await unchanged();
    await closeAll();
  });

  it('are kept in the library where the note has no way of saying it, never in both, and undone there', async () => {
    const outcome = await change(['Crowded meshes', 'Late trains'], { field: 'category', value: 'geometry' });
    assert.deepEqual([outcome.inNotes, outcome.inLibrary], [0, 2]);
    await unchanged();
    const folder = (await workspace.fs.readDirectory(inRoot('.marginalia/papers/own'))).map(([name]) => name);
    assert.deepEqual(folder.sort(), ['arxiv-2301.00001.json', 'arxiv-2301.00004.json']);
    list.state.set({ grouping: 'category' });
    await eventually('the group', async () => (await list.outline()).includes('geometry (2)'));
    await changes.undo();
    await eventually(
      'its end',
      async () => !(await list.outline()).some((line) => line.startsWith('geometry')),
    );
    assert.deepEqual(await workspace.fs.readDirectory(inRoot('.marginalia/papers/own')), []);
    list.state.set({ grouping: 'priority' });
  });

  it('leave a note that was changed since alone when they are undone', async () => {
    await change(['Late trains'], { field: 'status', value: 'read' });
    assert.equal(await read(secondNote), second.replace('[ ]', '[x]'));
    await write('changed/second.md', second.replace('[ ]', '[-]'));
    await eventually('the other writer’s text', () => list.notes.get(secondNote)?.text.includes('[-]'));
    await assert.rejects(changes.undo(), /second\.md changed since/);
    assert.equal(await read(secondNote), second.replace('[ ]', '[-]'));
    await write('changed/second.md', second);
    await eventually('the first text', () => list.notes.get(secondNote)?.text === second);
  });

  describe('by dragging', () => {
    const drag = (): DragPapers =>
      new DragPapers({
        change: (papers, what) => changePapers(changes, papers, what),
        find: (target) => findPaper(list.library, target),
        log: silentLogger,
      });
    async function group(value: string): Promise<GroupNode> {
      const found = (await list.tree.getChildren()).find(
        (node) => node instanceof GroupNode && node.group.value === value,
      );
      assert.ok(found instanceof GroupNode, `there is no group ${value}`);
      return found;
    }
    async function drop(titles: string[], on: string): Promise<void> {
      const data = new DataTransfer();
      drag().handleDrag(await nodes(...titles), data);
      await drag().handleDrop(await group(on), data);
    }

    it('say of each paper what the group says', async () => {
      await drop(['Crowded meshes', 'Late trains'], '3');
      assert.equal(await read(firstNote), first.replace('(p2)', '(p3)'));
      assert.equal(await read(secondNote), second.replace('(p2)', '(p3)'));
      await changes.undo();
      await unchanged();
    });

    it('take back what the group of the others has not', async () => {
      await drop(['Crowded meshes'], '');
      assert.equal(await read(firstNote), first.replace(' (p2)', ''));
      await changes.undo();
      await unchanged();
    });

    it('do nothing to a group that says nothing one could write', async () => {
      list.state.set({ grouping: 'kind' });
      await eventually('the kinds', async () =>
        (await list.tree.getChildren()).some((node) => node.id.includes('kind')),
      );
      await drop(['Crowded meshes'], 'paper');
      await unchanged();
      list.state.set({ grouping: 'priority' });
      assert.equal(changes.last, undefined);
    });

    it('leave the view as links with titles', async () => {
      const data = new DataTransfer();
      drag().handleDrag(await nodes('Crowded meshes', '혼잡한 망 🧠'), data);
      assert.equal(
        await data.get('text/uri-list')?.asString(),
        'https://arxiv.org/abs/2301.00001\r\nhttps://arxiv.org/abs/2301.00002',
      );
      const document = await workspace.openTextDocument({ language: 'markdown', content: 'Read \n\n- ' });
      const dropped = async (line: number, character: number) => {
        const { token } = new CancellationTokenSource();
        return new DropPapers().provideDocumentDropEdits(
          document,
          new Position(line, character),
          data,
          token,
        );
      };
      const links = [
        '[Crowded meshes](https://arxiv.org/abs/2301.00001)',
        '[혼잡한 망 🧠](https://arxiv.org/abs/2301.00002)',
      ];
      assert.equal((await dropped(0, 5))?.insertText, links.map((link) => `- ${link}`).join('\n'));
      assert.equal((await dropped(2, 2))?.insertText, links.join('\n- '));
      drag().handleDrag(await nodes('Crowded meshes'), data);
      assert.equal((await dropped(0, 5))?.insertText, links[0]);
      assert.equal(await dropped(0, 0).then((edit) => edit?.title), 'Insert Link to the Paper');
    });
  });

  it('are asked for by commands, from whatever names the paper', async () => {
    const [node] = await nodes('Late trains');
    assert.ok(node);
    const target = placeTarget(node.folder, node.row.place, node.row.paper.key);
    const changing = commands.executeCommand('marginalia.paper.setStatus', target);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await commands.executeCommand('workbench.action.quickOpenSelectNext');
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await changing;
    await eventually(
      'the status',
      async () => (await read(secondNote)).includes('reading') || (await read(secondNote)).includes('[/]'),
    );
    await commands.executeCommand('marginalia.papers.undo');
    await eventually('the note as it was', async () => (await read(secondNote)) === second);
  });
});
