import type { MetaItem, PageItem } from './pageItems';
import type { PageLine } from './pageLines';

/** What stood before the entry that it belongs to: on the day's own page, who submitted it and the votes. */
export class Ahead {
  upvotes: number | undefined;
  submitter: string | undefined;
  readonly hrefs: string[] = [];
  start: number | undefined;

  put(line: PageLine): this {
    this.start ??= line.range.start;
    return this;
  }
}

/** On the day's own page each entry starts with who submitted it; elsewhere that comes after the title. */
export function submitterComesFirst(items: readonly PageItem[]): boolean {
  for (const [at, item] of items.entries()) {
    if (item.kind !== 'meta' || item.metas[0]?.kind !== 'submitter') continue;
    const before = items
      .slice(Math.max(0, at - 4), at)
      .findLast((each) => each.kind !== 'meta' || !isFiller(each));
    return !item.dotted && before?.kind !== 'prose';
  }
  return false;
}

function isFiller({ metas }: MetaItem): boolean {
  return metas.every(({ kind }) => kind === 'count' || kind === 'noise' || kind === 'separator');
}
