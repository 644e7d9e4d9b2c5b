import assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  env,
  extensions,
  MarkdownString,
  Position,
  Range,
  window,
  workspace,
  type CodeAction,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type Location,
  type SymbolInformation,
  type Uri,
} from 'vscode';
import { silentLogger } from '../../src/base/logger';
import { LectureIndex } from '../../src/host/features/lectures/lectureIndex';
import { lecturesSection } from '../../src/host/features/lectures/section';
import { LectureTemplates } from '../../src/host/features/lectures/templates';
import { NotesTree, type NotesRow } from '../../src/host/features/notesTree/tree';
import { WorkspaceNotes } from '../../src/host/notes/workspaceNotes';
import { closeAll, eventually, inRoot, problems, read, saveByHand, write } from './support';

const lecture = [
  '# Zaltor flows',
  '',
  '## Meta',
  '- Course: Invertible things',
  '- Date: 2031.04.05',
  '- Lecturer:',
  '- Source/Link: https://example.org',
  '',
  '## Part 1',
  '- Flow of this part',
  '    1. change of variables',
  '- Terminology Map',
  '    - **Zaltor map** (ZMAP)',
  '        - goes both ways ![x](https://example.org/x.png)',
  '    - 역변환: 되돌리는 길',
  '- Why it matters',
  '    - densities',
  '## Part 2',
  '- Limitation → Fix',
  '    - prev: determinants are dear',
  '    - fix: triangles',
  '- Flow of this part',
  '    1. triangles',
  '',
  '## My Confusion & Clarification',
  '- Q. Why both ways?',
  '- A. Else two inputs share an output.',
  '- Q. Must it be smooth?',
  '',
].join('\r\n');

const using = [
  'A zaltor map, 역변환은, `Zaltor map`, $Zaltor map$ [x](zmap.md)',
  '',
  'Again: ZMAPs.',
  '',
].join('\n');

async function hovers(uri: Uri, line: number, character: number): Promise<string> {
  const found = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    new Position(line, character),
  );
  return found
    .flatMap(({ contents }) => contents.map((c) => (c instanceof MarkdownString ? c.value : '')))
    .join('\n');
}

const gapsOf = (uri: Uri): Diagnostic[] =>
  problems(uri).filter(({ code }) => typeof code === 'string' && code.startsWith('lecture.'));

