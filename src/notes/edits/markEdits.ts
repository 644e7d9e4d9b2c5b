import { visit } from 'unist-util-visit';
import type { OffsetRange, TextEdit } from '../../base/text';
import type { FoundEntry } from '../foundEntry';
import { rangeOf } from '../markdown';
import { blank, contentRange, entrySource, type EntrySource } from './entrySource';
import { byLikeness, type MarkField, type PlacedMark } from './fields';

/** Candidates of edits, the best first: whoever applies one first looks whether it does what it should. */
export type Candidates = readonly (readonly TextEdit[])[];

/** The entry's own mark, in its words or in its title. */
export function ownMark<T>(text: string, found: FoundEntry, field: MarkField<T>): PlacedMark<T> | undefined {
  const source = entrySource(text, found);
  if (!source) return undefined;
  const mark = field.find(source.words);
  if (mark) {
    const range = shifted(mark.range, source.range.start);
    const before = source.words.slice(0, mark.range.start).trimEnd();
    const at = before === '' ? 'start' : before.endsWith(blank) ? 'link' : 'end';
    return { mark, range, at, words: source.words.slice(mark.range.start, mark.range.end) };
  }
  const title = titleRange(found);
  const inTitle = title && field.findInTitle(text.slice(title.start, title.end));
  return title && inTitle
    ? {
        mark: inTitle,
        range: shifted(inTitle.range, title.start),
        at: inTitle.at,
        words: text.slice(title.start, title.end).slice(inTitle.range.start, inTitle.range.end),
      }
    : undefined;
}

/** Edits of an entry's mark: as it is written, else in the style of the entries most like it. */
export function markEdits<T>(
  text: string,
  found: FoundEntry,
  all: readonly FoundEntry[],
  field: MarkField<T>,
  value: T | undefined,
): Candidates {
  const source = entrySource(text, found);
  if (!source) return [];
  const own = ownMark(text, found, field);
  const candidates: (readonly TextEdit[])[] = [];
  if (own && value === undefined) return [[removal(text, own.range)]];
  if (own && value !== undefined) {
    const said = own.mark.say(value);
    if (said !== undefined) candidates.push([wording(own, said)]);
  }
  if (value === undefined) return candidates;
  const taken = own ? [removal(text, own.range)] : [];
  const model = modelMark(text, found, all, field, value);
  if (model) candidates.push([...taken, insertion(text, found, source, model.said, model.at)]);
  // What the note says wins over the library, so that a mark which cannot say this gives way to one that can.
  if (own) candidates.push([...taken, insertion(text, found, source, field.plain(value), 'link')]);
  return candidates;
}

