import type { OffsetRange, TextEdit } from '../../base/text';
import type { FoundDivision, FoundEntry } from '../foundEntry';
import type { Division } from '../listNames';
import { rangeOf } from '../markdown';
import { plainName } from '../readingSections';
import type { FoundEntries } from '../readingLists';
import { wholeLines } from './entrySource';
import type { Candidates } from './markEdits';

/** What a division must be for an entry to be moved under it, and how a new one is called where none is. */
export interface Target {
  readonly accepts: (division: Division) => boolean;
  /** Divisions of the same sort: those that the new one joins. */
  readonly isAlike: (division: Division) => boolean;
  readonly name: string | undefined;
}

export function categoryTarget(category: string): Target {
  const plain = plainName(category);
  return {
    accepts: (division) => division.category !== undefined && plainName(division.category) === plain,
    isAlike: (division) => division.category !== undefined,
    name: category,
  };
}

/**
 * Edits that move an entry, with all that belongs to it, under the division of its list that says the wanted. A list
 * that is divided by such headings or bullets gets a new one where it has none for it; a list that is not divided
 * stays so.
 */
export function moveEdits(text: string, found: FoundEntry, all: FoundEntries, target: Target): Candidates {
  const own = extentOf(text, found, all);
  const divisions = all.divisions.filter(({ list }) => list.root === found.list.root);
  const last = ({ list }: FoundDivision) => list.divisions.at(-1);
  if (!own) return [];
  const alike = divisions.filter((each) => {
    const division = last(each);
    return division !== undefined && target.isAlike(division);
  });
  const fitting = alike.filter((each) => {
    const division = last(each);
    return division !== undefined && target.accepts(division);
  });
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const cut: TextEdit = { range: own, newText: '' };
  const moved = trimLineEnds(text.slice(own.start, own.end));
  const candidates = fitting.flatMap((division) => {
    const place = placeUnder(text, found, all, division);
    if (!place || (place.at > own.start && place.at < own.end)) return [];
    return [[cut, insert(text, place.at, reindented(moved, place.indent), place.gap, eol)]];
  });
  const model = alike.at(-1);
  if (fitting.length > 0 || !model || target.name === undefined) return candidates;
  const made = newDivision(text, all, model, target.name, moved, eol);
  return made && (made.range.start <= own.start || made.range.start >= own.end)
    ? [...candidates, [cut, made]]
    : candidates;
}

/** Whole lines of an entry and of what stands under it; undefined for a row, and for one of several on a line. */
function extentOf(
  text: string,
  found: FoundEntry,
  { tree, found: all }: FoundEntries,
): OffsetRange | undefined {
  const sharing = all.filter((each) => each.node === found.node);
  if (found.form === 'row') return undefined;
  if (found.form === 'item') {
    const range = found.item && rangeOf(found.item);
    return range && sharing.length === 1 ? wholeLines(text, range) : undefined;
  }
  if (found.form === 'line') return wholeLines(text, found.entry.range);
  const blocks = tree.root.children;
  const index = blocks.findIndex((block) => block === found.node);
  const start = rangeOf(found.node);
  if (index < 0 || !start) return undefined;
  const end = found.entry.body?.end ?? start.end;
  const lines = wholeLines(text, { start: start.start, end });
  // With the empty lines up to the next heading.
  const blank = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text.slice(lines.end))?.[0].length ?? 0;
  return { start: lines.start, end: lines.end + blank };
}

interface Destination {
  readonly at: number;
  readonly indent: string;
  /** An empty line stands before it. */
  readonly gap: boolean;
}

/** Behind the last entry under a division, or as its first. */
function placeUnder(
  text: string,
  found: FoundEntry,
  all: FoundEntries,
  { node, list }: FoundDivision,
): Destination | undefined {
  const under = all.found.filter(
    (each) => each.list.name === list.name && each.form === found.form && each !== found,
  );
  const lastOne = under.at(-1);
  const extent = lastOne && extentOf(text, lastOne, all);
  if (lastOne && extent) {
    const gap = found.form === 'heading' || (found.form === 'line' && isBlankBefore(text, extent.start));
    return { at: extent.end, indent: indentAt(text, extent.start), gap };
  }
  const range = rangeOf(node);
  if (!range) return undefined;
  if (node.type === 'listItem') {
    if (found.form !== 'item') return undefined;
    const first = node.children[0];
    const line = wholeLines(text, { start: range.start, end: (first && rangeOf(first)?.end) ?? range.start });
    return { at: line.end, indent: `${indentAt(text, line.start)}${oneLevel(text, all)}`, gap: false };
  }
  return { at: wholeLines(text, range).end, indent: '', gap: true };
}

