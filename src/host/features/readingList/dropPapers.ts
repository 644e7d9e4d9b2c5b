import {
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  type CancellationToken,
  type DataTransfer,
  type DocumentDropEditProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { draggedSchema, droppedText, dropTitle, papersType } from './dragPapers';

/** Papers of the reading list that are dropped into a note become markdown links. */
export class DropPapers implements DocumentDropEditProvider {
  static readonly kind = DocumentDropOrPasteEditKind.Empty.append('markdown', 'papers');

  async provideDocumentDropEdits(
    document: TextDocument,
    position: Position,
    data: DataTransfer,
    token: CancellationToken,
  ): Promise<DocumentDropEdit | undefined> {
    const text = await data.get(papersType)?.asString();
    if (text === undefined || token.isCancellationRequested) return undefined;
    const dragged = draggedSchema.safeParse(parsed(text));
    if (!dragged.success || dragged.data.links.length === 0) return undefined;
    const { links } = dragged.data;
    const before = document.lineAt(position.line).text.slice(0, position.character);
    return new DocumentDropEdit(droppedText(links, before), dropTitle(links.length), DropPapers.kind);
  }
}

/** From another window it may be anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
