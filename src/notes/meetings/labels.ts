import type { OutlineNode } from '../outline';

/** The parts of minutes that have names of their own. */
export type SectionKind = 'todo' | 'decision' | 'timeline' | 'next' | 'attendees' | 'absent' | 'topics';

/** A line that names a part: what follows it on the line, or below it, is that part. */
export interface SectionLabel {
  readonly kind: SectionKind;
  /** What stands after the colon, readable; empty where nothing does. */
  readonly rest: string;
  /** The words in brackets behind the name: "TODO(Ada): …". */
  readonly by: string;
}

const words: Readonly<Record<SectionKind, string>> = {
  todo:
    "to[ -]?do(?:s|'s|\\(s\\))?(?: lists?| items?)?|action (?:items?|points?)|actions?|next (?:steps?|actions)|(?:open )?tasks?|assignments?|homework|follow[ -]?ups?|open items|" +
    '(?:(?:다음|이번) ?(?:주|회의|미팅|번)? ?(?:까지)? ?)?(?:할 ?일|해야 ?할 ?(?:일|것))(?:들| ?목록| ?정리)?|액션 ?(?:아이템|플랜)|과제|숙제|(?:업무|역할) ?분담|투두|다음(?: ?주| ?회의| ?미팅)? ?까지',
  decision:
    'decisions?(?: made| taken)?|decided|(?:what )?we (?:decided|agreed)(?: on)?|agreed(?: on)?|agreements?|resolutions?|resolved|conclusions?|new direction|' +
    '결정(?: ?(?:사항|내용|된 ?것))?|합의(?: ?사항)?|확정(?: ?사항)?|의결(?: ?사항)?|결론',
  timeline:
    'time ?lines?|schedules?|milestones?|road ?maps?|deadlines?|calendar|일정(?:표)?|타임라인|로드맵|마일스톤|추진 ?계획|연구 ?계획|마감(?:일| ?일정)?|스케줄',
  next: 'next (?:meeting|call|session|sync|time|appointment)|다음 ?(?:회의|미팅|모임|세미나|만남)|차기 ?(?:회의|미팅|모임)',
  attendees:
    'attendees?|attending|attendance|in attendance|participants?|present|who(?: was there)?|참석자?|참석 ?인원|참가자?|참여자?|참여 ?인원|인원',
  absent: 'absent(?:ees)?|apologies|regrets|excused|불참자?|결석자?',
  topics:
    'agenda|discussions?|discussed|topics?|notes?|minutes|summary|updates?|안건|논의(?: ?(?:사항|내용))?|주제|회의 ?(?:내용|록)|내용|요약|토의(?: ?내용)?|진행 ?상황|공유(?: ?사항)?',
};

const qualifier =
  '(?: ?\\((?<by>[^)]{0,40})\\)| (?:for|by|until|till|before|from|of|since) [^:：]{1,40}| \\(?[~≤]?\\d[^:：]{0,16}| 완료| ?[-–—] ?[^:：]{1,30})?';
const patterns = (Object.keys(words) as SectionKind[]).map((kind) => ({
  kind,
  pattern: new RegExp(
    `^(?:(?:new|open|remaining|our|my|other|main|key|all) )?(?:${words[kind]})(?<qualifier>${qualifier})\\s*(?:(?<colon>[:：])\\s*(?<rest>.*))?$`,
    'isu',
  ),
}));
/** Most lines begin like none of them, which one expression tells. */
const anyStart = new RegExp(
  `^(?:(?:new|open|remaining|our|my|other|main|key|all) )?(?:${Object.values(words).join('|')})`,
  'isu',
);
const attendeeList = new RegExp(`^(?:${words.attendees})\\s*[:：]\\s*(?<list>.+)$`, 'isu');
/** "Next meeting is on Friday", "다음 회의는 3월 11일", "Next: Tuesday": a day or a time has to follow. */
const nextMeeting = new RegExp(
  `^(?:(?:${words.next})(?:[은는]| is| will be|,)?(?: on| at)?\\s*|next\\s*[:：]\\s*)(?<rest>(?:[^:：]{0,30}?\\s)?(?:\\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b|(?:mon|tue|wed|thu|fri|sat|sun)\\b|[월화수목금토일]요일|tomorrow|내일).*)$`,
  'isu',
);
/** "AI: Ada to write to them", an action item where it says who is to do what; else the field of research. */
const actionItem =
  /^A[IP]\s*[:：]\s*(?<rest>\p{Lu}[\p{L}’'-]*(?:(?:,| and| &| \+)? ?(?:\p{Lu}\.|\p{Lu}[\p{L}’'-]*)){0,4} (?:to|will|should|needs? to) \p{Ll}.*)$/su;
const shoutedTodo = /^TO[ -]?DO[ \t]+(?=\S)(?<rest>.+)$/su;

/**
 * The part of minutes that a line names, where it is plainly a name: a heading, a bold line, one that ends in or goes on
 * after a colon, or an item with others below it.
 */
export function sectionLabel(node: OutlineNode): SectionLabel | undefined {
  if (node.box || (node.kind !== 'heading' && node.children.length === 0 && !mayBeLabel(node)))
    return undefined;
  const text = node.text.replace(/^[^\p{L}\p{N}]+(?:\d{1,2}[.)]\s+)?/u, '').slice(0, 2_000);
  const first = text.slice(0, 80);
  if (/^(?:next|다음|차기)/iu.test(first)) {
    const next = node.kind === 'heading' ? undefined : nextMeeting.exec(text);
    if (next) return { kind: 'next', rest: next.groups?.['rest'] ?? '', by: '' };
  }
  const action = node.kind === 'heading' ? undefined : actionItem.exec(text)?.groups?.['rest'];
  if (action !== undefined) return { kind: 'todo', rest: action, by: '' };
  if (!anyStart.test(first)) return undefined;
  for (const { kind, pattern } of patterns) {
    const match = pattern.exec(first);
    if (!match) continue;
    const { colon, qualifier: qualified = '', by = '' } = match.groups ?? {};
    const named = node.kind === 'heading' || node.bold || node.children.length > 0;
    if (colon === undefined && (!named || (qualified !== '' && node.kind === 'text'))) continue;
    const rest = colon === undefined ? '' : text.slice(text.search(/[:：]/u) + 1).trim();
    return { kind, rest, by };
  }
  const shouted = shoutedTodo.exec(text);
  return shouted && node.kind !== 'heading'
    ? { kind: 'todo', rest: shouted.groups?.['rest'] ?? '', by: '' }
    : undefined;
}

/** A line with nothing below it is a label only with a colon, in bold, or as a shouted "TO DO". */
function mayBeLabel(node: OutlineNode): boolean {
  return node.bold || /[:：]|^\W*(?:TO|[Nn]ext)|^\W*(?:다음|차기)/u.test(node.raw.slice(0, 100));
}

/** The names after "Attendees:" in words beside a date; empty where they are anything else. */
export function attendeesIn(title: string): string {
  return attendeeList.exec(title)?.groups?.['list'] ?? '';
}
