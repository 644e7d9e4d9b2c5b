import { px } from './axes';
import { element, fitText, textWidth, type Pen, type Role } from './svg';

/** The height of one row of a legend. */
export const legendRowHeight = 16;
/** The width of an entry's sample of line or mark. */
export const swatchWidth = 18;

const font = 11;
const gap = 6;

/** Entries from left to right with their place, on as many rows as the width needs; a text that is wider yet is cut. */
export function layLegend<Entry extends { readonly text: string }>(
  entries: readonly Entry[],
  width: number,
): (Entry & { readonly x: number })[][] {
  const rows: (Entry & { readonly x: number })[][] = [[]];
  let x = 0;
  for (const entry of entries) {
    const text = fitText(entry.text, font, width - swatchWidth - gap);
    const taken = swatchWidth + gap + textWidth(text, font);
    if (x > 0 && x + taken > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ ...entry, text, x });
    x += taken + 16;
  }
  return rows;
}

/** Where an entry's text begins, from its own place. */
export const legendTextStart = swatchWidth + gap;

/** Rows laid by {@link layLegend} whose samples are lines, each marked with its key. */
export function drawLineLegend(
  pen: Pen,
  rows: readonly (readonly {
    readonly key: string;
    readonly role: Role;
    readonly text: string;
    readonly x: number;
  }[])[],
): string[] {
  return rows.flatMap((row, i) =>
    row.map(({ key, role, text, x }) => {
      const y = 8 + i * legendRowHeight;
      return element(
        'g',
        { 'data-key': key },
        pen.mark('path', role, { d: `M${px(x)} ${y}h${swatchWidth}` }),
        pen.text('tick', text, { x: x + legendTextStart, y: y + 4 }),
      );
    }),
  );
}
