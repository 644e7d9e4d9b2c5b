import { formatCount, formatNumber, formatUncertain } from '../../src/plots/numbers';
import { figureChoices, type DimensionFigureId } from '../../src/plots/dimensionFigures';
import { describeLastSteps } from '../../src/plots/sizesPlot';
import type { DimensionResult as Result } from '../../src/experiments/result';

export type SectionId = Exclude<DimensionFigureId, 'estimates'>;

/** One figure with its numbers: a function of the result and of the estimator chosen for it. */
export interface SectionView {
  readonly id: SectionId;
  readonly title: string;
  /** What it shows, as the end of a button's label. */
  readonly what: string;
  /** What to read in it, a sentence or two. */
  readonly lead: string;
  /** What could not be found, sentences. */
  readonly problems: readonly string[];
  /** Estimators to choose from, where it shows one at a time. */
  readonly choices: readonly string[];
  readonly chosen: string | undefined;
  readonly table: TableView;
}

export interface TableView {
  readonly caption: string;
  readonly columns: readonly {
    readonly title: string;
    readonly kind: 'text' | 'number' | 'value' | 'head';
  }[];
  /** `key` names the row's mark in the figure, where it has one. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}

/** The sections below the estimates that the result has something for. */
export function viewSections(
  result: Result,
  chosen: Readonly<Record<string, string>>,
): readonly SectionView[] {
  return [
    scaleSection(result),
    sizesSection(result),
    ratiosSection(result, pick('ratios', result, chosen)),
    classesSection(result, pick('classes', result, chosen)),
    pointsSection(result, pick('points', result, chosen)),
  ].filter((section) => section !== undefined);
}

interface Choice {
  readonly choices: readonly string[];
  readonly chosen: string | undefined;
}

function pick(id: SectionId, result: Result, kept: Readonly<Record<string, string>>): Choice {
  const choices = figureChoices(id, result);
  const wanted = kept[id];
  return { choices, chosen: wanted !== undefined && choices.includes(wanted) ? wanted : choices[0] };
}

const allAtOnce = { choices: [], chosen: undefined, problems: [] } as const;
const head = { kind: 'head' } as const;
const number = { kind: 'number' } as const;
const value = { title: 'Dimension', kind: 'value' } as const;
const interval = { title: 'Interval', ...number } as const;

function scaleSection({ scale }: Result): SectionView | undefined {
  if (scale.length === 0) return undefined;
  return {
    id: 'scale',
    title: 'Dimension against scale',
    what: 'dimension against scale',
    lead: 'By Gride. A plateau is what to look for: a rise to the left is noise, a fall to the right curvature or the data’s edge.',
    ...allAtOnce,
    table: {
      caption: 'Intrinsic dimension against scale, one neighbourhood size a row',
      columns: [
        { title: 'n₁', ...number },
        { title: 'n₂', ...head },
        { title: 'Scale', ...number },
        value,
        interval,
      ],
      rows: scale.map((point) => {
        const shown = formatUncertain(point);
        return {
          key: `n2=${point.n2}`,
          cells: [
            formatCount(point.n1),
            formatCount(point.n2),
            formatNumber(point.scale, 4),
            shown.value,
            shown.interval,
          ],
        };
      }),
    },
  };
}

function sizesSection({ sizes = [] }: Result): SectionView | undefined {
  const shown = sizes.filter((curve) => curve.sizes.length > 1);
  if (shown.length === 0) return undefined;
  const counts = [...new Set(shown.flatMap((curve) => curve.sizes.map(({ n }) => n)))].sort((a, b) => a - b);
  return {
    id: 'sizes',
    title: 'Dimension against the number of points',
    what: 'dimension against the number of points',
    lead: `Random parts of the points, none of which meet. The last step, ${describeLastSteps(shown)}. A curve that still rises there tells of too few points.`,
    ...allAtOnce,
    table: {
      caption: 'Intrinsic dimension of parts of the points, one size a row, an estimator a column',
      columns: [
        { title: 'Points', ...head },
        { title: 'Parts', ...number },
        ...shown.map(({ key }) => ({ title: key, ...number })),
      ],
      rows: counts.map((n) => {
        const at = shown.map((curve) => curve.sizes.find((size) => size.n === n));
        const draws = Math.max(...at.map((size) => size?.draws.length ?? 0));
        // Of many curves the intervals would take the table out of sight; the CSV has them.
        const cells = at.map(shown.length > 3 ? alone : withInterval);
        return { key: `n=${n}`, cells: [formatCount(n), formatCount(draws), ...cells] };
      }),
    },
  };
}

function withInterval(found: Parameters<typeof formatUncertain>[0] | undefined): string {
  if (found === undefined) return '–';
  const shown = formatUncertain(found);
  return `${shown.value} [${shown.interval}]`;
}

function alone(found: Parameters<typeof formatUncertain>[0] | undefined): string {
  return found === undefined ? '–' : formatUncertain(found).value;
}

const shares = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

function ratiosSection({ ratios = [] }: Result, choice: Choice): SectionView | undefined {
  const fit = ratios.find(({ key }) => key === choice.chosen);
  if (fit === undefined) return undefined;
  return {
    id: 'ratios',
    title: 'Neighbourhood ratios',
    what: 'neighbourhood ratios',
    lead:
      `TwoNN fits a line through the origin to the ${formatCount(fit.fitted)} smallest of ${formatCount(fit.points)} ratios; ` +
      `its slope is the dimension. At most ${formatNumber(100 * fit.gap, 2)} % of the points lie off the law there: ` +
      `a bend would tell of density or dimension that changes from place to place.`,
    ...choice,
    problems: [],
    table: {
      caption: 'The share of the points whose neighbourhood ratio is smaller, as found and by the law',
      columns: [
        { title: 'Share of points', ...head },
        { title: 'ln μ found', ...number },
        { title: 'ln μ by the law', ...number },
      ],
      rows: shares.flatMap((share) => {
        const y = -Math.log1p(-share);
        const found = interpolate(fit, y);
        if (found === undefined) return [];
        const cells = [`${share * 100} %`, formatNumber(found), formatNumber(y / fit.dimension)];
        return [{ key: `share=${share}`, cells }];
      }),
    },
  };
}

/** ln μ where the curve has a height; between two of the ratios that are shown, on the line that joins them. */
function interpolate(
  { x, y }: { x: readonly number[]; y: readonly number[] },
  height: number,
): number | undefined {
  const at = y.findIndex((each) => each >= height);
  if (at < 0) return undefined;
  const [x0, y0] = at === 0 ? [0, 0] : [x[at - 1] ?? 0, y[at - 1] ?? 0];
  const [x1, y1] = [x[at] ?? 0, y[at] ?? 0];
  return y1 > y0 ? x0 + ((x1 - x0) * (height - y0)) / (y1 - y0) : x1;
}

function classesSection({ classes = [] }: Result, choice: Choice): SectionView | undefined {
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

function pointsSection({ points = [] }: Result, choice: Choice): SectionView | undefined {
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