describe('lecture notes', () => {
  let notes: WorkspaceNotes;
  let index: LectureIndex;
  let tree: NotesTree;
  let note: Uri;
  let other: Uri;

  before(async () => {
    await extensions.getExtension('marginalia.marginalia')?.activate();
    await saveByHand();
    note = await write('lectures/zaltor.md', lecture);
    other = await write('lectures/using.md', using);
    notes = new WorkspaceNotes(silentLogger);
    const templates = new LectureTemplates(silentLogger);
    index = new LectureIndex(notes, templates);
    tree = new NotesTree([lecturesSection(index)]);
  });

  after(async () => {
    await closeAll();
    for (const each of [tree, index, notes]) each.dispose();
    await workspace.fs.delete(inRoot('lectures'), { recursive: true });
  });

  afterEach(closeAll);

  async function rows(...path: readonly string[]): Promise<NotesRow[]> {
    let found = await tree.getChildren();
    for (const label of path) {
      const row: NotesRow | undefined = found.find((each) => each.label.startsWith(label));
      if (!row) return [];
      found = await tree.getChildren(row);
    }
    return found;
  }
  const told = async (...path: readonly string[]): Promise<string[]> =>
    (await rows(...path)).map(({ label, description }) => `${label} | ${description ?? ''}`);

  it('are shown with their parts, chain, terms, questions and what is missing', async () => {
    await eventually('the lecture', async () => (await rows('Lectures', 'Zaltor')).length > 0);
    assert.deepEqual(await told('Lectures', 'Zaltor'), [
      'Part 1 | ',
      'Part 2 | ',
      'Limitations and fixes | 1',
      'Terms | 2',
      'Questions | 2',
      'Missing | 3',
    ]);
    assert.deepEqual(await told('Lectures', 'Zaltor', 'Limitations'), [
      'determinants are dear | Part 2',
      'triangles | Part 2',
    ]);
    assert.deepEqual(await told('Lectures', 'Zaltor', 'Terms'), [
      'Zaltor map | ZMAP · goes both ways x',
      '역변환 | 되돌리는 길',
    ]);
    assert.deepEqual(await told('Lectures', 'Zaltor', 'Questions'), [
      'Must it be smooth? | no answer yet',
      'Why both ways? | Else two inputs share an output.',
    ]);
    const [term] = await rows('Lectures', 'Zaltor', 'Terms');
    assert.ok(term);
    const { command } = tree.getTreeItem(term);
    await commands.executeCommand(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
    assert.equal(window.activeTextEditor?.document.uri.toString(), note.toString());
    assert.equal(window.activeTextEditor?.selection.start.line, 12);
  });

  it('explain their terms in every note, not in code, formulas and addresses', async () => {
    await workspace.openTextDocument(other);
    const text = await eventually('the hover', async () => (await hovers(other, 0, 4)) || undefined);
    assert.match(text, /\*\*Zaltor map\*\* \(ZMAP\)/);
    assert.match(text, /goes both ways x/);
    assert.ok(!text.includes('!['), text);
    assert.match(text, /command:marginalia\.note\.reveal/);
    assert.match(await hovers(other, 0, 15), /되돌리는 길/);
    const line = using.split('\n')[0] ?? '';
    for (const inside of ['`Zaltor', '$Zaltor', 'zmap.md']) {
      assert.doesNotMatch(await hovers(other, 0, line.indexOf(inside) + 2), /goes both ways/);
    }
    assert.match(await hovers(other, 2, 8), /goes both ways/);
  });

  it('lead from a mention to the explanation, and from there to all mentions', async () => {
    const definitions = await eventually('the definition', async () => {
      const found = await commands.executeCommand<Location[]>(
        'vscode.executeDefinitionProvider',
        other,
        new Position(2, 8),
      );
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      definitions.map(({ uri, range }) => [uri.toString(), range.start.line]),
      [[note.toString(), 12]],
    );
    const references = await commands.executeCommand<Location[]>(
      'vscode.executeReferenceProvider',
      note,
      new Position(12, 10),
    );
    const places = references.map(
      ({ uri, range }) => `${uri.path.split('/').at(-1)}:${range.start.line}:${range.start.character}`,
    );
    assert.deepEqual(places.sort(), ['using.md:0:2', 'using.md:2:7', 'zaltor.md:12:22', 'zaltor.md:12:8']);
    const symbols = await commands.executeCommand<SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'zaltor',
    );
    assert.ok(symbols.some(({ name }) => name === 'Zaltor map, ZMAP'));
  });

  it('complete terms', async () => {
    const draft = await write('lectures/draft.md', 'the zalt');
    const list = await eventually('the completion', async () => {
      const found = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        draft,
        new Position(0, 8),
      );
      return found.items.some(({ label }) => typeof label !== 'string' && label.label === 'Zaltor map')
        ? found
        : undefined;
    });
    assert.ok(list);
    await workspace.fs.delete(draft);
  });

  it('hint at what they lack, and insert it in their own style, as one undo', async () => {
    const editor = await window.showTextDocument(note);
    const hints = await eventually('the hints', () => (gapsOf(note).length >= 3 ? gapsOf(note) : undefined));
    assert.deepEqual(
      hints.map(({ message, severity }) => [message, severity]),
      [
        ['“Lecturer” is not filled in.', DiagnosticSeverity.Hint],
        ['Part 2 has no section “Terminology Map”.', DiagnosticSeverity.Hint],
        ['Part 2 has no section “Why it matters”.', DiagnosticSeverity.Hint],
      ],
    );
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      note,
      new Range(17, 3, 17, 3),
    );
    assert.deepEqual(
      actions.filter(({ title }) => title.startsWith('Insert')).map(({ title }) => title),
      [
        'Insert “Terminology Map”',
        'Insert “Why it matters”',
        'Insert everything that this lecture lacks (2)',
      ],
    );
    const all = actions.find(({ title }) => title.startsWith('Insert everything'));
    assert.ok(all?.edit);
    await workspace.applyEdit(all.edit);
    const inserted =
      '    1. triangles\r\n- Terminology Map\r\n    - \r\n- Why it matters\r\n    - \r\n\r\n## My';
    assert.ok(editor.document.getText().includes(inserted), editor.document.getText());
    assert.equal(editor.document.getText().replace(inserted, '    1. triangles\r\n\r\n## My'), lecture);
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), lecture);
  });

  it('say so where a term is explained twice, in both places', async () => {
    const twice = await write('lectures/glossary.md', '# Glossary\n\n- Zaltor map: again\n- other: word\n');
    const [problem] = await eventually('the problem', () => {
      const found = gapsOf(twice);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(problem?.severity, DiagnosticSeverity.Information);
    assert.equal(problem.range.start.line, 2);
    assert.deepEqual(
      problem.relatedInformation?.map(({ location }) => location.uri.toString()),
      [note.toString()],
    );
    assert.ok(gapsOf(note).some(({ code }) => code === 'lecture.term-twice'));
    await workspace.fs.delete(twice);
    await eventually('the problem to go', () =>
      gapsOf(note).every(({ code }) => code !== 'lecture.term-twice'),
    );
  });

  it('get what is missing from the tree, and answers where they belong', async () => {
    const missing = await eventually('the row', async () =>
      (await rows('Lectures', 'Zaltor', 'Missing')).at(-1),
    );
    await commands.executeCommand('marginalia.lecture.fillGap', missing);
    await eventually('the section', async () =>
      (await read(note)).includes('- Why it matters\r\n    - \r\n\r\n## My'),
    );
    const [question] = await rows('Lectures', 'Zaltor', 'Questions');
    await commands.executeCommand('marginalia.question.answer', question);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    const { line, character } = editor.selection.active;
    assert.equal(editor.document.lineAt(line).text, '- A. ');
    assert.equal(editor.document.lineAt(line - 1).text, '- Q. Must it be smooth?');
    assert.equal(character, 5);
    await commands.executeCommand('undo');
    await write('lectures/zaltor.md', lecture);
  });

  it('are reviewed question by question, those without an answer first', async () => {
    const walking = commands.executeCommand('marginalia.lecture.review');
    await new Promise((resolve) => setTimeout(resolve, 800));
    const accept = (): Thenable<unknown> =>
      commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    const total = (await eventually('lectures', async () => (await index.ready, index.all()))).flatMap(
      ({ value }) => value.lectures.lectures.flatMap(({ questions }) => questions),
    ).length;
    for (let step = 0; step < 2 * total; step++) {
      await accept();
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await walking;
  });

  it('are made from the template, with the cursor where writing goes on, and never over another file', async () => {
    const answers = { title: 'Quorv nets', course: 'Invertible things', date: '2031.04.12' };
    const made = await commands.executeCommand<Uri>('marginalia.lecture.new', answers);
    const again = await commands.executeCommand<Uri>('marginalia.lecture.new', answers);
    assert.match(made.path, /\/lectures\/quorv-nets\.md$/);
    assert.match(again.path, /\/lectures\/quorv-nets-2\.md$/);
    const text = await read(made);
    assert.match(
      text,
      /^# Quorv nets\n\n## Meta\n- Course: Invertible things\n- Date: 2031\.04\.12\n- Lecturer: \n/,
    );
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), again.toString());
    assert.match(editor?.document.lineAt(editor.selection.active.line).text ?? '', /^ {4}1\. $/);
    await eventually('the new lecture in the tree', async () => (await rows('Lectures', 'Quorv')).length > 0);
    await closeAll();
    for (const uri of [made, again]) await workspace.fs.delete(uri);
  });

  it('are made from, and compared with, the template that a setting names', async () => {
    await write(
      'lectures/own-template.md',
      '## Meta\n- Course:\n- Date:\n\n## Part 1\n- Flow\n    1. \n- Exercises\n    - \n',
    );
    const setting = workspace.getConfiguration('marginalia.lectures');
    await setting.update('template', 'lectures/own-template.md', ConfigurationTarget.Workspace);
    try {
      const made = await commands.executeCommand<Uri>('marginalia.lecture.new', {
        title: 'Own',
        course: 'C',
        date: 'D',
      });
      assert.equal(
        await read(made),
        '## Meta\n- Course: C\n- Date: D\n\n## Part 1\n- Flow\n    1. \n- Exercises\n    - \n',
      );
      assert.equal(window.activeTextEditor?.selection.active.line, 6);
      await closeAll();
      await workspace.fs.delete(made);
      await window.showTextDocument(note);
      await eventually('the hint', () =>
        gapsOf(note).some(({ message }) => message === 'Part 1 has no section “Exercises”.'),
      );
      await setting.update('template', 'lectures/none.md', ConfigurationTarget.Workspace);
      const before = (await workspace.findFiles('lectures/*.md')).length;
      await commands.executeCommand('marginalia.lecture.new', { title: 'Lost', course: '', date: '' });
      assert.equal((await workspace.findFiles('lectures/*.md')).length, before);
    } finally {
      await setting.update('template', undefined, ConfigurationTarget.Workspace);
      await workspace.fs.delete(inRoot('lectures/own-template.md'));
    }
  });

  it('copy their chain of limitations and fixes', async () => {
    const [, row] = await eventually('the lecture', async () => {
      const found = await rows('Lectures');
      const zaltor = found.find(({ label }) => label.startsWith('Zaltor'));
      return zaltor ? ([found, zaltor] as const) : undefined;
    });
    await commands.executeCommand('marginalia.lecture.copySummary', row);
    assert.equal(
      await env.clipboard.readText(),
      '**Zaltor flows**\n\n- Part 2\n    - Limitation: determinants are dear\n    - Fix: triangles\n',
    );
  });
});
