import { err, ok, type Result } from '../../base/result';

/** What a program is run for: a metric it reports, which way is better, and what is good enough. */
export interface ProgramTarget {
  readonly metric: string;
  readonly better: 'greater' | 'less';
  /** The metric that counts as success; where `relative`, a multiple of what runs in full space reach. */
  readonly value: number | undefined;
  readonly relative: boolean;
}

/** A target whose value, where it has one, is a value of the metric. */
export type SettledTarget = ProgramTarget & { readonly relative: false };

/** What a block may write as `target`, in one line. */
export const programTargetHelp =
  'accuracy >= 0.9, loss <= 0.05, accuracy >= 90 % of full, maximise accuracy or minimise loss, with any metric the program reports';

const name = String.raw`([\p{L}_][\p{L}\p{N}_./-]*)`;
const threshold = new RegExp(
  String.raw`^${name}\s*(>=|≥|<=|≤)\s*(-?\d*\.?\d+(?:e[+-]?\d+)?)\s*(%)?\s*(?:(?:of|x|×)\s*(full))?$`,
  'iu',
);
const direction = new RegExp(String.raw`^(maximi[sz]e|minimi[sz]e)\s+${name}$`, 'iu');

/** The error is a sentence that says what is possible. */
export function parseProgramTarget(text: string): Result<ProgramTarget, string> {
  const way = direction.exec(text.trim());
  if (way) {
    const better = way[1]?.toLowerCase().startsWith('max') === true ? 'greater' : 'less';
    return ok({ metric: way[2] ?? '', better, value: undefined, relative: false });
  }
  const match: readonly (string | undefined)[] | null = threshold.exec(text.trim());
  if (!match) return err(`“${text.trim()}” is no target: write ${programTargetHelp}.`);
  const [, metric = '', sign = '', digits = '', percent, full] = match;
  return ok({
    metric,
    better: sign === '>=' || sign === '≥' ? 'greater' : 'less',
    value: Number(digits) * (percent === undefined ? 1 : 0.01),
    relative: full !== undefined,
  });
}

/** The better of two values; one that is no number is the worse. */
export function betterOf({ better }: ProgramTarget, a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  if (Number.isNaN(b)) return a;
  return better === 'less' ? Math.min(a, b) : Math.max(a, b);
}

/** Whether a value is good enough; undefined where the target does not say what is. */
export function reaches({ better, value }: SettledTarget, score: number): boolean | undefined {
  if (value === undefined) return undefined;
  return better === 'less' ? score <= value : score >= value;
}

/** What full training reaches, as its median, turned into a value of the metric. */
export function settleTarget(target: ProgramTarget, ofFull: number | undefined): SettledTarget | undefined {
  if (!target.relative || target.value === undefined) return { ...target, relative: false };
  return ofFull === undefined ? undefined : { ...target, value: target.value * ofFull, relative: false };
}

/** `accuracy ≥ 0.9`, `loss ≤ 1.5 × full`, `greatest accuracy`. */
export function describeProgramTarget({ metric, better, value, relative }: ProgramTarget): string {
  if (value === undefined) return `${better === 'less' ? 'least' : 'greatest'} ${metric}`;
  const sign = better === 'less' ? '≤' : '≥';
  return `${metric} ${sign} ${Number(value.toPrecision(6))}${relative ? ' × full' : ''}`;
}
