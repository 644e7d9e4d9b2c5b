import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  extensions,
  MarkdownString,
  ThemeIcon,
  window,
  workspace,
  type Uri,
} from 'vscode';
import type { PaperNode } from '../../src/host/features/readingList/listNodes';
import type { FetchReport } from '../../src/papers/fetchReport';
import { ArxivServer } from '../fixtures/arxivServer';
import { openList, type List } from './listSupport';
import { closeAll, eventually, inRoot, read, rootFolder, write } from './support';

const seminar = [
  '# 세미나',
  '',
  'See https://arxiv.org/abs/2101.00077 too.',
  '',
  '## Papers Being Reviewed',
  '',
  'Adjust as you like.',
  '',
  '- https://arxiv.org/abs/2101.00001',
  '- [On *meshes* 🧠](https://link.springer.com/chapter/10.1007/BFb0000001) (p3)',
  '    ',
  '    [BFb0000001.pdf](a%20folder/BFb0000001.pdf)',
  '    ',
  '- [Second](https://www.google.com/url?q=https://arxiv.org/pdf/2101.00002&sa=D) (p1)',
  '- https://arxiv.org/abs/2101.09999 (p2)',
  '',
].join('\r\n');

const setting = (name: string, value: unknown): Thenable<void> =>
  workspace.getConfiguration().update(`marginalia.papers.${name}`, value, ConfigurationTarget.Workspace);

