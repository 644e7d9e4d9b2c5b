import type { OffsetRange } from '../../base/text';
import { afterLineEnd, lineEnd } from './lineEnds';
import { Verbatim } from './verbatim';

/** A line of a note as an outline sees it. */
export interface NoteLine extends OffsetRange {
  readonly kind: 'blank' | 'heading' | 'underline' | 'item' | 'text' | 'verbatim' | 'frontmatter';
  /** Columns before its first character, quote marks not counted; a tab goes to the next column of four. */
  readonly indent: number;
  /** Of a heading or an underline. */
  readonly level: number;
  /** Bullet, number or `#`s, with the check box where there is one; empty where there is none. */
  readonly marker: OffsetRange;
  /** What follows the marker, without white space around it. */
  readonly content: OffsetRange;
}

/** What a line begins with that is more than text. */
const opener = /[#\-*_=+•‣◦▪·\d(①-⑳]/u;
const bullet = /^(?:(?:[-*+•‣◦▪·]|\d{1,9}[.)]|\(\d{1,3}\)|[①-⑳])(?=\s|$)|[①-⑳])(?:[ \t]+\[[ xX]\](?=\s|$))?/u;
const atx = /^(#{1,6})(?=[ \t]|$)/;
const rule = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
const underline = /^(?:=+|-{2,})$/;
/** Bullets and headings are told at the start of a line; how the rest of a huge one reads does not matter to it. */
const lookAt = 400;

/** The lines of a text whose comments are blanked, told apart by their first characters. */
export function readLines(masked: string): readonly NoteLine[] {
  const lines: NoteLine[] = [];
  const verbatim = new Verbatim();
  let at = masked.charCodeAt(0) === 0xfeff ? 1 : 0;
  at = readFrontmatter(masked, at, lines);
  while (at < masked.length) {
    const end = lineEnd(masked, at);
    const isVerbatim = verbatim.takes(masked.slice(at, end));
    lines.push(readLine(masked, at, end, isVerbatim));
    at = afterLineEnd(masked, end);
  }
  return lines;
}

function readFrontmatter(text: string, start: number, lines: NoteLine[]): number {
  const found: NoteLine[] = [];
  for (let at = start; at < text.length;) {
    const end = lineEnd(text, at);
    const isFence = /^---[ \t]*$/.test(text.slice(at, Math.min(end, at + lookAt)));
    if (found.length === 0 && !isFence) return start;
    found.push({ ...plain(text, at, end, 0, at), kind: 'frontmatter' });
    at = afterLineEnd(text, end);
    if (isFence && found.length > 1) {
      lines.push(...found);
      return at;
    }
    // Front matter is short: a rule as a note's first line would else be looked past to the note's end.
    if (found.length > 200) return start;
  }
  return start;
}

function readLine(text: string, start: number, end: number, isVerbatim: boolean): NoteLine {
  let at = start;
  let indent = 0;
  for (; at < end; at++) {
    const character = text[at];
    if (character === ' ' || character === '\u00a0') indent++;
    else if (character === '\t') indent += 4 - (indent % 4);
    else if (character === '>' && indent < 4) {
      indent = 0;
      if (text[at + 1] === ' ') at++;
    } else break;
  }
  const line = plain(text, start, end, indent, at);
  if (isVerbatim) return { ...line, kind: 'verbatim' };
  if (line.content.start === line.content.end) return { ...line, kind: 'blank' };
  if (!opener.test(text[at] ?? '')) return line;
  const head = text.slice(at, Math.min(end, at + lookAt));
  const hashes = atx.exec(head)?.[1];
  if (hashes !== undefined && indent < 4) {
    return { ...withMarker(text, line, at, at + hashes.length), kind: 'heading', level: hashes.length };
  }
  if (rule.test(head.trimEnd()) && head.length < lookAt) {
    const isUnderline = underline.test(head.trimEnd()) && indent < 4;
    return isUnderline ? { ...line, kind: 'underline', level: 2 } : { ...line, kind: 'blank' };
  }
  if (underline.test(head.trimEnd()) && indent < 4) {
    return { ...line, kind: 'underline', level: head.startsWith('=') ? 1 : 2 };
  }
  const mark = bullet.exec(head)?.[0];
  return mark === undefined ? line : { ...withMarker(text, line, at, at + mark.length), kind: 'item' };
}

function plain(text: string, start: number, end: number, indent: number, at: number): NoteLine {
  return {
    kind: 'text',
    start,
    end,
    indent,
    level: 0,
    marker: { start: at, end: at },
    content: trimRange(text, at, end),
  };
}

function withMarker(text: string, line: NoteLine, start: number, end: number): NoteLine {
  const content = trimRange(text, end, line.end);
  return { ...line, marker: { start, end }, content };
}

/** The range without white space at its ends. */
export function trimRange(text: string, start: number, end: number): OffsetRange {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0xfeff;
}
