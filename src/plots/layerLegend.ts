import { px } from './axes';
import { drawMarker, seriesRoles } from './layerMarks';
import { fitText, textWidth, type Pen } from './svg';

export const legendHeight = 18;

interface LegendItem {
  readonly name: string;
  readonly kind: 'series' | 'curve';
  /** Among its kind. */
  readonly index: number;
  readonly x: number;
  readonly width: number;
}
export type LegendRow = readonly LegendItem[];

const swatch = 26;
const font = 11;

/** The names of series and curves in rows that fit the width; a curve, whose name is long, has a row of its own. */
export function legendRows(
  series: readonly { readonly name: string }[],
  curves: readonly { readonly name: string }[],
  width: number,
): readonly LegendRow[] {
  const rows: LegendItem[][] = [];
  let end = Infinity;
  series.forEach(({ name }, index) => {
    const wanted = Math.min(width, swatch + textWidth(name, font) + 18);
    if (end + wanted > width) {
      rows.push([]);
      end = 0;
    }
    rows.at(-1)?.push({ name, kind: 'series', index, x: end, width: wanted });
    end += wanted;
  });
  return [
    ...rows,
    ...curves.map(({ name }, index) => [{ name, kind: 'curve' as const, index, x: 0, width }]),
  ];
}

export function drawLegend(pen: Pen, rows: readonly LegendRow[]): string[] {
  return rows.flatMap((row, i) => {
    const y = 8 + i * legendHeight;
    return row.flatMap(({ name, kind, index, x, width }) => {
      const line = { d: `M${px(x)} ${px(y)}h20` };
      const words = pen.text('variant', fitText(name, font, width - swatch), { x: x + swatch, y: y + 4 });
      return kind === 'series'
        ? [pen.mark('path', seriesRoles(index).line, line), drawMarker(pen, index, x + 10, y), words]
        : [
            pen.mark('path', index === 0 ? 'published' : 'published-2', line),
            pen.mark('circle', 'published-point', { cx: x + 10, cy: y, r: 2.5 }),
            words,
          ];
    });
  });
}
