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
}

interface OpenBlock {
  type: ScannedBlock['type'];
  lines: ScannedLine[];
  info: OffsetRange;
  closed: boolean;
  fence: { mark: string; length: number; indent: number } | undefined;
  html: HtmlStart | undefined;
}

type Container =
  | { readonly type: 'quote' }
  /** `indent`: columns a line must have to belong to the item; `empty`: nothing but the marker so far. */
  | { readonly type: 'item'; readonly indent: number; empty: boolean };

const fenceOpening = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;
const fenceClosing = /^(?:`{3,}|~{3,})[ \t]*$/;
const heading = /^#{1,6}(?:[ \t]|$)/;
const setextUnderline = /^(?:=+|-+)[ \t]*$/;
const listMarker = /^(?:[*+-]|(\d{1,9})[.)])(?=[ \t]|$)/;

/**
 * Splits a markdown text into leaf blocks, after the block structure of CommonMark 0.31 (section "Phase 1" of
 * its parsing strategy). One linear pass: it runs at every keystroke on whole notes, where a full parse to a
 * syntax tree would be felt. Held to a full parser by a test over random documents.
 */
export function scanBlocks(text: string): readonly ScannedBlock[] {
  return new BlockScanner(text).scan();
}

class BlockScanner {
  private readonly blocks: ScannedBlock[] = [];
  private containers: Container[] = [];
  private leaf: OpenBlock | undefined;

  constructor(private readonly text: string) {}

  scan(): readonly ScannedBlock[] {
    let at = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    at = this.scanFrontmatter(at);
    while (at < this.text.length) {
      const end = lineEnd(this.text, at);
      this.scanLine(new LineCursor(this.text, at, end));
      at = afterLineEnd(this.text, end);
    }
    this.closeLeaf();
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
        this.blocks.push({ type: 'frontmatter', lines, info: { start, end: start }, closed: true });
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
    if (leaf.fence) {
      const { mark, length, indent } = leaf.fence;
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
    if (leaf.html) {
      if (leaf.html.end === 'blank' && cursor.blank) return false;
      leaf.lines.push(scanned(cursor));
      if (htmlEnds(leaf.html, cursor.rest)) this.closeLeaf();
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
    const enter = (container: Container): void => {
      if (!opened) this.truncate(matched);
      opened = true;
      this.containers.push(container);
    };
    while (!cursor.blank && cursor.indent < 4) {
      if (cursor.next === '>') {
        cursor.skipQuoteMark();
        enter({ type: 'quote' });
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
      enter({ type: 'item', indent: markerIndent + marker[0].length + padding, empty: isEmpty });
    }
    return opened;
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
      leaf.fence = { mark: marks.charAt(0), length: marks.length, indent };
      leaf.info = trimmed(this.text, cursor.offset + marks.length, cursor.end);
      return;
    }
    const html = findHtmlStart(rest, false);
    if (html) {
      const leaf = this.begin('html', cursor);
      leaf.html = html;
      if (htmlEnds(html, rest)) this.closeLeaf();
      return;
    }
    this.begin('prose', cursor);
    if (heading.test(rest) || isThematicBreak(rest)) this.closeLeaf();
  }

  private begin(type: ScannedBlock['type'], cursor: LineCursor): OpenBlock {
    const info = { start: cursor.end, end: cursor.end };
    this.leaf = { type, lines: [scanned(cursor)], info, closed: true, fence: undefined, html: undefined };
    return this.leaf;
  }

  private closeLeaf(): void {
    const leaf = this.leaf;
    this.leaf = undefined;
    if (!leaf) return;
    const { type, lines, info, closed } = leaf;
    if (type === 'indentedCode') while (isBlank(this.text, lines.at(-1))) lines.pop();
    this.blocks.push({ type, lines, info, closed });
  }

  private truncate(depth: number): void {
    this.closeLeaf();
    this.containers.length = depth;
  }

  private markFilled(): void {
    for (const container of this.containers) if (container.type === 'item') container.empty = false;
  }
}

function scanned(cursor: LineCursor): ScannedLine {
  return {
    line: { start: cursor.start, end: cursor.end },
    content: { start: cursor.offset, end: cursor.end },
  };
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
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function afterLineEnd(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}
