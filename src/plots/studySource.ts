/** What a study's figure shows. `StudyFigure` of a result is one. */
export interface StudySource {
  readonly title: string;
  /** The figure in words, for those who do not see it. */
  readonly words: string;
  readonly x: StudyAxis;
  readonly y: StudyAxis;
  readonly series: readonly StudySeriesSource[];
  readonly rules: readonly StudyRule[];
}

export interface StudyAxis {
  readonly title: string;
  /** `names`: values are indices into `names`. */
  readonly scale: 'linear' | 'log' | 'names';
  readonly names?: readonly string[] | undefined;
  readonly includes?: readonly number[] | undefined;
}

/** Told apart by more than colour: dashes, and the fill of marks. */
export type Origin = 'measured' | 'predicted' | 'published';

export interface StudySeriesSource {
  readonly key: string;
  readonly name: string;
  readonly draw: 'line' | 'points' | 'curve' | 'bars';
  readonly origin: Origin;
  /** The key of a series whose colour it shares. */
  readonly like?: string | undefined;
  readonly interval?: string | undefined;
  readonly source?: string | undefined;
  readonly points: readonly StudyPoint[];
}

export interface StudyPoint {
  readonly x: number;
  readonly y: number;
  readonly interval?: readonly [number, number] | undefined;
  readonly xInterval?: readonly [number, number] | undefined;
  readonly label?: string | undefined;
}

export interface StudyRule {
  readonly key: string;
  readonly name: string;
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly interval?: readonly [number, number] | undefined;
  readonly origin: Origin;
}

/** The name of a point's mark, and of its row in the table beside the figure. A curve is marked as a whole. */
export function pointKey({ key, draw }: Pick<StudySeriesSource, 'key' | 'draw'>, index: number): string {
  return draw === 'curve' ? key : `${key}:${index}`;
}

/** Which colour and mark a series has: its own place among the series, or that of the one it is like. */
export function lookOf({ series }: Pick<StudySource, 'series'>, i: number): number {
  const like = series[i]?.like;
  const found = like === undefined ? -1 : series.findIndex(({ key }) => key === like);
  return found < 0 ? i : found;
}

/** The name of a rule's mark, and of its row. */
export function ruleKey({ key }: Pick<StudyRule, 'key'>): string {
  return `rule:${key}`;
}

/** Whether an axis has a place for a value: a logarithmic one has none for 0 and below. */
export function hasPlace({ scale, names }: StudyAxis, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (scale === 'names') return value >= 0 && value < (names?.length ?? 0);
  return scale === 'linear' || value > 0;
}