/** A heading or bullet like the model, behind all that stands under it, with the entry. */
function newDivision(
  text: string,
  all: FoundEntries,
  model: FoundDivision,
  name: string,
  moved: string,
  eol: string,
): TextEdit | undefined {
  const range = rangeOf(model.node);
  if (!range) return undefined;
  const end = sectionEnd(text, all, model);
  if (model.node.type === 'listItem') {
    const indent = indentAt(text, wholeLines(text, range).start);
    const line = text.slice(range.start, wholeLines(text, { start: range.start, end: range.start }).end);
    const bullet = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/.exec(line)?.[0] ?? '- ';
    const written = /^(?:[-*+]|\d{1,9}[.)])[ \t]+(\**)[^\r\n]*?(\**)([:：]?)(\**)[ \t]*[\r\n]*$/.exec(line);
    const [, bold = '', , colon = ''] = written ?? [];
    const title = `${indent}${bullet}${bold}${name}${bold}${colon}`;
    return insert(text, end, `${title}${eol}${reindented(moved, indent + oneLevel(text, all))}`, false, eol);
  }
  const source = text.slice(range.start, range.end);
  const mark = /^#{1,6}[ \t]+/.exec(source)?.[0];
  const heading =
    mark === undefined ? (source.startsWith('**') ? `**${name}**` : `${name}:`) : `${mark}${name}`;
  return insert(text, end, `${heading}${eol}${eol}${reindented(moved, '')}`, true, eol);
}

/** Where what stands under a division ends. */
function sectionEnd(text: string, all: FoundEntries, { node, list }: FoundDivision): number {
  const ends = all.found
    .filter((each) => each.list.name === list.name)
    .map((each) => extentOf(text, each, all)?.end ?? rangeOf(each.node)?.end ?? 0);
  const own = rangeOf(node);
  return Math.max(own ? wholeLines(text, node.type === 'listItem' ? own : { ...own }).end : 0, ...ends);
}

/** Lines put in at the start of a line, set off as they should be from what is there. */
function insert(text: string, at: number, lines: string, gap: boolean, eol: string): TextEdit {
  const before = text.slice(0, at);
  const open = at > 0 && !/[\r\n]$/.test(before) ? eol : '';
  const above = gap && !/(?:^|[\r\n][ \t]*(?:\r\n|\n|\r))$/.test(before) ? eol : '';
  const below = gap && at < text.length && !/^[ \t]*(?:[\r\n]|$)/.test(text.slice(at, at + 400)) ? eol : '';
  const closed = at >= text.length && !/[\r\n]$/.test(text) ? '' : eol;
  return { range: { start: at, end: at }, newText: `${open}${above}${lines}${closed}${below}` };
}

function trimLineEnds(lines: string): string {
  return lines.replace(/(?:[ \t]*(?:\r\n|\n|\r))+$/u, '');
}

function indentAt(text: string, lineStart: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart, lineStart + 200))?.[0] ?? '';
}

function reindented(lines: string, indent: string): string {
  const own = /^[ \t]*/.exec(lines)?.[0] ?? '';
  if (own === indent) return lines;
  return lines.replace(/^[ \t]*(?=[^\s])/gmu, (white) =>
    white.startsWith(own) ? indent + white.slice(own.length) : white,
  );
}

/** How the note indents bullets under bullets. */
function oneLevel(text: string, { divisions, found }: FoundEntries): string {
  for (const { node, list } of divisions) {
    if (node.type !== 'listItem') continue;
    const inner = found.find((each) => each.list.name === list.name && each.item);
    const outer = rangeOf(node);
    const range = inner?.item && rangeOf(inner.item);
    if (!outer || !range) continue;
    const from = indentAt(text, wholeLines(text, outer).start);
    const to = indentAt(text, wholeLines(text, range).start);
    if (to.startsWith(from) && to.length > from.length) return to.slice(from.length);
  }
  return '    ';
}

function isBlankBefore(text: string, lineStart: number): boolean {
  return /(?:^|[\r\n][ \t]*(?:\r\n|\n|\r))$/.test(text.slice(Math.max(0, lineStart - 400), lineStart));
}