/** The mark that most of the entries like this one have; of the same list's where any of those has one. */
export function modelMark<T>(
  text: string,
  found: FoundEntry,
  all: readonly FoundEntry[],
  field: MarkField<T>,
  value: T,
): { readonly said: string; readonly at: PlacedMark<T>['at'] } | undefined {
  const counts = new Map<
    string,
    { readonly said: string; readonly at: PlacedMark<T>['at']; count: number }
  >();
  let list: string | undefined;
  for (const each of byLikeness(found, all).slice(0, mostModels)) {
    const own = ownMark(text, each, field);
    const said = own?.mark.say(value);
    if (own === undefined || said === undefined) continue;
    // Another list's style counts only where this one has none.
    if (list !== undefined && each.list.name !== list) break;
    list = each.list.name;
    const key = `${own.at}${said}`;
    const known = counts.get(key) ?? { said, at: own.at, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0];
}

const mostModels = 200;

/** A new mark, set off by a space from what it stands beside. */
export function insertion(
  text: string,
  found: FoundEntry,
  source: EntrySource,
  said: string,
  at: PlacedMark<unknown>['at'],
): TextEdit {
  if (at === 'start') {
    return { range: { start: source.start, end: source.start }, newText: `${said.trimEnd()} ` };
  }
  const link = at === 'link' ? mainLinkEnd(text, found, source) : undefined;
  const place = link ?? Math.max(source.start, source.lineEnd);
  return { range: { start: place, end: place }, newText: ` ${said.trim()}` };
}

/** Where the entry's own link ends, with the emphasis around it; undefined where it is not known. */
function mainLinkEnd(text: string, { node, entry }: FoundEntry, source: EntrySource): number | undefined {
  let end: number | undefined;
  if (node.type === 'tableRow') return undefined;
  visit(node, (each) => {
    if (end !== undefined || (each.type !== 'link' && each.type !== 'linkReference')) return;
    const range = rangeOf(each);
    if (!range || range.start < source.range.start || range.end > source.range.end) return;
    const isMain =
      each.type === 'linkReference' || entry.href === undefined || each.url.startsWith(entry.href);
    if (isMain) end = range.end;
  });
  if (end === undefined) return undefined;
  while (/[*_~]/.test(text[end] ?? '')) end += 1;
  return end;
}

/** The edit that makes a mark say another thing: the emphasis around parts of it stays. */
export function wording(own: Pick<PlacedMark<never>, 'words' | 'range'>, said: string): TextEdit {
  return shortest(own.words, own.range, said);
}

/** The shortest edit that turns what is there into what should be. */
export function replacement(text: string, range: OffsetRange, newText: string): TextEdit {
  return shortest(text.slice(range.start, range.end), range, newText);
}

function shortest(old: string, { start, end }: OffsetRange, newText: string): TextEdit {
  let head = 0;
  while (head < Math.min(old.length, newText.length) && old[head] === newText[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(old.length, newText.length) - head &&
    old[old.length - 1 - tail] === newText[newText.length - 1 - tail]
  ) {
    tail += 1;
  }
  // Between the halves of a letter beyond the basic plane nothing is cut.
  if (/[\uD800-\uDBFF]/.test(old[head - 1] ?? '')) head -= 1;
  if (/[\uDC00-\uDFFF]/.test(old[old.length - tail] ?? '')) tail -= 1;
  return {
    range: { start: start + head, end: end - tail },
    newText: newText.slice(head, newText.length - tail),
  };
}

/** Takes a mark away with its emphasis and the white space that set it off. */
export function removal(text: string, range: OffsetRange): TextEdit {
  let { start, end } = range;
  // "**p1** – ": the emphasis that ends within the mark begins before it.
  const opened = /[*_~]+/.exec(text.slice(start, end))?.[0] ?? '';
  if (opened !== '' && text.slice(0, start).endsWith(opened)) start -= opened.length;
  while (/[*_~`]/.test(text[start - 1] ?? '') && text[end] === text[start - 1]) {
    start -= 1;
    end += 1;
  }
  const before = /[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  const after = /^[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const atLineEnd = end + after >= text.length || /[\r\n]/.test(text[end + after] ?? '');
  const behindBullet = /(?:^|[\r\n])[ \t>]*(?:[-*+]|\d+[.)]|#{1,6})?(?:[ \t]+\[[ xX/-]\])?$/.test(
    text.slice(Math.max(0, start - before - 200), start - before),
  );
  // One space stays between what stood on both sides; white space that ends a line may be a hard break.
  if (atLineEnd) return { range: { start: start - before, end }, newText: '' };
  return behindBullet
    ? { range: { start, end: end + after }, newText: '' }
    : { range: { start: start - before, end }, newText: '' };
}

function titleRange({ node, entry }: FoundEntry): OffsetRange | undefined {
  let range: OffsetRange | undefined;
  if (node.type === 'tableRow' || entry.href === undefined) return undefined;
  visit(node, (each) => {
    if (range === undefined && (each.type === 'link' || each.type === 'linkReference')) {
      if (each.type === 'linkReference' || each.url.startsWith(entry.href ?? '')) range = contentRange(each);
    }
  });
  return range;
}

function shifted({ start, end }: OffsetRange, by: number): OffsetRange {
  return { start: start + by, end: end + by };
}
