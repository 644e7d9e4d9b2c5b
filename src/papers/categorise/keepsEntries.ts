import { applyTextEdits, LineIndex, type TextEdit } from '../../base/text';
import { readReadingLists } from '../../notes/readingLists';
import { nameKey } from './taxonomy';

/**
 * Whether a note has the same entries after the edits as before, those of `placed` under the headings that it names
 * by their lines, all others where they were.
 */
export function keepsEntries(
  text: string,
  edits: readonly TextEdit[],
  sections: readonly string[],
  placed: ReadonlyMap<number, string> = new Map(),
): boolean {
  const lines = new LineIndex(text);
  const before = readReadingLists(text, { sections }).map((entry) => {
    const category = placed.get(lines.position(entry.range.start).line);
    return entryKey(entry, category ?? lastPart(entry.section));
  });
  const after = readReadingLists(applyTextEdits(text, edits), { sections }).map((entry) =>
    entryKey(entry, lastPart(entry.section)),
  );
  return before.length === after.length && before.sort().join('\n') === after.sort().join('\n');
}

function entryKey(
  { href, title }: { href?: string | undefined; title: string | undefined },
  heading: string,
): string {
  return JSON.stringify([href, title, nameKey(heading)]);
}

function lastPart(section: string): string {
  return section.split(' › ').at(-1) ?? section;
}
