import type { OffsetRange } from '../base/text';
import { findHtmlStart, htmlEnds, type HtmlStart } from './htmlBlocks';
import { LineCursor } from './lineCursor';
import { isThematicBreak } from './thematicBreak';

/** A line of a leaf block: `content` leaves out quote marks, list indentation and the line end. */
export interface ScannedLine {
  readonly line: OffsetRange;
  readonly content: OffsetRange;
}

/** A leaf block of a markdown text, as far as telling code from prose needs it. */
export interface ScannedBlock {
  /** `prose` holds paragraphs, headings and tables: wherever inline markup counts. */
  readonly type: 'prose' | 'html' | 'fence' | 'indentedCode' | 'frontmatter';
  readonly lines: readonly ScannedLine[];
  /** Of a fence: the trimmed text after the opening marks, and whether there is a closing line. */
  readonly info: OffsetRange;
  readonly closed: boolean;
  /** How many quotes and list items it stands in. */
  readonly depth: number;
}

interface OpenBlock {
  readonly type: ScannedBlock['type'];
  readonly lines: ScannedLine[];
  info: OffsetRange;
  closed: boolean;
  readonly depth: number;
}

interface OpenFence {
  readonly mark: string;
  readonly length: number;
  readonly indent: number;
}

type Container =
  | { readonly type: 'quote' }
  /** `indent`: columns a line must have to belong to the item; `empty`: nothing but the marker so far. */
  | { readonly type: 'item'; readonly indent: number; empty: boolean };

const noInfo: OffsetRange = { start: 0, end: 0 };
const quote: Container = { type: 'quote' };

