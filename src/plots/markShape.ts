import { px } from './axes';

/** The outline of the i-th series' marks: circles, squares, triangles, diamonds; series are told apart without colours. */
export function markShape(i: number, x: number, y: number): string {
  const r = 3.5;
  switch (i % 4) {
    case 0:
      return `M${px(x - r)} ${px(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 1:
      return `M${px(x - r)} ${px(y - r)}h${2 * r}v${2 * r}h${-2 * r}Z`;
    case 2:
      return `M${px(x)} ${px(y - 4)}L${px(x + 4)} ${px(y + 3)}H${px(x - 4)}Z`;
    default:
      return `M${px(x)} ${px(y - 4.5)}L${px(x + 4.5)} ${px(y)}L${px(x)} ${px(y + 4.5)}L${px(x - 4.5)} ${px(y)}Z`;
  }
}

/** A cross, for numbers that others measured. */
export function crossShape(x: number, y: number): string {
  return `M${px(x - 3.5)} ${px(y - 3.5)}l7 7M${px(x - 3.5)} ${px(y + 3.5)}l7 -7`;
}
