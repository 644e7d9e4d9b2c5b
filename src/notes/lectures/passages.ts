import type { OffsetRange } from '../../base/text';
import { afterLineEnd, lineEnd } from '../outline/lineEnds';
import { trimRange } from '../outline/lines';
import type { OutlineNode } from '../outline/outline';
import { readableMaths } from '../readableMaths';
import type { Passage } from './lecture';

/** As much as a tree or a hover shows of a passage. */
const longestText = 400;

const bullet = /^[\s>]*(?:(?:[-*+•‣◦▪·]|\d{1,9}[.)]|#{1,6})(?:[ \t]+|$)(?:\[[ xX]\](?:[ \t]+|$))?)?/;
const placeholder =
  /^(?:[\s.…?？_*~()[\]-]|todo|tbd|tba|n\/?a|none yet|추후|미정|작성 ?중|작성 ?예정|모름)*$/iu;

/** A passage of a note whose comments are blanked. What it shows is made when it is first shown. */
export function passageOf(note: string, range: OffsetRange): Passage {
  return new NotePassage(note, range);
}

class NotePassage implements Passage {
  private shown: string | undefined;

  constructor(
    private readonly note: string,
    readonly range: OffsetRange,
  ) {}

  get text(): string {
    this.shown ??= displayText(this.note, this.range);
    return this.shown;
  }
}

/** What a node says below its line, and after its label on it. */
export function bodyOf(text: string, node: OutlineNode, rest: OffsetRange): OffsetRange {
  if (rest.start < rest.end) return { start: rest.start, end: Math.max(node.end, rest.end) };
  const first = node.children[0];
  if (!first) return rest;
  return trimRange(text, first.line.start, node.end);
}

/** Whether there is nothing but blanks, bullets and stand-ins such as "…" or "TODO". */
export function isBlankPassage(text: string, range: OffsetRange): boolean {
  for (let at = range.start; at < range.end;) {
    const end = lineEnd(text, at, range.end);
    const line = text.slice(at, Math.min(end, at + longestText));
    if (!placeholder.test(line.replace(bullet, ''))) return false;
    at = afterLineEnd(text, end);
  }
  return true;
}

/** A passage as one line without marks of markdown: its lines, bullets left out, with dots between. */
export function displayText(text: string, range: OffsetRange): string {
  let shown = '';
  for (let at = range.start; at < range.end && shown.length < longestText;) {
    const end = lineEnd(text, at, range.end);
    const raw = text.slice(at, Math.min(end, at + 2 * longestText));
    const line = withoutMarks(raw.replace(bullet, ''));
    if (line !== '') {
      const joint =
        shown === '' ? '' : /[.:;,!?]$/.test(shown) || bullet.exec(raw)?.[0].trim() === '' ? ' ' : ' · ';
      shown += joint + line;
    }
    at = afterLineEnd(text, end);
  }
  return shown.length > longestText ? `${shown.slice(0, longestText - 1).trimEnd()}…` : shown;
}

const inline =
  /\$\$?([^$]{1,400})\$\$?|`+([^`]{1,400})`+|!?\[([^[\]]{0,400})\]\([^()\s]{0,800}(?:\s"[^"]{0,200}")?\)|\[\[([^[\]|]{1,200})(?:\|([^[\]]{1,200}))?\]\]|<(https?:\/\/[^<>\s]{1,800}|mailto:[^<>\s]{1,200})>|\*{2,3}|~~|<\/?[a-z][^<>]{0,200}>|\\([\\`*_{}[\]()#+.!$|~-])/gi;

/** A line's words without the marks of markdown; maths as it is read. */
export function withoutMarks(line: string): string {
  return line
    .replace(
      inline,
      (
        _whole,
        maths?: string,
        code?: string,
        label?: string,
        page?: string,
        alias?: string,
        address?: string,
        escaped?: string,
      ) =>
        maths !== undefined
          ? readableMaths(maths)
          : (code ?? label ?? alias ?? page ?? address ?? escaped ?? ''),
    )
    .replace(/(?<![\p{L}\p{N}])(?:__?|\*)(?=\S)|(?<=\S)(?:__?|\*)(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
