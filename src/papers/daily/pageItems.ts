import type { OffsetRange } from '../../base/text';
import { isChrome } from './chrome';
import { readMeta, type Meta } from './metaLine';
import { pageLines, type PageLine } from './pageLines';

export interface Prose {
  readonly kind: 'prose';
  /** One paragraph; its lines where it may be several things without empty lines between. */
  readonly lines: readonly PageLine[];
}
export interface MetaItem {
  readonly kind: 'meta';
  readonly metas: readonly Meta[];
  readonly line: PageLine;
  /** The line starts with the middle dot that joins what is before it. */
  readonly dotted: boolean;
}
export interface Chrome {
  readonly kind: 'chrome';
  readonly line: PageLine;
}
export type PageItem = Prose | MetaItem | Chrome;

/** No page has as many parts; what does is something else, and is not held in memory. */
export const mostItems = 60_000;
/** A line longer than editors wrap at is a paragraph of its own. */
const longestWrapped = 160;

/** A page's lines as paragraphs, metadata and the page's own words; at most {@link mostItems}. */
export function readItems(text: string): readonly PageItem[] {
  const items: PageItem[] = [];
  let run: PageLine[] = [];
  let runLines = 0;
  const flush = (): void => {
    if (run.length > 0) items.push({ kind: 'prose', lines: run });
    run = [];
  };
  for (const line of pageLines(text)) {
    if (items.length >= mostItems) break;
    if (isChrome(line.text)) {
      flush();
      items.push({ kind: 'chrome', line });
      continue;
    }
    const metas = readMeta(line);
    if (metas) {
      flush();
      items.push({ kind: 'meta', metas, line, dotted: /^[·∙・]/u.test(line.text) });
      continue;
    }
    const previous = run.at(-1);
    const joins =
      previous !== undefined &&
      !line.afterBlank &&
      line.strong === undefined &&
      previous.strong === undefined &&
      line.text.length <= longestWrapped &&
      previous.text.length <= longestWrapped;
    if (!joins) flush();
    run.push(line);
    if (++runLines > mostItems * 4) break;
  }
  flush();
  return items;
}

export function textOf(lines: readonly PageLine[]): string {
  return lines.map(({ text }) => text).join(' ');
}

export function rangeOfLines(lines: readonly PageLine[]): OffsetRange {
  return { start: lines[0]?.range.start ?? 0, end: lines.at(-1)?.range.end ?? 0 };
}
