import type { OffsetRange, TextEdit } from '../../base/text';
import type { FoundEntry } from '../foundEntry';
import type { ReadingStatus } from '../readingListEntry';
import { boxes } from '../statusMarks';
import { markOfStatusLine } from '../statusLine';
import { entrySource, wholeLines, type CheckBox, type EntrySource } from './entrySource';
import { byLikeness, statusField } from './fields';
import {
  insertion,
  markEdits,
  modelMark,
  ownMark,
  removal,
  replacement,
  wording,
  type Candidates,
} from './markEdits';

/** Edits of an entry's status: in its mark and its check box, else in the style of the entries most like it. */
export function statusEdits(
  text: string,
  found: FoundEntry,
  all: readonly FoundEntry[],
  value: ReadingStatus | undefined,
): Candidates {
  const source = entrySource(text, found);
  if (!source) return [];
  if (found.statusLine) return lineEdits(text, found.statusLine.range, value);
  const own = ownMark(text, found, statusField);
  if (source.box) return boxed(text, found, all, value, source, source.box);
  if (own) return markEdits(text, found, all, statusField, value);
  if (value === undefined) return [];
  const marked = markEdits(text, found, all, statusField, value);
  const style = boxStyle(text, found, all);
  if (found.form !== 'item' || style === undefined) return marked;
  return [newBox(text, found, source, style, value, all), ...marked];
}

/** Edits of a line that says nothing but the status: its word, or all of it where nothing is to be said. */
function lineEdits(text: string, range: OffsetRange, value: ReadingStatus | undefined): Candidates {
  const mark = markOfStatusLine(text.slice(range.start, range.end));
  if (!mark) return [];
  const at = { start: range.start + mark.range.start, end: range.start + mark.range.end };
  if (value === undefined) return [[{ range: wholeLines(text, range), newText: '' }], [removal(text, at)]];
  const said = mark.say(value);
  return [[replacement(text, at, said ?? statusField.inCell(value))]];
}

/** The box is what people see: it is ticked or not with the status, and says all of it where it can. */
function boxed(
  text: string,
  found: FoundEntry,
  all: readonly FoundEntry[],
  value: ReadingStatus | undefined,
  source: EntrySource,
  box: CheckBox,
): Candidates {
  const own = ownMark(text, found, statusField);
  const taken = own ? [removal(text, own.range)] : [];
  if (value === undefined) return [[{ range: box.range, newText: '' }, ...taken]];
  const style = boxStyle(text, found, [found, ...all]);
  const sign = signFor(value, style, box);
  if (sign !== undefined) return [[...boxEdit(text, box, sign), ...taken]];
  // GFM's box cannot say it: the word beside it can.
  const unticked = boxEdit(text, box, ' ');
  if (own) {
    const said = own.mark.say(value);
    if (said !== undefined) return [[...unticked, wording(own, said)]];
  }
  return [[...unticked, ...taken, word(text, found, source, value, all)]];
}

function newBox(
  text: string,
  found: FoundEntry,
  source: EntrySource,
  style: BoxStyle,
  value: ReadingStatus,
  all: readonly FoundEntry[],
): readonly TextEdit[] {
  const sign = signFor(value, style, undefined);
  const at = { start: source.range.start, end: source.range.start };
  const box = { range: at, newText: `[${sign ?? ' '}] ` };
  return sign === undefined ? [box, word(text, found, source, value, all)] : [box];
}

function word(
  text: string,
  found: FoundEntry,
  source: EntrySource,
  value: ReadingStatus,
  all: readonly FoundEntry[],
): TextEdit {
  const model = modelMark(text, found, all, statusField, value);
  return insertion(text, found, source, model?.said ?? statusField.plain(value), model?.at ?? 'link');
}

interface BoxStyle {
  readonly tick: string;
  /** Boxes such as `[/]` are used, which only some editors show as boxes. */
  readonly custom: boolean;
}

/** How the entries like this one use check boxes; undefined where those of its list have none. */
function boxStyle(text: string, found: FoundEntry, all: readonly FoundEntry[]): BoxStyle | undefined {
  const like = byLikeness(found, all).filter((each) => each.list.name === found.list.name);
  const alike = like.length > 0 ? like : byLikeness(found, all);
  const used = alike
    .concat(all.includes(found) ? [found] : [])
    .flatMap((each) => entrySource(text, each)?.box?.sign ?? []);
  const boxed = used.length * 2 >= alike.length;
  if (used.length === 0 || !boxed) return undefined;
  const everywhere = all.flatMap((each) => entrySource(text, each)?.box?.sign ?? []);
  return {
    tick: used.includes('X') && !used.includes('x') ? 'X' : 'x',
    custom: everywhere.some((sign) => '/-'.includes(sign)),
  };
}

function signFor(
  value: ReadingStatus,
  style: BoxStyle | undefined,
  present: CheckBox | undefined,
): string | undefined {
  const sign = boxes.find(([status]) => status === value)?.[1];
  if (sign === 'x') return style?.tick ?? 'x';
  if (sign === ' ' || style?.custom === true) return sign;
  return present && '/-'.includes(present.sign) ? sign : undefined;
}

function boxEdit(text: string, box: CheckBox, sign: string): readonly TextEdit[] {
  const same = text.slice(box.signRange.start, box.signRange.end).toLowerCase() === sign.toLowerCase();
  return same ? [] : [{ range: box.signRange, newText: sign }];
}
