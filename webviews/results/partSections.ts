import type { DimensionResult } from '../../src/experiments/result';
import { formatCount, formatNumber, formatUncertain } from '../../src/plots/numbers';
import { head, interval, number, value, type Choice, type SectionView } from './sectionView';

export function classesSection({ classes = [] }: DimensionResult, choice: Choice): SectionView | undefined {
  if (classes.length === 0) return undefined;
  const { chosen } = choice;
  return {
    id: 'classes',
    title: 'Dimension of each class',
    what: 'dimension of each class',
    lead: 'Each class by itself, neighbours looked for within it alone. Classes of different size are biased differently.',
    ...choice,
    problems: classes.flatMap(({ label, problems }) => problems.map((text) => `Class ${label}: ${text}`)),
    table: {
      caption: `Intrinsic dimension of each class by ${chosen}`,
      columns: [{ title: 'Class', ...head }, { title: 'Points', ...number }, value, interval],
      rows: classes.map(({ label, points, estimates, consensus }) => {
        const found =
          chosen === 'consensus' ? consensus : estimates.find((estimate) => estimate.key === chosen);
        const shown = found && formatUncertain(found);
        const atLeast = chosen === 'consensus' && consensus?.reading === 'at-least' ? '≥ ' : '';
        return {
          key: label,
          cells: [
            label,
            formatCount(points),
            shown ? atLeast + shown.value : '–',
            shown ? shown.interval : '–',
          ],
        };
      }),
    },
  };
}

export function pointsSection({ points = [] }: DimensionResult, choice: Choice): SectionView | undefined {
  const found = points.find(({ key }) => key === choice.chosen);
  if (found === undefined) return undefined;
  const { quantiles, without } = found;
  const left = without > 0 ? ` ${formatCount(without)} points have none.` : '';
  const quantileCells = ({ p05, p25, p50, p75, p95 }: typeof quantiles): string[] =>
    [p05, p25, p50, p75, p95].map((each) => formatNumber(each));
  return {
    id: 'points',
    title: 'Dimension of every point',
    what: 'dimension of every point',
    lead:
      `Half of the points lie between ${formatNumber(quantiles.p25)} and ${formatNumber(quantiles.p75)}.${left} ` +
      `Part of the spread is chance: a point’s own estimate is made of its neighbours alone.`,
    ...choice,
    problems: [],
    table: {
      caption: `Quantiles of the dimension of single points by ${found.key}, of all and of each class`,
      columns: [
        { title: 'Points of', ...head },
        { title: 'Points', ...number },
        { title: '5\u00a0%', ...number },
        { title: '25\u00a0%', ...number },
        { title: 'Median', kind: 'value' },
        { title: '75\u00a0%', ...number },
        { title: '95\u00a0%', ...number },
      ],
      rows: [
        { key: 'all', cells: ['all', formatCount(found.points), ...quantileCells(quantiles)] },
        ...found.classes.map((each) => ({
          key: each.label,
          cells: [each.label, formatCount(each.points), ...quantileCells(each.quantiles)],
        })),
      ],
    },
  };
}
