import { Rng } from '../../base/rng';

/** One setting of the parameters that are swept besides d and the seed. */
export interface Cell {
  /** What it adds to the parameters that all runs share, in the order of the sweep. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** `width=16, rate=0.1`; empty where nothing else is swept. */
  readonly name: string;
  /** For the names of live values: `width-16-rate-0-1`; unique, and empty where nothing else is swept. */
  readonly slug: string;
}

/** One process to be started. */
export interface ProgramRun {
  /** Index of its cell. */
  readonly cell: number;
  /** The subspace's dimension; null for all of parameter space; undefined where d is not swept. */
  readonly dimension: number | null | undefined;
  /** Which of the runs of its cell and dimension, from 0. */
  readonly index: number;
}

/** Every combination of the values, the last parameter's changing fastest; one empty cell of no parameters. */
export function cellsOf(swept: Readonly<Record<string, readonly unknown[]>>): readonly Cell[] {
  let settings: readonly (readonly (readonly [string, unknown])[])[] = [[]];
  for (const [key, values] of Object.entries(swept))
    settings = settings.flatMap((before) => values.map((value) => [...before, [key, value] as const]));
  const taken = new Set<string>();
  return settings.map((setting) => {
    const plain = setting.map(([key, value]) => slugOf(`${key}-${textOf(value)}`)).join('-');
    let slug = plain;
    for (let again = 2; taken.has(slug); again++) slug = `${plain}-${again}`;
    taken.add(slug);
    return {
      parameters: new Map(setting),
      name: setting.map(([key, value]) => `${key}=${textOf(value)}`).join(', '),
      slug,
    };
  });
}

/**
 * The seed that a run's program gets: that of the list, or 31 bits of a stream of the run's own, so that runs are
 * independent whatever their d and however they were ordered.
 */
export function seedOf(
  { cell, dimension, index }: ProgramRun,
  seed: number,
  listed: readonly number[] | undefined,
): number {
  const given = listed?.[index];
  if (given !== undefined) return given;
  // Dimensions begin at 1: 0 is for runs without, and the last for full space.
  const place = dimension === undefined ? 0 : (dimension ?? 0xffff_ffff);
  return new Rng(seed).split(cell).split(place).split(index).uint32() >>> 1;
}

/** Text for names: lower case, digits and hyphens. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z\d]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
}

/** A parameter's value in a line: text as it is, the rest as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
