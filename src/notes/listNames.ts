import type { Paragraph } from 'mdast';
import { readPriority } from './entryMarks';
import { linksIn, plainText } from './markdown';
import type { ReadingStatus } from './readingListEntry';
import { plainName, sectionMatcher, type SectionMatcher } from './readingSections';

/** What a heading or bullet that divides a list says of the entries under it. */
export interface Division {
  readonly text: string;
  readonly status?: ReadingStatus;
  readonly priority?: number;
  readonly category?: string;
}

/** The list that entries stand in: its own heading, and the headings and bullets that divide it. */
export interface ListName {
  /** "Papers to Read › Optimisation". */
  readonly name: string;
  /** The name of the outermost list: "To read" and "Done" under "Reading list" are parts of one. */
  readonly root: string;
  readonly divisions: readonly Division[];
}

const divisionStatuses: readonly (readonly [ReadingStatus, readonly string[]])[] = [
  [
    'to read',
    names(
      'To Read|Papers to Read|Unread|Not Read|Not Read Yet|Backlog|Queue|Reading Queue|Next|Next Up|Up Next|읽을 것|읽을 논문|읽어야 할 논문|읽을 예정|대기',
    ),
  ],
  [
    'reading',
    names(
      'Reading|Currently Reading|Reading Now|In Progress|Started|읽는 중|읽고 있는 논문|읽는 중인 논문|진행 중',
    ),
  ],
  [
    'read',
    names('Read|Already Read|Done|Finished|Completed|Read Papers|Papers Read|읽음|읽은 논문|다 읽음|완료'),
  ],
  ['skipped', names("Skipped|Dropped|Abandoned|Won't Read|건너뜀|제외|보류")],
];
const divisionPriorities: readonly (readonly [number, readonly string[]])[] = [
  [1, names('High|High Priority|Priority High|Must Read|Urgent|Top Priority|높음|우선순위 높음|필독|중요')],
  [2, names('Medium|Medium Priority|Priority Medium|Normal Priority|Should Read|보통|우선순위 보통')],
  [3, names('Low|Low Priority|Priority Low|Nice to Have|Optional|Someday|Later|낮음|나중에|우선순위 낮음')],
];
/** Headings by time or place say nothing of what stands under them. */
const dated =
  /^(?:\W*\d{4}(?:[.\-/년]|$)|week\s*\d|session\s*\d|lecture\s*\d|meeting\s*\d|day\s*\d|\d+\s*(?:주차|회차|차)|(?:spring|summer|fall|autumn|winter)\s*\d{4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d)/iu;
const sundry = new Set(
  names('Other|Others|Misc|Miscellaneous|General|Uncategorized|Uncategorised|Unsorted|기타|미분류'),
);

function names(list: string): readonly string[] {
  return list.split('|').map(plainName);
}

/** The status that a heading is the name of. */
export function statusOfHeading(text: string): ReadingStatus | undefined {
  const plain = plainName(text);
  return divisionStatuses.find(([, all]) => all.includes(plain))?.[0];
}

/** The priority that a heading is the name of: "Must read". */
function priorityOfHeading(text: string): number | undefined {
  const plain = plainName(text);
  return divisionPriorities.find(([, all]) => all.includes(plain))?.[0];
}

/** Headings that end a list they stand in, though they are deeper than the list's own. */
const asides = sectionMatcher(
  (
    'Additional Resources|Resources|Other Resources|Useful Links|Links|Notes|Meeting Notes|Agenda|Discussion|Minutes|' +
    'Action Items|To Do|TODOs|Ideas|Questions|Open Questions|Tools|Code|Datasets|회의록|할 일|메모|아이디어|참고 자료'
  ).split('|'),
);

/** Tells what list a heading or bullet begins, given the one it stands in. */
export class ListNamer {
  constructor(readonly isList: SectionMatcher) {}

  /** A heading's list: its own name, the list that it divides, or none. */
  heading(text: string, parent: ListName | undefined): ListName | undefined {
    if (this.isList(text)) return this.named(text, parent?.root);
    if (parent === undefined || asides(text)) return undefined;
    return text === '' ? parent : this.divided(text, parent);
  }

  /** The list that a bullet with others under it divides, or begins. */
  bullet(text: string, parent: ListName): ListName {
    return text.length <= 60 && !this.isList(text) ? this.divided(text, parent) : parent;
  }

  /** "Done" beside "To read" is a list as that is. */
  sibling(text: string, before: ListName | undefined): ListName | undefined {
    const isStatusList = before?.divisions.length === 1 && before.divisions[0]?.status !== undefined;
    return isStatusList && statusOfHeading(text) !== undefined ? this.named(text, before?.root) : undefined;
  }

  named(text: string, root = text): ListName {
    const status = statusOfHeading(text);
    return { name: text, root, divisions: status === undefined ? [] : [{ text, status }] };
  }

  private divided(text: string, parent: ListName): ListName {
    return {
      ...parent,
      name: `${parent.name} › ${text}`,
      divisions: [...parent.divisions, readDivision(text)],
    };
  }
}

function readDivision(text: string): Division {
  // "Must read (this week)"
  const name = text.replace(/\s*[(（][^()（）]{0,40}[)）]\s*$/u, '') || text;
  const status = statusOfHeading(name);
  if (status !== undefined) return { text, status };
  const plain = plainName(name);
  const priority =
    priorityOfHeading(name) ??
    (/^(?:p|priority|우선순위)\d{1,2}$/u.test(plain) ? readPriority(`(${plain})`) : undefined);
  if (priority !== undefined) return { text, priority };
  return dated.test(text) || sundry.has(plain) ? { text } : { text, category: text };
}

/** "**Papers to read**" or "Papers to read:" on a line of its own, or no more than "Must read". */
export function paragraphHeading(
  paragraph: Paragraph,
): { readonly text: string; readonly standsOut: boolean } | undefined {
  if (linksIn(paragraph).length > 0) return undefined;
  const text = plainText(paragraph);
  const only = paragraph.children.length === 1 ? paragraph.children[0] : undefined;
  const standsOut = only?.type === 'strong' || (text.length <= 60 && priorityOfHeading(text) !== undefined);
  const named = text.length <= 60 && /[:：]$/u.test(text);
  return standsOut || named ? { text: text.replace(/\s*[:：]$/u, ''), standsOut } : undefined;
}
