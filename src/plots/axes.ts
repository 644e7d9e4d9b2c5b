import type { Axis } from './ticks';
import { textWidth, type Pen } from './svg';

/** The rectangle that data are drawn in, in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const tickFont = 11;

/** The horizontal axis at the area's foot: grid lines, tick labels, and its title below, which names the unit. */
export function drawBottomAxis(pen: Pen, axis: Axis, area: PlotArea, title: string): string[] {
  const ticks = axis.ticks.map((tick) => ({ x: axis.position(tick.value), label: tick.label }));
  const middle = (area.left + area.right) / 2;
  return [
    ...ticks.map(({ x }) => pen.mark('path', 'grid', { d: `M${px(x)} ${px(area.top)}V${px(area.bottom)}` })),
    pen.mark('path', 'axis', { d: `M${px(area.left)} ${px(area.bottom)}H${px(area.right)}` }),
    ...apart(ticks, 10).map(({ x, label }) =>
      pen.text('tick', label, { x, y: area.bottom + 15, 'text-anchor': 'middle' }),
    ),
    pen.text('axis-title', title, { x: middle, y: area.bottom + 31, 'text-anchor': 'middle' }),
  ];
}

/** The vertical axis at the area's left: grid lines and tick labels; its title stands above, level and readable. */
export function drawLeftAxis(pen: Pen, axis: Axis, area: PlotArea): string[] {
  return axis.ticks.flatMap(({ value, label }) => {
    const y = axis.position(value);
    return [
      pen.mark('path', 'grid', { d: `M${px(area.left)} ${px(y)}H${px(area.right)}` }),
      pen.text('tick', label, { x: area.left - 8, y: y + 4, 'text-anchor': 'end' }),
    ];
  });
}

/** Room for the labels of a vertical axis. */
export function leftAxisWidth(axis: Axis): number {
  return 12 + Math.max(...axis.ticks.map((tick) => textWidth(tick.label, tickFont)), 8);
}

/** Those labels, from the left, that keep `gap` pixels from the last one kept. */
export function apart<T extends { readonly x: number; readonly label: string }>(
  labels: readonly T[],
  gap: number,
): T[] {
  let end = -Infinity;
  return [...labels]
    .sort((a, b) => a.x - b.x)
    .filter(({ x, label }) => {
      const half = textWidth(label, tickFont) / 2;
      if (x - half < end + gap) return false;
      end = x + half;
      return true;
    });
}

/** A coordinate in path data. */
export function px(value: number): string {
  return String(Number(value.toFixed(2)));
}
