import type { OffsetRange } from '../../base/text';
import { maskComments } from './maskComments';
import { readLines, type NoteLine } from './lines';

/** A heading, bullet, table or other line of a note, with what is below it. */
export interface OutlineNode {
  readonly kind: 'root' | 'heading' | 'item' | 'text' | 'table' | 'verbatim';
  /** Of a heading: 1 to 6, more for a line that only serves as one; 0 for all else. */
  readonly level: number;
  /** Its line; the first of a table's or of a block's. */
  readonly line: NoteLine;
  /** Of a table, the rows without the line of dashes; of a block, its lines. */
  readonly lines: readonly NoteLine[];
  readonly children: readonly OutlineNode[];
  /** Where the last line that belongs to it, blank ones not counted, ends. */
  readonly end: number;
  /** Whether the line before it is blank, or there is none. */
  readonly apart: boolean;
}

/** A note read as an outline. */
export interface Outline {
  /** The text with its comments blanked: what there is to read, at the same offsets. */
  readonly text: string;
  readonly root: OutlineNode;
  readonly frontmatter: readonly NoteLine[];
}

/**
 * For a line of its own that is no heading to markdown: the level it has as a heading (7 or more), where it serves
 * as one. Asked with the line's content.
 */
export type HeadingLike = (content: string) => number | undefined;

interface Building {
  kind: OutlineNode['kind'];
  level: number;
  line: NoteLine;
  lines: NoteLine[];
  children: Building[];
  end: number;
  apart: boolean;
}

/**
 * Reads a note as people who write outlines mean it rather than as CommonMark has it: an item belongs to the nearest
 * one above it that is indented less, by tabs or by spaces, however deep a list may start. One linear pass; any text
 * is some outline.
 */
export function readOutline(text: string, headingLike: HeadingLike = () => undefined): Outline {
  const masked = maskComments(text);
  const lines = readLines(masked);
  const builder = new OutlineBuilder(masked, headingLike);
  builder.read(lines);
  return {
    text: masked,
    root: builder.root,
    frontmatter: lines.filter(({ kind }) => kind === 'frontmatter'),
  };
}

/** Nobody nests deeper; readers of an outline go down it by calling themselves. */
const deepest = 100;
const tableDashes = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?$/;

class OutlineBuilder {
  readonly root: Building;
  /** The headings that are open, outermost first, and the items of the open list within them. */
  private headings: Building[] = [];
  private items: Building[] = [];
  private before: Building | undefined;

  constructor(
    private readonly text: string,
    private readonly headingLike: HeadingLike,
  ) {
    const nothing: OffsetRange = { start: 0, end: 0 };
    const line: NoteLine = {
      ...nothing,
      kind: 'blank',
      indent: 0,
      level: 0,
      marker: nothing,
      content: nothing,
    };
    this.root = { kind: 'root', level: 0, line, lines: [], children: [], end: 0, apart: true };
  }

  read(lines: readonly NoteLine[]): void {
    for (const [index, line] of lines.entries()) {
      if (line.kind === 'frontmatter') continue;
      if (line.kind === 'blank') this.before = undefined;
      else if (line.kind === 'heading') this.addHeading(line, line.level);
      else if (line.kind === 'underline') this.underline(line);
      else if (line.kind === 'item') this.addItem(line);
      else if (line.kind === 'verbatim') this.addVerbatim(line);
      else this.addText(line, lines[index + 1]);
    }
    this.close(0, 0);
  }

  private addHeading(line: NoteLine, level: number): Building {
    let depth = this.headings.length;
    while (depth > 0 && (this.headings[depth - 1]?.level ?? 0) >= level) depth--;
    this.close(depth, 0);
    const node = this.add('heading', line);
    node.level = level;
    this.headings.push(node);
    return node;
  }

  /** `===` or `---` below a line of text makes a heading of it; elsewhere it divides. */
  private underline(line: NoteLine): void {
    const above = this.before;
    const parent = this.headings.at(-1) ?? this.root;
    this.before = undefined;
    if (above?.kind !== 'text' || this.items.length > 0 || parent.children.at(-1) !== above) return;
    if (this.text.slice(above.line.content.start, above.line.content.end).length > 120) return;
    parent.children.pop();
    this.addHeading({ ...above.line, end: line.end }, line.level);
  }

  private addItem(line: NoteLine): void {
    let depth = this.items.length;
    while (depth > 0 && line.indent < (this.items[depth - 1]?.line.indent ?? 0) + 2) depth--;
    this.close(this.headings.length, Math.min(depth, deepest));
    this.items.push(this.add('item', line));
  }

  private addVerbatim(line: NoteLine): void {
    const before = this.before;
    if (before?.kind === 'verbatim') {
      before.lines.push(line);
      before.end = line.end;
      return;
    }
    if (line.indent < 2 && before === undefined) this.close(this.headings.length, 0);
    else this.leaveDeeperItems(line.indent);
    this.add('verbatim', line);
  }

  private addText(line: NoteLine, next: NoteLine | undefined): void {
    const before = this.before;
    if (before?.kind === 'table') {
      if (this.content(line).includes('|')) {
        if (!tableDashes.test(this.content(line))) before.lines.push(line);
        before.end = line.end;
        return;
      }
    }
    const content = this.content(line);
    const isTable = content.includes('|') && (content.startsWith('|') || this.isDashes(next));
    // A line right below an item goes on with it, wherever it starts; after a blank one its indentation decides.
    const goesOn = before !== undefined && (before.kind === 'item' || before.kind === 'text');
    if (line.indent < 2) {
      const level = this.headingLike(content);
      if (level !== undefined && !isTable) return void this.addHeading(line, level);
      if (!goesOn || isTable) this.close(this.headings.length, 0);
    } else if (!goesOn) this.leaveDeeperItems(line.indent);
    this.add(isTable ? 'table' : 'text', line);
  }

  private isDashes(line: NoteLine | undefined): boolean {
    return line !== undefined && line.kind !== 'blank' && tableDashes.test(this.content(line));
  }

  private leaveDeeperItems(indent: number): void {
    let depth = this.items.length;
    while (depth > 0 && indent <= (this.items[depth - 1]?.line.indent ?? 0)) depth--;
    this.close(this.headings.length, depth);
  }

  private add(kind: OutlineNode['kind'], line: NoteLine): Building {
    const parent = this.items.at(-1) ?? this.headings.at(-1) ?? this.root;
    const apart = this.before === undefined;
    const node: Building = { kind, level: 0, line, lines: [line], children: [], end: line.end, apart };
    parent.children.push(node);
    this.before = node;
    return node;
  }

  /** Ends what is open beyond so many headings and items; each knows then how far what is below it goes. */
  private close(headings: number, items: number): void {
    const parentOf = (depth: number): Building => this.items[depth - 1] ?? this.headings.at(-1) ?? this.root;
    while (this.items.length > items) {
      const node = this.items.pop();
      if (node) extend(parentOf(this.items.length), extend(node));
    }
    while (this.headings.length > headings) {
      const node = this.headings.pop();
      if (node) extend(this.headings.at(-1) ?? this.root, extend(node));
    }
    if (headings === 0) extend(this.root);
  }

  private content({ content }: NoteLine): string {
    return this.text.slice(content.start, content.end);
  }
}

/** Lets the node reach to the end of its last child, or to `end`. */
function extend(node: Building, end = node.children.at(-1)?.end ?? 0): number {
  node.end = Math.max(node.end, end);
  return node.end;
}
