import type { StudyFigure } from '../studyResult';
import type { Cell } from './sweep';

/** Values further apart than this, as a ratio of greatest to least, are drawn on a logarithmic axis. */
const wide = 20;

/** The parameter that alone tells the cells apart, where its values are numbers. */
export function numericParameter(cells: readonly Cell[]): string | undefined {
  const [name, ...others] = cells[0]?.parameters.keys() ?? [];
  if (name === undefined || others.length > 0) return undefined;
  return cells.every(({ parameters }) => typeof parameters.get(name) === 'number') ? name : undefined;
}

/** An axis for a parameter's values. */
export function againstParameter(cells: readonly Cell[], name: string): StudyFigure['x'] {
  const values = cells.map(({ parameters }) => Number(parameters.get(name)));
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  return { title: name, scale: least > 0 && greatest / least > wide ? 'log' : 'linear' };
}
