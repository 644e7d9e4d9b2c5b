import { isRealDate, type CalendarDate } from '../calendar';
import { ancestry, type OutlineNode } from '../outline';
import type { SectionMatcher } from '../readingSections';
import { meetingWord, readEntryHead, runsOn, type EntryHead } from './entryHead';
import { attendeesIn, sectionLabel } from './labels';
import type { Meeting } from './meeting';

const mostMeetings = 20_000;

/** The dated entries of a note, in its order. Whether they are meetings, what they hold has to tell. */
export function findEntries(root: OutlineNode, isReadingList: SectionMatcher): readonly Meeting[] {
  const entries: Meeting[] = [];
  let lastYear: number | undefined;
  const visit = (parent: OutlineNode): void => {
    const { children } = parent;
    for (let i = 0; i < children.length; i++) {
      const node = children[i];
      if (!node) continue;
      const head = headOf(node);
      const date = head && dateOf(head, node, lastYear);
      if (head && date) {
        const entry = entryAt(node, head, date, children, i);
        if (entry) {
          lastYear = date.year;
          entries.push(entry.meeting);
          // A log of a machine, not the minutes of people.
          if (entries.length > mostMeetings) return;
          if (entry.wholeParent) return;
          i = entry.last;
          continue;
        }
      }
      if (!isOtherSection(node, isReadingList)) visit(node);
    }
  };
  visit(root);
  return entries.length > mostMeetings ? [] : entries;
}

/** Whether words around the entry speak of meetings: its own, or the headings and items it stands under. */
export function isUnderMeetingWord({ node, title }: Meeting): boolean {
  if (meetingWord.test(title)) return true;
  for (const above of ancestry(node)) if (meetingWord.test(above.text.slice(0, 120))) return true;
  return false;
}

function headOf(node: OutlineNode): EntryHead | undefined {
  if (node.box) return undefined;
  const head = readEntryHead(node.raw, node.kind === 'heading');
  if (!head || head.date.year === 0 || runsOn(node.raw, head)) return undefined;
  // A line of text is a heading of its own only where it holds little beside the date.
  if (
    node.kind === 'text' &&
    !head.isDateLine &&
    (head.title.length > 60 || node.textEnd > node.content.end)
  ) {
    return undefined;
  }
  return head;
}

/** The year of a date without one is that of a heading above, or of the entry before. */
function dateOf(
  { date }: EntryHead,
  node: OutlineNode,
  lastYear: number | undefined,
): CalendarDate | undefined {
  const { month, day } = date;
  if (date.year !== undefined) return { year: date.year, month, day };
  if (node.kind === 'text' && !node.bold) return undefined;
  for (const above of ancestry(node)) {
    const year = above === node ? undefined : /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(above.text)?.[0];
    if (year !== undefined) return { year: Number(year), month, day };
  }
  return lastYear === undefined ? undefined : { year: lastYear, month, day };
}

interface EntryAt {
  readonly meeting: Meeting;
  /** The last of the siblings that belong to it. */
  readonly last: number;
  readonly wholeParent: boolean;
}

function entryAt(
  node: OutlineNode,
  head: EntryHead,
  date: CalendarDate,
  siblings: readonly OutlineNode[],
  index: number,
): EntryAt | undefined {
  if (head.isDateLine) return sectionEntry(node, head, date);
  let last = index;
  let body: readonly OutlineNode[] = node.children;
  const isFlat = node.kind === 'text' || (node.kind === 'item' && body.length === 0 && head.title === '');
  if (isFlat) {
    for (let next = siblings[last + 1]; next && goesOn(node, next); next = siblings[last + 1]) last++;
    body = [...body, ...siblings.slice(index + 1, last + 1)];
  }
  const end = (siblings[last] ?? node).end;
  return { meeting: meetingOf(node, head, date, body, head.title, end), last, wholeParent: false };
}

/** Whether the sibling is part of the entry that a line of text, or an item without children, began. */
function goesOn(entry: OutlineNode, next: OutlineNode): boolean {
  if (next.kind === 'heading' || next.bold)
    return sectionLabel(next) !== undefined && next.kind !== 'heading';
  return headOf(next) === undefined && (entry.kind === 'text' || next.kind === 'item');
}

/** "Date: 2025-01-12" under a heading, or at a note's start: all of that section is the meeting. */
function sectionEntry(node: OutlineNode, head: EntryHead, date: CalendarDate): EntryAt | undefined {
  let section = node.parent;
  while (section && section.kind === 'item') section = section.parent;
  if (!section) return undefined;
  const title = section.kind === 'heading' ? section.text : '';
  const parts = section.children.map((child) => sectionLabel(child)?.kind);
  const isMeeting =
    meetingWord.test(title) ||
    parts.includes('attendees') ||
    (parts.includes('todo') && parts.includes('topics'));
  if (!isMeeting) return undefined;
  const body = section.children.filter((child) => child !== node);
  const owner = section.kind === 'heading' ? section : node;
  return { meeting: meetingOf(owner, head, date, body, title, section.end), last: 0, wholeParent: true };
}

function meetingOf(
  node: OutlineNode,
  head: EntryHead,
  date: CalendarDate,
  body: readonly OutlineNode[],
  title: string,
  end: number,
): Meeting {
  const range = { start: node.lineRange.start, end };
  const attendees = attendeesIn(title);
  const words = attendees === '' ? title : '';
  return { head, node, date, real: isRealDate(date), title: words, attendees, range, body };
}

/** Dates in a time line, a reading list or a list of to-dos are no meetings. */
function isOtherSection(node: OutlineNode, isReadingList: SectionMatcher): boolean {
  const { text } = node;
  if (node.kind === 'heading' && text.length <= 200 && isReadingList(text)) return true;
  const kind = sectionLabel(node)?.kind;
  return kind === 'timeline' || kind === 'todo' || kind === 'next';
}
