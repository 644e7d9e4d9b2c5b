import type { FigureOptions } from './figure';

/** A figure for any width, and the same in words. */
export interface ResultFigure {
  readonly title: string;
  readonly words: string;
  readonly height: (width: number, theme: FigureOptions['theme']) => number;
  readonly draw: (options: FigureOptions) => string;
}
