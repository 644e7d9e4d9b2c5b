import type { TextEdit } from './text';

/** A piece of the text as it is now: of the original, or new. */
type Piece = { readonly start: number; readonly end: number } | string;

/**
 * A text that is edited step by step, each step an edit of the text that the last one left, and that tells in the end
 * what all steps together change in the original.
 */
export class EditedText {
  private pieces: readonly Piece[];

  constructor(private readonly original: string) {
    this.pieces = [{ start: 0, end: original.length }];
  }

  get text(): string {
    return this.pieces.map((piece) => this.textOf(piece)).join('');
  }

  /** Edits of the present text, none of which overlap. */
  apply(edits: readonly TextEdit[]): void {
    const fromLast = [...edits].map((edit, index) => ({ edit, index }));
    // Insertions at one place keep their order.
    fromLast.sort(
      (a, b) =>
        b.edit.range.start - a.edit.range.start || b.edit.range.end - a.edit.range.end || b.index - a.index,
    );
    for (const { edit } of fromLast) this.splice(edit);
  }

  /** What changes in the original. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let inserted = '';
    const flush = (end: number): void => {
      if (inserted !== '' || end > at) edits.push({ range: { start: at, end }, newText: inserted });
      inserted = '';
    };
    for (const piece of this.pieces) {
      if (typeof piece === 'string') inserted += piece;
      else {
        flush(piece.start);
        at = piece.end;
      }
    }
    flush(this.original.length);
    return edits;
  }

  private splice({ range, newText }: TextEdit): void {
    const before: Piece[] = [];
    const after: Piece[] = [];
    let at = 0;
    for (const piece of this.pieces) {
      const length = this.textOf(piece).length;
      const head = cut(piece, 0, Math.min(length, Math.max(0, range.start - at)));
      const tail = cut(piece, Math.min(length, Math.max(0, range.end - at)), length);
      if (head !== undefined) before.push(head);
      // A piece that ends before an insertion is all head.
      if (tail !== undefined && !(range.start - at >= length)) after.push(tail);
      at += length;
    }
    this.pieces = [...before, ...(newText === '' ? [] : [newText]), ...after];
  }

  private textOf(piece: Piece): string {
    return typeof piece === 'string' ? piece : this.original.slice(piece.start, piece.end);
  }
}

function cut(piece: Piece, from: number, to: number): Piece | undefined {
  if (to <= from) return undefined;
  if (typeof piece === 'string') return piece.slice(from, to);
  return { start: piece.start + from, end: piece.start + to };
}
