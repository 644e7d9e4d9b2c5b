import type { OffsetRange } from '../../base/text';

/** An item of a list, from its line's start, with all that is nested in it. */
export interface MovableItem {
  readonly line: number;
  readonly text: string;
  readonly ordered: boolean;
  /** Blank lines stand in it or after it. */
  readonly loose: boolean;
  /** With the line ends and blank lines up to the next item. */
  readonly removed: OffsetRange;
}

/** The item as it stands in another list: at the margin, and numbered by its place there. */
export function movedItem({ text, ordered }: MovableItem, number: number): string {
  const margin = /^[ ]*/.exec(text)?.[0].length ?? 0;
  // An item that keeps an indentation would become a part of the item above it.
  const outdented =
    margin === 0 ? text : text.replace(new RegExp(`(^|\\r\\n|\\r|\\n) {1,${margin}}`, 'g'), '$1');
  return ordered ? outdented.replace(/^\d+/, String(number)) : outdented;
}

/** What stands between the items. */
export function separatorOf(items: readonly MovableItem[], eol: string): string {
  return items.some(({ loose }) => loose) ? eol + eol : eol;
}
