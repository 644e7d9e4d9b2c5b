import { withConsensus, type ConsensusView } from './consensusRow';
import { describeForest, forestPlot, forestPlotHeight, type ForestRow } from './forestPlot';
import { describePoints, pointsPlot, pointsPlotHeight, type PointsPlotData } from './pointsPlot';
import { describeRatios, ratioPlot, type RatioPlotData } from './ratioPlot';
import type { ResultFigure } from './resultFigure';
import { describeScale, scalePlot, type ScalePlotPoint } from './scalePlot';
import { describeSizes, sizesPlot, type SizeSeries } from './sizesPlot';

/** The figures of a dimension result, in the order in which they are read. */
export const dimensionFigureIds = ['estimates', 'scale', 'sizes', 'ratios', 'classes', 'points'] as const;
export type DimensionFigureId = (typeof dimensionFigureIds)[number];

type ClassEstimate = Pick<ForestRow, 'dimension' | 'interval' | 'level'> & { readonly key: string };

/** One class, by every estimator. `ClassDimension` is one. */
export interface ClassFigure {
  readonly label: string;
  readonly points: number;
  readonly estimates: readonly ClassEstimate[];
  readonly consensus?: Pick<ConsensusView, 'dimension' | 'interval' | 'reading'> | undefined;
}

/** What the figures show. `DimensionResult` is one, older ones without some parts included. */
export interface FigureSource {
  readonly data: { readonly features: number };
  readonly estimates: readonly ForestRow[];
  readonly consensus?: ConsensusView | undefined;
  readonly scale: readonly ScalePlotPoint[];
  readonly sizes?: readonly SizeSeries[] | undefined;
  readonly ratios?: readonly RatioPlotData[] | undefined;
  readonly classes?: readonly ClassFigure[] | undefined;
  readonly points?: readonly PointsPlotData[] | undefined;
}

const consensusKey = 'consensus';

/** Which estimators a figure can be drawn for, one at a time; empty where it shows all at once. */
export function figureChoices(id: DimensionFigureId, source: FigureSource): string[] {
  if (id === 'ratios') return (source.ratios ?? []).map(({ key }) => key);
  if (id === 'points') return (source.points ?? []).map(({ key }) => key);
  if (id !== 'classes') return [];
  const classes = source.classes ?? [];
  const agreed = classes.some(({ consensus }) => consensus !== undefined) ? [consensusKey] : [];
  return [...agreed, ...new Set(classes.flatMap(({ estimates }) => estimates.map(({ key }) => key)))];
}

/** The figure, of the estimator chosen or the first there is; undefined where the result has nothing to show in it. */
export function dimensionFigure(
  id: DimensionFigureId,
  source: FigureSource,
  chosen: string | undefined,
): ResultFigure | undefined {
  const choices = figureChoices(id, source);
  const key = chosen !== undefined && choices.includes(chosen) ? chosen : choices[0];
  switch (id) {
    case 'estimates':
      return source.estimates.length === 0 ? undefined : estimatesFigure(source);
    case 'scale':
      return source.scale.length === 0 ? undefined : scaleFigure(source.scale);
    case 'sizes':
      return source.sizes?.some(({ sizes }) => sizes.length > 1) === true
        ? sizesFigure(source.sizes)
        : undefined;
    case 'ratios': {
      const fit = source.ratios?.find((each) => each.key === key);
      return fit && ratioFigure(fit);
    }
    case 'classes':
      return key === undefined ? undefined : classesFigure(source.classes ?? [], key);
    case 'points': {
      const points = source.points?.find((each) => each.key === key);
      return points && pointsFigure(points);
    }
  }
}

/** The classes that an estimator has a dimension for, as rows of a forest plot. */
function classRows(classes: readonly ClassFigure[], key: string): ForestRow[] {
  return classes.flatMap(({ label, points, estimates, consensus }): ForestRow[] => {
    const found = key === consensusKey ? consensus : estimates.find((each) => each.key === key);
    if (found === undefined) return [];
    const { dimension, interval } = found;
    return [
      {
        ...{ key: label, estimator: '', name: label, variant: `${points} points`, dimension, interval },
        level: 'level' in found ? found.level : 0.95,
        atLeast: 'reading' in found && found.reading === 'at-least',
      },
    ];
  });
}

function estimatesFigure({ estimates, consensus, data: { features } }: FigureSource): ResultFigure {
  return forest('Estimates of the intrinsic dimension', withConsensus(estimates, consensus), features);
}

function classesFigure(classes: readonly ClassFigure[], key: string): ResultFigure {
  return forest(`Intrinsic dimension of each class by ${key}`, classRows(classes, key), undefined);
}

function forest(title: string, rows: readonly ForestRow[], features: number | undefined): ResultFigure {
  return {
    title,
    words: describeForest(rows, features),
    height: (width, theme) => forestPlotHeight(rows.length, width, theme),
    draw: (options) => forestPlot(rows, { ...options, ...(features === undefined ? {} : { features }) }),
  };
}

function scaleFigure(scale: readonly ScalePlotPoint[]): ResultFigure {
  return {
    title: 'Intrinsic dimension against scale',
    words: describeScale(scale),
    height: landscape,
    draw: (options) => scalePlot(scale, options),
  };
}

function sizesFigure(sizes: readonly SizeSeries[]): ResultFigure {
  return {
    title: 'Intrinsic dimension against the number of points',
    words: describeSizes(sizes),
    height: landscape,
    draw: (options) => sizesPlot(sizes, options),
  };
}

function ratioFigure(fit: RatioPlotData): ResultFigure {
  return {
    title: `Neighbourhood ratios and the fit of ${fit.key}`,
    words: describeRatios(fit),
    height: (width) => Math.round(Math.min(380, Math.max(260, width * 0.62))),
    draw: (options) => ratioPlot(fit, options),
  };
}

function pointsFigure(points: PointsPlotData): ResultFigure {
  return {
    title: `Dimension of every point by ${points.key}`,
    words: describePoints(points),
    height: (_width, theme) => pointsPlotHeight(points, theme),
    draw: (options) => pointsPlot(points, options),
  };
}

function landscape(width: number): number {
  return Math.round(Math.min(340, Math.max(240, width * 0.52)));
}
