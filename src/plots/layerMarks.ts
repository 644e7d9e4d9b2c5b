import { px } from './axes';
import type { Pen, Role } from './svg';

interface SeriesRoles {
  readonly line: Role;
  readonly band: Role;
  readonly point: Role;
}

const roles: readonly [SeriesRoles, ...SeriesRoles[]] = [
  { line: 'line', band: 'band', point: 'point' },
  { line: 'line-2', band: 'band-2', point: 'point-2' },
  { line: 'line-3', band: 'band-3', point: 'point-3' },
  { line: 'line-4', band: 'band-4', point: 'point-4' },
];

/** The colours of the i-th curve of a figure; from the fifth on they repeat, in other shapes. */
export function seriesRoles(i: number): SeriesRoles {
  return roles[i % roles.length] ?? roles[0];
}

/** The i-th curve's mark: curves are told apart by shape as well as by colour. */
export function drawMarker(pen: Pen, i: number, cx: number, cy: number): string {
  const role = seriesRoles(i).point;
  switch ((i + Math.floor(i / roles.length)) % 4) {
    case 0:
      return pen.mark('circle', role, { cx, cy, r: 4 });
    case 1:
      return pen.mark('rect', role, { x: cx - 3.5, y: cy - 3.5, width: 7, height: 7 });
    case 2:
      return pen.mark('path', role, { d: `M${px(cx)} ${px(cy - 5)}l4.5 8h-9Z` });
    default:
      return pen.mark('path', role, { d: `M${px(cx)} ${px(cy - 5)}l5 5l-5 5l-5 -5Z` });
  }
}
