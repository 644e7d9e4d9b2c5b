import type { Position, TextDocument } from 'vscode';
import { readNoteLinks, type NoteLink } from '../../../notes/noteLinks';

/** A link and where it starts in the document. */
export interface PlacedLink {
  readonly link: NoteLink;
  /** What to add to the link's offsets to have the document's. */
  readonly base: number;
}

const longestLine = 20_000;

/** The link under the cursor, read from its line alone: a hover must not wait for a long note to be parsed. */
export function linkAt(document: TextDocument, position: Position): PlacedLink | undefined {
  const line = document.lineAt(position.line);
  if (line.text.length > longestLine) return undefined;
  const base = document.offsetAt(line.range.start);
  // Indentation would make code of a nested item's line.
  const indent = line.firstNonWhitespaceCharacterIndex;
  const link = readNoteLinks(line.text.slice(indent)).find(
    ({ range }) => range.start <= position.character - indent && position.character - indent <= range.end,
  );
  return link && { link, base: base + indent };
}
