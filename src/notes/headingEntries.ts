import type { Heading } from 'mdast';
import { piecesOf, type InlinePiece } from './inlineLinks';
import type { MarkdownTree } from './markdown';
import { readEntries, type EntryContent } from './readingEntries';

/** What the headings of one note say of papers: asked for by each reader that passes one, read once. */
export class HeadingEntries {
  private readonly pieces = new Map<Heading, readonly InlinePiece[]>();
  private readonly entries = new Map<Heading, EntryContent | undefined>();

  constructor(readonly tree: MarkdownTree) {}

  piecesOf(heading: Heading): readonly InlinePiece[] {
    const known = this.pieces.get(heading);
    if (known) return known;
    const pieces = piecesOf({ type: 'paragraph', children: heading.children }, this.tree);
    this.pieces.set(heading, pieces);
    return pieces;
  }

  /** The first entry that the heading's own line makes; undefined where that names no paper. */
  entryOf(heading: Heading): EntryContent | undefined {
    const known = this.entries.get(heading);
    if (known || this.entries.has(heading)) return known;
    const [entry] = readEntries(this.piecesOf(heading));
    this.entries.set(heading, entry);
    return entry;
  }
}
