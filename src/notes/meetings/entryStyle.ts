import { isoDate, isRealDate, weekdayOf, type CalendarDate } from '../calendar';
import type { OutlineNode } from '../outline';
import { meetingWord } from './entryHead';
import { sectionLabel } from './labels';
import type { ReadMeeting } from './readMeetings';

/** How a note writes its meetings, taken from those it has. */
export interface EntryStyle {
  /** What the line with the date begins with: indentation and marker, or the marks of a heading. */
  readonly lead: string;
  /** What indents the lines below the date, in front of their marker. */
  readonly indent: string;
  /** What each level below adds. */
  readonly unit: string;
  readonly bullet: string;
  /** A blank line between the date and what is below it. */
  readonly blankBelow: boolean;
  /** A blank line between meetings. */
  readonly blankBetween: boolean;
  readonly todoLabel: TodoLabel;
  /** The line with the date, without its lead. */
  readonly headLine: (date: CalendarDate) => string;
}

/** "TO DO:" as the note writes it: an item with the to-dos below it, or a line or heading above their list. */
export interface TodoLabel {
  /** With the marks of a heading. */
  readonly words: string;
  readonly isItem: boolean;
}

const defaultLabel: TodoLabel = { words: 'TO DO:', isItem: true };
const defaultUnit = '    ';
const closers: Readonly<Record<string, string>> = {
  '**': '**',
  __: '__',
  '*': '*',
  '[[': ']]',
  '[': ']',
  '(': ')',
  '<': '>',
};

/** The style of the model, which is a meeting of the note; what it does not show, the others do. */
export function entryStyle(text: string, model: ReadMeeting, meetings: readonly ReadMeeting[]): EntryStyle {
  const { node } = model;
  const lead = text.slice(node.lineRange.start, node.content.start).replace(/^(\s*)\d+([.)])/, '$11$2');
  const below =
    firstItem(model.body) ?? meetings.map(({ body }) => firstItem(body)).find((item) => item !== undefined);
  const isItem = node.kind === 'item' && model.body.every((each) => each.parent === node);
  const unit = unitOf(text, meetings) ?? defaultUnit;
  const own = isItem ? indentOf(text, node) : '';
  return {
    lead,
    indent: isItem ? own + unit : below && !node.marker ? indentOf(text, below) : own,
    unit,
    bullet: bulletOf(text, below) ?? bulletOf(text, node) ?? '-',
    blankBelow: node.kind !== 'item' && isBlankLine(text, node.lineRange.end, 1),
    blankBetween: hasBlankBetween(text, model, meetings),
    todoLabel: todoLabelOf(text, meetings) ?? defaultLabel,
    headLine: headWriter(model, meetings),
  };
}

/** Where there is no meeting to go by: a heading with the date in full. */
export function defaultStyle(text: string, headingDepth: number): EntryStyle {
  return {
    lead: `${'#'.repeat(headingDepth)} `,
    indent: '',
    unit: /^\t+[-*+] /m.test(text) ? '\t' : /^ {2}[-*+] /m.test(text) ? '  ' : defaultUnit,
    bullet: /^[ \t]*([-*+]) /m.exec(text)?.[1] ?? '-',
    blankBelow: true,
    blankBetween: true,
    todoLabel: defaultLabel,
    headLine: isoDate,
  };
}

function headWriter(model: ReadMeeting, meetings: readonly ReadMeeting[]): (date: CalendarDate) => string {
  const { head } = model;
  const padded =
    meetings.map((meeting) => meeting.head.date.padded).find((each) => each !== undefined) ??
    head.date.usuallyPadded;
  const raw = model.head.isDateLine ? '' : model.node.raw;
  return (date) => {
    const written = head.date.write(date, head.date.padded ?? padded);
    if (head.isDateLine) return isoDate(date);
    const { weekday, dated } = head;
    let middle = written;
    if (weekday && isRealDate(date)) {
      const name = weekday.write(weekdayOf(date));
      middle =
        weekday.range.start < head.date.range.start
          ? name + raw.slice(weekday.range.end, head.date.range.start) + written
          : written +
            raw.slice(head.date.range.end, weekday.range.start) +
            name +
            raw.slice(weekday.range.end, dated.end);
    }
    const before = prefixOf(model, meetings);
    const colon = head.title === '' && /^\W*[:：]/u.test(raw.slice(dated.end)) ? ':' : '';
    return before + middle + closing(before) + colon;
  };
}

