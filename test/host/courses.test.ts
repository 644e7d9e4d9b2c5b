import assert from 'node:assert/strict';
import {
  commands,
  type DocumentSymbol,
  Range,
  window,
  workspace,
  type FoldingRange,
  type SymbolInformation,
  type Uri,
} from 'vscode';
import { silentLogger } from '../../src/base/logger';
import { CourseIndex } from '../../src/host/features/courses/courseIndex';
import { coursesSection } from '../../src/host/features/courses/coursesSection';
import type { NotesNode } from '../../src/host/features/notesTree/section';
import { WorkspaceNotes } from '../../src/host/notes/workspaceNotes';
import { book, setBook, styles } from '../fixtures/courses';
import { closeAll, eventually, inRoot, write } from './support';

const [style] = Object.values(styles);
assert.ok(style);
const text = setBook(book, style);

describe('courses', () => {
  let notes: WorkspaceNotes;
  let index: CourseIndex;
  let note: Uri;

  before(async () => {
    note = await write('courses/gardening.md', text);
    await write(
      'courses/marked.md',
      setBook(book, styles['markdown headings with numbers, no table of contents'] ?? style),
    );
    notes = new WorkspaceNotes(silentLogger);
    index = new CourseIndex(notes);
  });

  after(async () => {
    await closeAll();
    index.dispose();
    notes.dispose();
    await workspace.fs.delete(inRoot('courses'), { recursive: true });
  });

  const section = () => coursesSection(index);
  async function courseNode(path: string): Promise<NotesNode> {
    return eventually(`the course ${path}`, async () => {
      const content = await section().content();
      return content?.children().find((node) => node.description?.endsWith(path) === true);
    });
  }
  const children = (node: NotesNode | undefined): readonly NotesNode[] => node?.children?.() ?? [];

  it('show parts with their progress, chapters with what is a stub and why, and what is stated', async () => {
    const course = await courseNode('courses/gardening.md');
    assert.equal(course.label, book.title);
    assert.equal(course.description, '3 of 9 chapters, 33 % · courses/gardening.md');
    const rows = children(course);
    assert.deepEqual(
      rows.map((row) => [row.label, row.description]),
      [
        ['Part I (33 %): Soil and Signals', '1 of 3 chapters, 33 %'],
        ['Part II (33 %): Robots among Roses', '1 of 3 chapters, 33 %'],
        ['Part III (33 %): Harvest', '1 of 3 chapters, 33 %'],
        ['Theorems and definitions', '13'],
      ],
    );
    const tooltip = rows[0]?.tooltip;
    assert.ok(typeof tooltip === 'function');
    const said = tooltip();
    assert.ok(typeof said === 'string');
    assert.match(said, /at least 40 words of its own/);
    const [shape, watering] = children(rows[0]);
    assert.match(shape?.description ?? '', /^\d+ words$/);
    assert.equal(watering?.description, 'stub');
    assert.ok(typeof watering?.tooltip === 'string');
    assert.match(
      watering.tooltip,
      /^2 Watering Schedules\n\nIt has no words of its own; .*“section title”\.$/,
    );
    assert.match(watering.spoken ?? '', /stub, It has no words/);
    assert.deepEqual(
      children(shape).map((row) => row.label),
      ['1.1 Beds and Borders', '1.2 What a Rake Can Measure', '1.3 Rain'],
    );
    assert.deepEqual(
      children(children(shape)[0]).map((row) => row.label),
      ['Definition 1.1 (Thing 0)'],
    );
    assert.deepEqual(
      children(rows[3]).map((row) => [row.label, row.description]),
      [
        ['Theorems', '6'],
        ['Definitions', '7'],
      ],
    );
  });

  it('reveal the line of a row', async () => {
    const course = await courseNode('courses/gardening.md');
    const [, watering] = children(children(course)[0]);
    await commands.executeCommand('marginalia.note.reveal', watering?.place);
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), note.toString());
    assert.equal(editor.document.getText(editor.selection), 'Watering Schedules');
  });

  it('have an outline and folds where markdown has none', async () => {
    const outline = await eventually('the outline', async () => {
      const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        note,
      );
      return symbols?.some((symbol) => symbol.name.startsWith('Part I:')) === true ? symbols : undefined;
    });
    const part = outline.find((symbol) => symbol.name === 'Part I: Soil and Signals');
    assert.deepEqual(
      part?.children.map((child) => child.name),
      ['1 The Shape of a Garden', '2 Watering Schedules', '3 Compost: Theory'],
    );
    assert.equal(part.children[0]?.children.length, 3);
    const folds = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', note);
    const document = await workspace.openTextDocument(note);
    const starts = folds.map(({ start }) => document.lineAt(start).text);
    for (const line of ['Contents', 'Part I', 'Watering Schedules', '1.2 What a Rake Can Measure']) {
      assert.ok(starts.includes(line), `nothing folds at ${line}`);
    }
  });

  it('leave the outline of markdown headings to the editor', async () => {
    const uri = inRoot('courses/marked.md');
    await courseNode('courses/marked.md');
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const names = (all: readonly DocumentSymbol[]): readonly string[] =>
      all.flatMap(({ name, children: below }) => [name, ...names(below)]);
    assert.equal(names(symbols).filter((name) => name.includes('Watering Schedules')).length, 1);
  });

  it('are found by the search for symbols: chapters, theorems and definitions', async () => {
    const search = (query: string) =>
      commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query);
    const found = await eventually('the chapter', async () => {
      const symbols = await search('wateringsched');
      return symbols.find(({ location }) => location.uri.toString() === note.toString());
    });
    assert.equal(found.name, '2 Watering Schedules');
    assert.equal(found.containerName, 'Part I: Soil and Signals');
    const definitions = await search('definition 4.2');
    const here = definitions.find(({ location }) => location.uri.toString() === note.toString());
    assert.equal(here?.name, 'Definition 4.2 (Thing 1)');
    assert.equal(here.containerName, '4 Hedge Trimming as Optimisation');
  });

  it('follow what is typed, and leave the note as it was typed', async () => {
    const editor = await window.showTextDocument(note);
    const at = editor.document.getText().indexOf('A section.');
    const position = editor.document.positionAt(at);
    const words = 'A new word that was never there before. ';
    for (let i = 0; i < 20; i++) await editor.edit((builder) => builder.insert(position, words));
    await eventually('the chapter that is no stub any more', async () => {
      const course = await courseNode('courses/gardening.md');
      return children(children(course)[0])[1]?.description !== 'stub';
    });
    assert.equal(editor.document.getText(), text.slice(0, at) + words.repeat(20) + text.slice(at));
    await commands.executeCommand('workbench.action.files.revert');
    assert.equal(editor.document.getText(new Range(0, 0, editor.document.lineCount, 0)), text);
  });
});