describe('the reading list', () => {
  let server: ArxivServer;
  let list: List;
  let note: Uri;

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    server = new ArxivServer([
      {
        id: '2101.00001',
        title: 'Fetched <b>first</b> [title](command:x)',
        authors: ['Ada Öne', 'B. Two'],
        summary: 'What it is about.',
        categories: ['stat.ML', 'cs.LG'],
      },
      { id: '2101.00002', title: 'Fetched second', authors: ['C. Three'], published: '2020-01-01T00:00:00Z' },
    ]);
    await setting('arxivBaseUrl', await server.start());
    await setting('services', ['arxiv']);
    note = await write('papers/seminar.md', seminar);
    list = openList();
  });

  after(async () => {
    await closeAll();
    list.dispose();
    await setting('arxivBaseUrl', undefined);
    await setting('services', undefined);
    await server.stop();
    await workspace.fs.delete(inRoot('papers'), { recursive: true });
    await workspace.fs.delete(inRoot('.marginalia/papers'), { recursive: true });
  });

  /** The papers of the seminar's list, whatever other lists the workspace has. */
  async function nodes(): Promise<PaperNode[]> {
    return (await list.papers()).filter(({ row }) => row.place.note === 'papers/seminar.md');
  }
  const items = async () => (await nodes()).map((node) => list.tree.getTreeItem(node));
  const fetch = (command = 'marginalia.papers.fetch') => commands.executeCommand<FetchReport>(command);

  it('shows what the note holds, the most urgent first', async () => {
    const shown = await eventually('the list', async () => {
      const all = await items();
      return all.length === 4 ? all : undefined;
    });
    assert.deepEqual(
      shown.map((item) => [item.label, item.description, item.resourceUri?.authority, item.contextValue]),
      [
        ['Second', 'arXiv PDF', '1', 'paper.pdf'],
        ['arXiv:2101.09999', 'arXiv', '2', 'paper.pdf'],
        ['On meshes 🧠', 'Springer', '3', 'paper.pdf'],
        ['arXiv:2101.00001', 'arXiv', undefined, 'paper.pdf'],
      ],
    );
  });

  it('fetches with one request, shows what it got, and leaves the note alone', async () => {
    // The extension hears of the new note when the file watcher does.
    const report = await eventually('a fetch that found the note', async () => {
      const each = await fetch();
      return each.unidentified.length > 0 ? each : undefined;
    });
    assert.deepEqual(
      [report.fetched.length, report.unknown, report.error],
      [2, ['arxiv:2101.09999'], undefined],
    );
    assert.equal(server.requests.length, 1);
    assert.match(String(server.requests[0]?.headers['user-agent']), /^Marginalia\/\d+\.\d+\.\d+$/);
    const shown = await eventually('the fetched titles', async () => {
      const all = await items();
      return all[0]?.description === '2020 · Three · cs.LG' ? all : undefined;
    });
    assert.deepEqual(
      shown.map((item) => [item.label, item.description]),
      [
        // The note's own title stays; only a bare link has the fetched one.
        ['Second', '2020 · Three · cs.LG'],
        ['arXiv:2101.09999', 'arXiv · unknown to arXiv'],
        ['On meshes 🧠', 'Springer'],
        ['Fetched <b>first</b> [title](command:x)', '2021 · Öne et al. · stat.ML'],
      ],
    );
    assert.deepEqual(
      shown.map((item) => item.iconPath instanceof ThemeIcon && item.iconPath.id),
      ['book', 'warning', 'circle-outline', 'book'],
    );
    assert.equal(await read(note), seminar);
  });

  it('says in the tooltip what, why, from where and when, and trusts nothing in it', async () => {
    const all = await nodes();
    const last = all.at(-1);
    assert.ok(last);
    const { tooltip } = list.tree.resolveTreeItem(list.tree.getTreeItem(last), last);
    assert.ok(tooltip instanceof MarkdownString);
    assert.notEqual(tooltip.isTrusted, true);
    assert.doesNotMatch(tooltip.value, /(?<!\\)<b>|(?<!\\)\]\(command:/);
    const words = tooltip.value.replaceAll('\\', '');
    for (const part of [
      'Ada Öne, B. Two',
      '2021 · stat.ML, cs.LG · arXiv:2101.00001',
      'What it is about.',
      'papers/seminar.md:9',
      'Papers Being Reviewed',
      'Metadata from arXiv, fetched',
      '[Page](<https://arxiv.org/abs/2101.00001>)',
    ])
      assert.ok(words.includes(part), `${part} is not in ${words}`);
  });

  it('does not ask again that day, unless told to', async () => {
    const before = server.requests.length;
    const report = await fetch();
    assert.deepEqual([report.fetched.length, report.fresh.length, server.requests.length], [0, 3, before]);
    assert.equal((await fetch('marginalia.papers.refetch')).fetched.length, 2);
    assert.equal(server.requests.length, before + 1);
  });

  it('ends with the reason when blocked, and keeps what it had', async () => {
    server.plan({ status: 403 });
    const report = await fetch('marginalia.papers.refetch');
    assert.equal(report.error?.code, 'network.blocked');
    assert.equal((await items())[0]?.description, '2020 · Three · cs.LG');
  });

  it('can be cancelled, and runs once however often it is asked for', async () => {
    const before = server.requests.length;
    server.plan({ delayMs: 15_000 });
    const first = fetch('marginalia.papers.refetch');
    const second = fetch('marginalia.papers.refetch');
    await eventually('the request', () => server.requests.length > before);
    await commands.executeCommand('marginalia.papers.cancel');
    assert.equal((await first).cancelled, true);
    assert.equal((await second).cancelled, true);
    assert.equal(server.requests.length, before + 1);
  });

  it('reveals the line in the note', async () => {
    const place = { folder: rootFolder().uri.toString(), note: 'papers/seminar.md', line: 9 };
    await commands.executeCommand('marginalia.paper.reveal', place);
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), note.toString());
    assert.equal(editor.selection.start.line, 9);
    assert.match(editor.document.getText(editor.selection), /^- \[On \*meshes\*.*\(p3\)$/);
  });

  it('follows what is typed, before it is saved', async () => {
    const editor = await window.showTextDocument(note);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit((builder) => builder.insert(end, '- [Typed](https://example.org/typed)\n'));
    await eventually('the typed entry', async () => (await items()).some((item) => item.label === 'Typed'));
    await commands.executeCommand('workbench.action.files.revert');
  });
});
