import type { DimensionResult } from '../../src/experiments/result';
import { formatCount, formatNumber, formatUncertain } from '../../src/plots/numbers';
import { describeLastSteps } from '../../src/plots/sizesPlot';
import { head, interval, number, value, type Choice, type SectionView } from './sectionView';

const allAtOnce = { choices: [], chosen: undefined, problems: [] } as const;

export function scaleSection({ scale }: DimensionResult): SectionView | undefined {
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

export function sizesSection({ sizes = [] }: DimensionResult): SectionView | undefined {
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

export function ratiosSection({ ratios = [] }: DimensionResult, choice: Choice): SectionView | undefined {
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
