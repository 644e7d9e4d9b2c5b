import assert from 'node:assert/strict';
import { Range, TreeItemCollapsibleState, window, workspace, type Uri } from 'vscode';
import { GroupNode, MoreNode, PaperNode } from '../../src/host/features/readingList/listNodes';
import { MemoryMemento, openList, type List } from './listSupport';
import { closeAll, eventually, inRoot, write } from './support';

const theory = [
  '# Theory',
  '',
  '## Papers to Read',
  '',
  '- [Zeta functions of nets](https://arxiv.org/abs/2201.00001) (p2)',
  '- [x] [Alpha bounds](https://arxiv.org/abs/2201.00002) (p1)',
  '- [Mean fields](https://arxiv.org/abs/2201.00003)',
  '',
].join('\n');
const talks = [
  '## Papers to Read',
  '',
  '- [A talk on nets](https://www.youtube.com/watch?v=abcdefghijk) (p2)',
  '- [Alpha bounds](https://arxiv.org/pdf/2201.00002v3)',
  '',
].join('\n');

describe('the reading list’s tree', () => {
  let list: List;
  let note: Uri;

  before(async () => {
    note = await write('arranged/a-theory.md', theory);
    await write('arranged/b-talks.md', talks);
    await workspace.fs.createDirectory(inRoot('arranged'));
    list = openList();
    // Whatever other lists the workspace of the tests has.
    list.state.set({ grouping: 'none' });
    await eventually('the list', async () => (await list.papers()).length >= 4);
  });

  after(async () => {
    await closeAll();
    list.dispose();
    await workspace.fs.delete(inRoot('arranged'), { recursive: true });
  });

  /** The outline without what other tests have in the workspace. */
  async function outline(): Promise<string[]> {
    const ours = /Zeta|Alpha|Mean|talk on nets/;
    return (await list.outline()).filter((line) => !line.startsWith('  ') || ours.test(line));
  }

  it('groups by priority, a paper named twice once', async () => {
    list.state.set({ grouping: 'priority', sorting: 'title' });
    const lines = await outline();
    const from = (name: string): string[] => {
      const start = lines.findIndex((line) => line.startsWith(name));
      const rest = lines.slice(start + 1);
      const end = rest.findIndex((line) => !line.startsWith('  '));
      return rest.slice(0, end === -1 ? undefined : end);
    };
    assert.deepEqual(from('Priority 1'), ['  Alpha bounds']);
    assert.deepEqual(from('Priority 2'), ['  A talk on nets', '  Zeta functions of nets']);
    assert.deepEqual(from('No priority'), ['  Mean fields']);
  });

  it('groups by note and heading, a paper under each that has it', async () => {
    list.state.set({ grouping: 'note', sorting: 'note' });
    const lines = await outline();
    const at = lines.findIndex((line) => line.includes('arranged/a-theory.md'));
    // Lists of other tests may come after them.
    assert.deepEqual(lines.slice(at, at + 7), [
      'Papers to Read (3 · arranged/a-theory.md)',
      '  Zeta functions of nets',
      '  Alpha bounds',
      '  Mean fields',
      'Papers to Read (2 · arranged/b-talks.md)',
      '  A talk on nets',
      '  Alpha bounds',
    ]);
  });

  it('leaves out what the filter and the search leave out, and says how many', async () => {
    const counts: { papers: number; shown: number }[] = [];
    const listening = list.model.onDidCount((count) => counts.push(count));
    list.state.set({ grouping: 'none', sorting: 'title', filter: { kind: ['video'] } });
    assert.deepEqual(await list.outline(), ['  A talk on nets']);
    list.state.set({ filter: {}, query: 'functoins' });
    assert.deepEqual(await list.outline(), ['  Zeta functions of nets'], 'mistyped');
    list.state.set({ query: '2201.00003' });
    assert.deepEqual(await list.outline(), ['  Mean fields']);
    list.state.set({ query: 'nothing has this' });
    assert.deepEqual(await list.outline(), []);
    assert.equal(counts.at(-1)?.shown, 0);
    assert.ok((counts.at(-1)?.papers ?? 0) >= 4);
    list.state.set({ query: '' });
    listening.dispose();
  });

  it('finds through the index what was typed a moment ago', async () => {
    const editor = await window.showTextDocument(note);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((builder) =>
      builder.insert(end, '- [Fresh tropics](https://arxiv.org/abs/2201.00009)\n'),
    );
    await eventually('the typed entry', async () => (await list.index.find('tropi', 5)).length === 1);
    const [found] = await list.index.find('2201.00009', 5);
    assert.equal(found?.paper.title, 'Fresh tropics');
    await eventually('the typed row', async () => (await list.outline()).includes('  Fresh tropics'));
    await editor.edit((builder) =>
      builder.delete(editor.document.lineAt(editor.document.lineCount - 2).rangeIncludingLineBreak),
    );
    await eventually('its end', async () => (await list.index.find('tropics', 5)).length === 0);
  });

  it('draws again only what an edit changed', async () => {
    list.state.set({ grouping: 'priority', sorting: 'note' });
    await list.outline();
    const fired: string[][] = [];
    const listening = list.tree.onDidChangeTreeData((nodes) => {
      fired.push(
        nodes ? nodes.map((node) => (node.type === 'group' ? node.group.value : node.type)) : ['all'],
      );
    });
    const editor = await window.showTextDocument(note);
    const line = editor.document.getText().indexOf('Zeta');
    const at = editor.document.positionAt(line);
    await editor.edit((builder) => builder.insert(at, 'The '));
    await eventually('the new title', async () =>
      (await list.outline()).includes('  The Zeta functions of nets'),
    );
    assert.deepEqual(fired, [['paper']], 'a title: its row');
    fired.length = 0;
    await editor.edit((builder) => builder.insert(editor.document.lineAt(0).range.start, '\n\n'));
    await eventually('the moved lines', async () =>
      (await list.papers()).some(({ row }) => row.paper.title.startsWith('The Zeta') && row.place.line === 6),
    );
    assert.deepEqual(fired, [], 'lines that moved: nothing');
    const text = editor.document.getText();
    const mark = text.indexOf('(p2)') + 2;
    const digit = new Range(editor.document.positionAt(mark), editor.document.positionAt(mark + 1));
    await editor.edit((builder) => builder.replace(digit, '1'));
    await eventually('the other group', async () =>
      (await list.papers()).some(({ row }) => row.paper.title.startsWith('The Zeta') && row.priority === 1),
    );
    assert.deepEqual(fired, [['1', '2']], 'a priority: the two groups');
    listening.dispose();
    await closeAll();
  });

  it('keeps how it is arranged and what was collapsed, not the search', async () => {
    const memento = new MemoryMemento();
    const first = openList(memento);
    first.state.set({ grouping: 'status', sorting: 'year', filter: { priority: ['1'] }, query: 'nets' });
    first.state.setExpanded('["status","read"]', false);
    first.dispose();
    const second = openList(memento);
    assert.deepEqual(second.state.options, {
      grouping: 'status',
      sorting: 'year',
      filter: { priority: ['1'] },
      query: '',
    });
    const groups = await second.tree.getChildren();
    const group = groups.find((node) => node instanceof GroupNode && node.group.value === 'read');
    assert.ok(group);
    assert.equal(second.tree.getTreeItem(group).collapsibleState, TreeItemCollapsibleState.Collapsed);
    second.dispose();
    await memento.update('marginalia.readingList.options', { grouping: 'colour' });
    assert.equal(openList(memento).state.options.grouping, 'note', 'what another version kept');
  });

  it('makes the rows of a long group a page at a time, and reveals one further down', async () => {
    const entries = Array.from(
      { length: 700 },
      (_, i) => `- [Paper ${i}](https://arxiv.org/abs/2202.${10_000 + i})`,
    );
    await write('arranged/c-long.md', `# L\n\n## Papers to Read\n\n${entries.join('\n')}\n`);
    list.state.set({ grouping: 'note', sorting: 'note', filter: {}, query: '' });
    const group = await eventually('the long list', async () =>
      (await list.tree.getChildren()).find(
        (node) => node instanceof GroupNode && node.group.rows[0]?.place.note === 'arranged/c-long.md',
      ),
    );
    const rows = await list.tree.getChildren(group);
    assert.equal(rows.length, 251);
    const more = rows.at(-1);
    assert.ok(more instanceof MoreNode);
    assert.equal(list.tree.getTreeItem(more).label, 'Show 450 more of 450…');
    const root = (await list.papers())[0]?.row.root ?? '';
    const found = await list.model.find(root, 'arxiv:2202.10600');
    assert.ok(found instanceof PaperNode);
    assert.equal(list.tree.getParent(found), group);
    assert.equal((await list.tree.getChildren(group)).length, 602);
    list.model.showMore(found.group);
    assert.equal((await list.tree.getChildren(group)).length, 700);
    await workspace.fs.delete(inRoot('arranged/c-long.md'));
  });

  it('tells a screen reader what the badge and the icon show', async () => {
    list.state.set({ grouping: 'status', sorting: 'note' });
    const alpha = (await list.papers()).find(({ row }) => row.paper.title === 'Alpha bounds');
    assert.ok(alpha);
    assert.equal(
      list.tree.getTreeItem(alpha).accessibilityInformation?.label,
      'Alpha bounds, Priority 1, Read, arXiv, not fetched yet',
    );
    const group = list.tree.getTreeItem(alpha.group);
    assert.match(group.accessibilityInformation?.label ?? '', /^Read, \d+ papers$/);
  });
});