const fenceOpening = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;
const fenceClosing = /^(?:`{3,}|~{3,})[ \t]*$/;
const heading = /^#{1,6}(?:[ \t]|$)/;
const setextUnderline = /^(?:=+|-+)[ \t]*$/;
const listMarker = /^(?:[*+-]|(\d{1,9})[.)])(?=[ \t]|$)/;

/** Deeper is part of the words: a blank line asks every open container whether it goes on. */
const deepest = 50;

/**
 * Splits a markdown text into leaf blocks, after the block structure of CommonMark 0.31 (section "Phase 1" of
 * its parsing strategy). One linear pass: it runs at every keystroke on whole notes, where a full parse to a
 * syntax tree would be felt. Held to a full parser by a test over random documents.
 *
 * @param mostLines what comes after so many is one block of prose.
 */
export function scanBlocks(text: string, mostLines = Infinity): readonly ScannedBlock[] {
  return new BlockScanner(text).scan(mostLines);
}

class BlockScanner {
  private readonly blocks: ScannedBlock[] = [];
  private readonly containers: Container[] = [];
  private leaf: OpenBlock | undefined;
  /** What the leaf is, where it is a fence or raw HTML. */
  private fence: OpenFence | undefined;
  private html: HtmlStart | undefined;
  private readonly cursor: LineCursor;

  constructor(private readonly text: string) {
    this.cursor = new LineCursor(text);
  }

  scan(mostLines: number): readonly ScannedBlock[] {
    let at = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    at = this.scanFrontmatter(at);
    for (let lines = 0; at < this.text.length && lines < mostLines; lines++) {
      const end = lineEnd(this.text, at);
      this.cursor.moveTo(at, end);
      this.scanLine(this.cursor);
      at = afterLineEnd(this.text, end);
    }
    this.closeLeaf();
    if (at < this.text.length) {
      const rest = { start: at, end: this.text.length };
      const lines = [{ line: rest, content: rest }];
      this.blocks.push({ type: 'prose', lines, info: rest, closed: true, depth: 0 });
    }
    return this.blocks;
  }

  private scanFrontmatter(start: number): number {
    const lines: ScannedLine[] = [];
    for (let at = start; at < this.text.length;) {
      const end = lineEnd(this.text, at);
      const isFence = /^---[ \t]*$/.test(this.text.slice(at, end));
      if (lines.length === 0 && !isFence) return start;
      lines.push({ line: { start: at, end }, content: { start: at, end } });
      at = afterLineEnd(this.text, end);
      if (isFence && lines.length > 1) {
        this.blocks.push({ type: 'frontmatter', lines, info: { start, end: start }, closed: true, depth: 0 });
        return at;
      }
    }
    return start;
  }

  private scanLine(cursor: LineCursor): void {
    const matched = this.matchContainers(cursor);
    const allMatched = matched === this.containers.length;
    if (allMatched && this.leaf && this.continueVerbatim(this.leaf, cursor)) return;

    const wasParagraph = this.leaf?.type === 'prose';
    const opened = this.openContainers(cursor, matched, wasParagraph);
    if (cursor.blank) {
      if (!opened && !allMatched) this.truncate(matched);
      if (this.leaf?.type === 'indentedCode') this.leaf.lines.push(scanned(cursor));
      else this.closeLeaf();
      return;
    }
    this.markFilled();

    if (wasParagraph && !opened && !this.startsBlock(cursor, !allMatched)) {
      // A paragraph goes on, lazily where the quote mark or the indentation of its container is left out.
      this.leaf?.lines.push(scanned(cursor));
      if (allMatched && cursor.indent < 4 && setextUnderline.test(cursor.rest)) this.closeLeaf();
      return;
    }
    if (!opened && !allMatched) this.truncate(matched);
    this.openLeaf(cursor);
  }

  /** How many of the open containers this line belongs to; moves the cursor past their marks. */
  private matchContainers(cursor: LineCursor): number {
    let matched = 0;
    for (const container of this.containers) {
      if (container.type === 'quote') {
        if (cursor.indent >= 4 || cursor.next !== '>') break;
        cursor.skipQuoteMark();
      } else if (cursor.blank) {
        if (container.empty) break;
        cursor.skipIndent();
      } else if (cursor.indent >= container.indent) {
        cursor.advanceColumns(container.indent);
      } else break;
      matched++;
    }
    return matched;
  }

  /** Takes the line into the open fence, raw HTML or indented code, where it belongs there. */
  private continueVerbatim(leaf: OpenBlock, cursor: LineCursor): boolean {
    if (this.fence) {
      const { mark, length, indent } = this.fence;
      const closes =
        cursor.indent < 4 &&
        cursor.next === mark &&
        fenceClosing.test(cursor.rest) &&
        cursor.rest.trimEnd().length >= length;
      if (closes) {
        leaf.lines.push(scanned(cursor));
        leaf.closed = true;
        this.closeLeaf();
        return true;
      }
      cursor.advanceColumns(Math.min(indent, cursor.indent));
      leaf.lines.push(scanned(cursor));
      return true;
    }
    if (this.html) {
      if (this.html.end === 'blank' && cursor.blank) return false;
      leaf.lines.push(scanned(cursor));
      if (htmlEnds(this.html, cursor.rest)) this.closeLeaf();
      return true;
    }
    if (leaf.type === 'indentedCode' && !cursor.blank && cursor.indent >= 4) {
      cursor.advanceColumns(4);
      leaf.lines.push(scanned(cursor));
      return true;
    }
    return false;
  }

  private openContainers(cursor: LineCursor, matched: number, wasParagraph: boolean): boolean {
    let opened = false;
    while (!cursor.blank && cursor.indent < 4 && (opened ? this.containers.length : matched) < deepest) {
      if (cursor.next === '>') {
        cursor.skipQuoteMark();
        if (!opened) this.truncate(matched);
        opened = true;
        this.enter(quote);
        continue;
      }
      const rest = cursor.rest;
      const interrupts = wasParagraph && !opened;
      const marker = isThematicBreak(rest) ? null : listMarker.exec(rest);
      if (!marker) break;
      const isEmpty = rest.slice(marker[0].length).trim() === '';
      // A paragraph is interrupted by a list only where the list plainly begins: CommonMark, "List items". A
      // sibling item (not all containers matched) has no paragraph of its own to interrupt.
      if (interrupts && this.isParagraphHere(matched)) {
        if (isEmpty || (marker[1] !== undefined && Number(marker[1]) !== 1)) break;
      }
      const markerIndent = cursor.indent;
      cursor.skipIndent();
      cursor.advanceChars(marker[0].length);
      const spaces = cursor.indent;
      const padding = isEmpty || spaces > 4 ? 1 : spaces;
      cursor.advanceColumns(isEmpty ? Math.min(spaces, 1) : padding);
      if (!opened) this.truncate(matched);
      opened = true;
      this.enter({ type: 'item', indent: markerIndent + marker[0].length + padding, empty: isEmpty });
    }
    return opened;
  }

  private enter(container: Container): void {
    this.markFilled();
    this.containers.push(container);
  }

  /** Whether the open paragraph stands directly in the innermost container that the line belongs to. */
  private isParagraphHere(matched: number): boolean {
    return matched === this.containers.length;
  }

  /** Whether the line begins a block of its own rather than going on with the paragraph before it. */
  private startsBlock(cursor: LineCursor, lazy: boolean): boolean {
    if (cursor.indent >= 4) return false;
    const rest = cursor.rest;
    if (fenceOpening.test(rest) || heading.test(rest)) return true;
    if (isThematicBreak(rest)) return lazy || !setextUnderline.test(rest);
    return findHtmlStart(rest, true) !== undefined;
  }

  private openLeaf(cursor: LineCursor): void {
    this.closeLeaf();
    if (cursor.indent >= 4) {
      cursor.advanceColumns(4);
      this.begin('indentedCode', cursor);
      return;
    }
    const rest = cursor.rest;
    const fence = fenceOpening.exec(rest);
    if (fence) {
      const marks = fence[1] ?? fence[3] ?? '';
      const indent = cursor.indent;
      cursor.skipIndent();
      const leaf = this.begin('fence', cursor);
      leaf.closed = false;
      this.fence = { mark: marks.charAt(0), length: marks.length, indent };
      leaf.info = trimmed(this.text, cursor.offset + marks.length, cursor.end);
      return;
    }
    const html = findHtmlStart(rest, false);
    if (html) {
      this.begin('html', cursor);
      this.html = html;
      if (htmlEnds(html, rest)) this.closeLeaf();
      return;
    }
    this.begin('prose', cursor);
    if (heading.test(rest) || isThematicBreak(rest)) this.closeLeaf();
  }

  private begin(type: ScannedBlock['type'], cursor: LineCursor): OpenBlock {
    this.leaf = { type, lines: [scanned(cursor)], info: noInfo, closed: true, depth: this.containers.length };
    return this.leaf;
  }

  private closeLeaf(): void {
    const leaf = this.leaf;
    if (!leaf) return;
    this.leaf = undefined;
    this.fence = undefined;
    this.html = undefined;
    const { type, lines } = leaf;
    if (type === 'indentedCode') while (isBlank(this.text, lines.at(-1))) lines.pop();
    this.blocks.push(leaf);
  }

  private truncate(depth: number): void {
    this.closeLeaf();
    this.containers.length = depth;
  }

  /** Only the innermost container may have been empty so far. */
  private markFilled(): void {
    const last = this.containers.at(-1);
    if (last?.type === 'item') last.empty = false;
  }
}

function scanned(cursor: LineCursor): ScannedLine {
  const line = { start: cursor.start, end: cursor.end };
  // Most lines stand in no container; notes may have millions.
  return { line, content: cursor.offset === cursor.start ? line : { start: cursor.offset, end: cursor.end } };
}

function isBlank(text: string, line: ScannedLine | undefined): boolean {
  return line !== undefined && text.slice(line.content.start, line.content.end).trim() === '';
}

function trimmed(text: string, start: number, end: number): OffsetRange {
  const slice = text.slice(start, end);
  const from = start + (slice.length - slice.trimStart().length);
  return { start: from, end: Math.max(from, start + slice.trimEnd().length) };
}

function lineEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
  }
  return at;
}

function afterLineEnd(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}
