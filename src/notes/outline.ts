import type { OffsetRange } from '../base/text';
import { readableText } from './readableText';

/** The state that a check box, or a mark in its place, gives a line. */
export type BoxState = 'open' | 'done' | 'cancelled';

/** `[ ]`, `[x]`, `☐` and the like at the start of a line's words. */
export interface Box {
  readonly range: OffsetRange;
  readonly state: BoxState;
  /** `✅` and `✔`, which begin many a line that never was to be done. */
  readonly maybeFlourish: boolean;
}

/**
 * A heading, a list item or a line of text, with what stands below it. All offsets are into the note; those of
 * `content` leave out white space, quote marks, list markers and the marks of a heading.
 */
export class OutlineNode {
  readonly children: OutlineNode[] = [];
  /** Where its own text ends: that of a paragraph that goes on over several lines. */
  textEnd: number;
  private readable: string | undefined;

  constructor(
    private readonly source: string,
    readonly kind: 'root' | 'heading' | 'item' | 'text',
    readonly parent: OutlineNode | undefined,
    /** From 0. */
    readonly line: number,
    /** Of the first line, without its line end. */
    readonly lineRange: OffsetRange,
    readonly content: OffsetRange,
    /** Of a list item: its marker without the space after it. */
    readonly marker: OffsetRange | undefined,
    /** Of a heading: 1 to 6; of an item: the column of its marker. */
    readonly depth: number,
    readonly box: Box | undefined,
  ) {
    this.textEnd = content.end;
  }

  /** The first line's text as it stands, without the check box. */
  get raw(): string {
    return this.source.slice(this.wordsStart, this.content.end);
  }

  /** Where the words begin, after a check box. */
  get wordsStart(): number {
    if (!this.box) return this.content.start;
    let at = this.box.range.end;
    while (at < this.content.end && (this.source[at] === ' ' || this.source[at] === '\t')) at++;
    return at;
  }

  /** What a person reads: all lines of it, without the check box, marks of emphasis and addresses of links. */
  get text(): string {
    this.readable ??= readableText(
      this.source.slice(this.wordsStart, this.textEnd).replace(/[\r\n][ \t\r\n>]*/g, ' '),
    );
    return this.readable;
  }

  /** A line all of which is bold, which stands for a heading where it has none. */
  get bold(): boolean {
    return this.kind === 'text' && /^(\*\*|__)(?!\1)[^\n]+\1[ \t]*[:：]?$/u.test(this.raw);
  }

  /** The end of its last line or of the last line below it. */
  get end(): number {
    return endOf(this);
  }
}

function endOf(node: OutlineNode): number {
  let last = node;
  for (let next = last.children.at(-1); next; next = next.children.at(-1)) last = next;
  return Math.max(last.textEnd, node.textEnd);
}

/** Every node below, in the order of the note. */
export function* descendants(node: OutlineNode): Generator<OutlineNode> {
  const pending = [...node.children].reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child) pending.push(child);
    }
  }
}

/** The node itself, its parent and so on, without the root. */
export function* ancestry(node: OutlineNode): Generator<OutlineNode> {
  for (let at: OutlineNode | undefined = node; at && at.kind !== 'root'; at = at.parent) yield at;
}
