import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, extensions, TabInputWebview, window, workspace } from 'vscode';
import { systemClock } from '../../src/adapters/systemClock';
import { silentLogger } from '../../src/base/logger';
import { addToNote, listsOf } from '../../src/host/features/dailyPapers/addKept';
import { DailyPages } from '../../src/host/features/dailyPapers/dailyPages';
import { PageFinder } from '../../src/host/features/dailyPapers/pageFinder';
import { dailyPapersSection } from '../../src/host/features/dailyPapers/section';
import { WorkspaceNotes } from '../../src/host/notes/workspaceNotes';
import { WorkspacePapers } from '../../src/host/papers/workspacePapers';
import { readDailyPapers } from '../../src/papers/daily/readDailyPapers';
import { DailyServer, servedPaper } from '../fixtures/dailyServer';
import { closeAll, eventually, inRoot, read, rootFolder, write } from './support';

const url = (n: number): string => `https://arxiv.org/abs/2101.0000${n}`;
/** Longer than any other list of the tests' workspace. */
const list = [
  '# 읽기 🧠',
  '',
  '## Papers to Read',
  '',
  ...Array.from({ length: 9 }, (_, i) => `* [Paper ${i}](${url(i)}) (p${i})`),
  '',
  '## Notes',
  '',
  'Text.',
].join('\r\n');

const pageText = [
  'Daily Papers',
  '',
  'Oct 30',
  '',
  ...['Quiet Nets of Some Width', 'Loud Nets of Some Depth', 'A Paper That Is Listed Already'].flatMap(
    (title, i) => [
      title,
      '',
      'An abstract that says what the paper is about.',
      '',
      i === 1 ? 'deeplab Deep Lab' : '  • 7 authors',
      '·',
      'Dec 18, 2024',
      '',
    ],
  ),
].join('\n');

const baseUrlSetting = 'marginalia.papers.huggingFaceBaseUrl';
const triage = (argument: object): Thenable<unknown> =>
  commands.executeCommand('marginalia.daily.triage', argument);
const views = () =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('marginalia.triage'));

describe('Daily Papers', function () {
  this.timeout(60_000);
  let notes: WorkspaceNotes;
  let papers: WorkspacePapers;
  let pages: DailyPages;
  let finder: PageFinder;
  const folder = rootFolder();

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await write('daily/list.md', list);
    await write('daily/page.txt', pageText);
    notes = new WorkspaceNotes(silentLogger);
    papers = new WorkspacePapers(notes, silentLogger);
    pages = new DailyPages(systemClock, silentLogger);
    finder = new PageFinder(notes, pages);
  });
  after(async () => {
    await closeAll();
    for (const each of [finder, pages, papers, notes]) each.dispose();
    await workspace.fs.delete(inRoot('daily'), { recursive: true });
    await workspace.fs.delete(inRoot('.marginalia/daily'), { recursive: true });
    await workspace.fs.delete(inRoot('.marginalia/papers'), { recursive: true });
  });

  const kept = () => {
    const { entries } = readDailyPapers(pageText, { today: '2026-11-21' });
    return entries.slice(0, 2).map((entry, i) => ({ entry, priority: i === 0 ? undefined : 1 }));
  };
  const add = async () => {
    const [target] = await listsOf(folder, { notes, papers, log: silentLogger });
    assert.equal(target?.note, 'daily/list.md');
    return addToNote(kept(), folder, target, 'import', '2026-11-21T00:00:00.000Z', {
      notes,
      papers,
      log: silentLogger,
    });
  };

  it('go to the longest list in its style, as one edit that one undo takes back', async () => {
    const editor = await window.showTextDocument(inRoot('daily/list.md'));
    const { added } = await add();
    assert.equal(added.length, 2);
    const lines = [
      '* "Quiet Nets of Some Width" (2024-12-18)',
      '* "Loud Nets of Some Depth" (Deep Lab, 2024-12-18) (p1)',
    ];
    const expected = list.replace('(p8)', `(p8)\r\n${lines.join('\r\n')}`);
    assert.equal(editor.document.getText(), expected);
    assert.equal(await read(inRoot('daily/list.md')), expected);
    const files = await workspace.fs.readDirectory(inRoot('.marginalia/papers'));
    assert.equal(files.filter(([name]) => name.startsWith('title-')).length, 2);
    await commands.executeCommand('undo');
    await eventually('the note as it was', () => editor.document.getText() === list);
    await editor.document.save();
  });

  it('are not doubled when added again', async () => {
    await add();
    const once = await read(inRoot('daily/list.md'));
    const { added, present } = await add();
    assert.deepEqual([added.length, present.length], [0, 2]);
    assert.equal(await read(inRoot('daily/list.md')), once);
  });

  it('stand in the Notes tree with what is undecided, here and in the next window', async () => {
    const section = dailyPapersSection(finder);
    const description = async (): Promise<string | undefined> =>
      (await section.content())?.children().find(({ label }) => label === 'page.txt')?.description;
    await eventually('the page', async () => (await description()) === '3 to decide');
    const { page, savedOn } = await pages.read(folder, 'daily/page.txt');
    const [first] = page.entries;
    assert.ok(first);
    const decided = { title: first.title, decision: 'skip' as const, at: pages.now() };
    await pages.change(folder, 'daily/page.txt', savedOn, new Map([[first.key, decided]]));
    assert.equal(await description(), '2 of 3 to decide');
    const other = new DailyPages(systemClock, silentLogger);
    assert.equal((await other.decided(folder)).get(first.key)?.decision, 'skip');
    other.dispose();
  });

  it('open in one view a page', async () => {
    const target = { folder: folder.uri.toString(), file: 'daily/page.txt' };
    assert.equal(await triage(target), 'daily/page.txt');
    await eventually('the view', () => views().length === 1);
    await triage(target);
    await triage({ target });
    assert.deepEqual(
      views().map(({ label }) => label),
      ['page.txt'],
    );
  });

  it('are fetched by their day and kept as a page', async () => {
    const server = new DailyServer({ '2025-10-30': [servedPaper('2510.00001', 'Fetched')] });
    const configuration = workspace.getConfiguration();
    await configuration.update(baseUrlSetting, await server.start(), ConfigurationTarget.Workspace);
    try {
      const file = await triage({ folder: folder.uri.toString(), day: '2025-10-30' });
      assert.equal(file, '.marginalia/daily/pages/2025-10-30.json');
      await eventually('the view', () => views().some(({ label }) => label === 'Daily Papers 2025-10-30'));
      const { page } = await pages.read(folder, '.marginalia/daily/pages/2025-10-30.json');
      assert.deepEqual(
        page.entries.map(({ key }) => key),
        ['arxiv:2510.00001'],
      );
      assert.equal(server.requests.length, 1);
    } finally {
      await configuration.update(baseUrlSetting, undefined, ConfigurationTarget.Workspace);
      await server.stop();
    }
  });
});
