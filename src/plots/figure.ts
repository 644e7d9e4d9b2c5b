/**
 * Plots are pure functions from numbers to an SVG string, used alike by the worker (files beside the run), by
 * exports and by webviews. `standalone` carries its own light-theme colours; `themed` leaves them to CSS classes
 * of the page that holds it (no `style` attributes, which a strict CSP forbids).
 */
export interface FigureOptions {
  readonly width: number;
  readonly height: number;
  readonly theme: 'standalone' | 'themed';
  /** The accessible name; a plot also carries a `<desc>` that says in words what it shows. */
  readonly title: string;
}
