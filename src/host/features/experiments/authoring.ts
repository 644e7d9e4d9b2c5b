import {
  CompletionItem,
  CompletionItemKind,
  Hover,
  l10n,
  MarkdownString,
  Position,
  Range,
  SnippetString,
  type CompletionItemProvider,
  type HoverProvider,
  type TextDocument,
} from 'vscode';
import { partNames } from '../../../adapters/data/partNames';
import { CodedError } from '../../../base/errors';
import { LineIndex } from '../../../base/text';
import { experimentKinds } from '../../../experiments/registry';
import type { DataFiles } from '../../runs/dataFiles';
import type { ExperimentIndex, NoteExperiment } from '../../runs/experimentIndex';
import {
  completeBlock,
  keyAt,
  namedLayer,
  namedPart,
  type BlockCompletion,
  type BlockCursor,
} from './blockCompletion';
import { keysOf, kindKey, type KeyHelp } from './blockSchema';
import { pathFromNote, type DataCatalog } from './dataCatalog';
import { blockSnippet, takenIds } from './insertBlock';

const itemKinds: Record<BlockCompletion['type'], CompletionItemKind> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
};

/** Where in the document the lines of the block's body are, and the cursor among them. */
interface CursorInBody extends BlockCursor {
  readonly experiment: NoteExperiment;
}

/** Help with writing a block: keys, values and data files where they may stand; what a key means, on hover. */
export class BlockAuthoring implements CompletionItemProvider, HoverProvider {
  constructor(
    private readonly index: ExperimentIndex,
    private readonly catalog: DataCatalog,
    private readonly files: DataFiles,
  ) {}

  async provideCompletionItems(document: TextDocument, position: Position): Promise<CompletionItem[]> {
    const cursor = this.cursor(document, position);
    const part = cursor && namedPart(cursor, helpOf(cursor.experiment));
    if (cursor && part) return this.parts(cursor.experiment, part, position, partNames);
    const layer = cursor && namedLayer(cursor, helpOf(cursor.experiment));
    if (cursor && layer) {
      const { layerNamesIn } = await import('../../../adapters/representations');
      const { present, written } = layer;
      return this.parts(cursor.experiment, layer, position, async (absolutePath) =>
        (await layerNamesIn(absolutePath)).filter((name) => name === written || !present.includes(name)),
      );
    }
    const note = cursor?.experiment.note ?? this.index.noteOf(document);
    const files = note
      ? (await this.catalog.list(note.folder)).map((path) => pathFromNote(path, note.path))
      : [];
    if (!cursor) return this.newBlock(document, position, files);
    return completeBlock(cursor, helpOf(cursor.experiment), files).map((entry, order) => {
      const item = new CompletionItem(entry.label, itemKinds[entry.type]);
      item.insertText = entry.insertText;
      item.range = new Range(position.translate(0, -entry.replaces), position);
      item.sortText = String(order).padStart(4, '0');
      if (entry.detail) item.detail = entry.detail;
      if (entry.documentation) item.documentation = new MarkdownString(entry.documentation);
      if (entry.type === 'key') item.command = { command: 'editor.action.triggerSuggest', title: '' };
      return item;
    });
  }

  /** The arrays or layers of a file; none where it cannot be read, which running the block says. */
  private async parts(
    { note }: NoteExperiment,
    { path, written }: { readonly path: string; readonly written: string },
    position: Position,
    namesOf: (absolutePath: string) => Promise<readonly string[]>,
  ): Promise<CompletionItem[]> {
    const found = await this.files.find({ folder: note.folder, note: note.path, path });
    if (found.state !== 'present') return [];
    const names = await namesOf(found.uri.fsPath).catch((error: unknown) => {
      if (error instanceof CodedError) return [];
      throw error;
    });
    return names.map((name, order) => {
      const item = new CompletionItem(name, CompletionItemKind.Field);
      item.sortText = String(order).padStart(4, '0');
      item.range = new Range(position.translate(0, -written.length), position);
      return item;
    });
  }

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const cursor = this.cursor(document, position);
    if (!cursor) return undefined;
    const key = keyAt(cursor.lines, cursor.line, cursor.character);
    const help = helpOf(cursor.experiment).find((candidate) => candidate.key === key);
    if (!help) return undefined;
    const text = new MarkdownString(`**${help.key}** — ${help.description}`);
    if (help.values.length > 0)
      text.appendMarkdown(`\n\n${help.values.map((value) => `\`${value}\``).join(' · ')}`);
    if (help.default !== undefined) text.appendMarkdown(`\n\n${l10n.t('Default')}: \`${help.default}\``);
    const start = position.translate(0, -cursor.character);
    return new Hover(text, new Range(start, start.translate(0, help.key.length)));
  }

  private newBlock(document: TextDocument, position: Position, files: readonly string[]): CompletionItem[] {
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const typed = /^\s*(`{1,3}\w*|e(?:x(?:p\w*)?)?)$/.exec(before)?.[1];
    if (typed === undefined || insideFence(document, position)) return [];
    return experimentKinds.map((kind, i) => {
      const item = new CompletionItem(
        { label: '```experiment', description: kind.id },
        CompletionItemKind.Snippet,
      );
      item.detail = kind.title;
      item.documentation = kind.description;
      item.insertText = new SnippetString(blockSnippet(kind, files, takenIds(this.index)));
      item.filterText = typed.startsWith('`') ? '```experiment' : 'experiment';
      item.sortText = `experiment${i}`;
      item.range = new Range(position.translate(0, -typed.length), position);
      return item;
    });
  }

  private cursor(document: TextDocument, position: Position): CursorInBody | undefined {
    const offset = document.offsetAt(position);
    for (const experiment of this.index.inDocument(document)) {
      const { block, note } = experiment;
      if (offset < block.bodyRange.start || offset > block.bodyRange.end) continue;
      const places = new LineIndex(note.text);
      const line = block.lines.findIndex((range) => places.position(range.start).line === position.line);
      const range = block.lines[line];
      if (!range || offset < range.start) continue;
      const lines = block.lines.map(({ start, end }) => note.text.slice(start, end));
      return { experiment, lines, line, character: offset - range.start };
    }
    return undefined;
  }
}

function helpOf({ read }: NoteExperiment): readonly KeyHelp[] {
  return read.kind ? keysOf(read.kind, experimentKinds) : [kindKey(experimentKinds)];
}

/** Whether a fence is open above the position: counted, since a parse knows no block that is just being typed. */
function insideFence(document: TextDocument, position: Position): boolean {
  const above = document.getText(new Range(new Position(0, 0), new Position(position.line, 0)));
  return (above.match(/^[ \t>]*(?:`{3,}|~{3,})/gm) ?? []).length % 2 === 1;
}