/** Marks before the date stay; words do where they are not this meeting's alone, and their number goes on. */
function prefixOf(model: ReadMeeting, meetings: readonly ReadMeeting[]): string {
  const { before } = model.head;
  const words = before.replace(/^[^\p{L}\p{N}]+/u, '');
  if (words === '') return before;
  const pattern = (text: string): string => text.replace(/\d+/g, '#');
  const shared = meetings.some((other) => other !== model && pattern(other.head.before) === pattern(before));
  if (!shared && !meetingWord.test(before)) return before.slice(0, before.length - words.length);
  const numbers = meetings
    .filter((other) => pattern(other.head.before) === pattern(before))
    .flatMap((other) => /\d+/.exec(other.head.before)?.map(Number) ?? []);
  return before.replace(/\d+/, () => String(Math.max(...numbers) + 1));
}

function closing(before: string): string {
  const openers = before.match(/\*\*|__|\[\[|[*[(<]/g) ?? [];
  const open: string[] = [];
  for (const each of openers) {
    if (open.at(-1) === each && closers[each] === each) open.pop();
    else open.push(each);
  }
  const unclosed = open.filter((each) => closers[each] === each || !before.includes(closers[each] ?? ''));
  return unclosed
    .reverse()
    .map((each) => closers[each] ?? '')
    .join('');
}

function todoLabelOf(text: string, meetings: readonly ReadMeeting[]): TodoLabel | undefined {
  for (const { body } of [...meetings].reverse()) {
    for (const node of body) {
      const label = sectionLabel(node);
      if (label?.kind !== 'todo' || label.rest !== '' || node.box) continue;
      if (node.kind === 'item' && node.children.length === 0) continue;
      const { start, end } = node.kind === 'heading' ? node.lineRange : node.content;
      return { words: text.slice(start, end).trimEnd(), isItem: node.kind === 'item' };
    }
  }
  return undefined;
}

/** By the meetings that follow another; a lone one goes by its kind. */
function hasBlankBetween(text: string, model: ReadMeeting, meetings: readonly ReadMeeting[]): boolean {
  const followers = meetings.slice(1).filter(({ node }) => node.kind === model.node.kind);
  if (followers.length === 0) return model.node.kind !== 'item';
  return followers.some(({ node }) => isBlankLine(text, node.lineRange.start, -1));
}

/** Whether the line before (-1) or after (1) the one that the offset bounds is blank and there. */
function isBlankLine(text: string, offset: number, direction: 1 | -1): boolean {
  return direction === 1
    ? /^(?:\r\n|\n|\r)[ \t]*(?:[\r\n]|$)/.test(text.slice(offset, offset + 400))
    : /(?:\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(Math.max(0, offset - 400), offset));
}

function firstItem(nodes: readonly OutlineNode[]): OutlineNode | undefined {
  for (const node of nodes) {
    if (node.kind === 'item') return node;
    const below = node.kind === 'heading' ? firstItem(node.children) : undefined;
    if (below) return below;
  }
  return undefined;
}

/** White space and quote marks before the item's marker. */
export function indentOf(text: string, node: OutlineNode): string {
  return text.slice(node.lineRange.start, node.marker?.start ?? node.content.start);
}

/** What the first nested item adds to the indentation of its parent. */
function unitOf(text: string, meetings: readonly ReadMeeting[]): string | undefined {
  const pending = meetings
    .flatMap(({ node, body }) => [...(node.kind === 'item' ? [node] : []), ...body])
    .reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    const child = node.kind === 'item' ? node.children.find(({ kind }) => kind === 'item') : undefined;
    if (child) {
      const [outer, inner] = [indentOf(text, node), indentOf(text, child)];
      if (inner.startsWith(outer) && inner.length > outer.length) return inner.slice(outer.length);
    }
    pending.push(...[...node.children].reverse());
  }
  return undefined;
}

function bulletOf(text: string, node: OutlineNode | undefined): string | undefined {
  const marker = node?.marker && text.slice(node.marker.start, node.marker.end);
  return marker === undefined || /\d/.test(marker) ? undefined : marker;
}
