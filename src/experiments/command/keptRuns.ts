import { z } from 'zod';
import type { Keeping, Reused } from '../kept';
import { canonicalJson } from '../specHash';
import type { ProgramOutcome } from './outcome';

const numbers = z.record(z.string(), z.number().nullable());

/** What a program gave; whether that is a success is told by the target, which may change. */
const pieceSchema = z.object({
  parameters: z.record(z.string(), z.unknown()),
  score: z.number().nullable(),
  metrics: numbers,
  curve: z.array(z.object({ report: z.number(), metrics: numbers })),
  seconds: z.number(),
  warnings: z.array(z.string()),
});
type Piece = z.infer<typeof pieceSchema>;

/** What came of a program that did not break. */
export type KeptOutcome = Pick<
  ProgramOutcome,
  'score' | 'diverged' | 'metrics' | 'curve' | 'seconds' | 'warnings'
>;

/** The runs of a program done before, by all that it was given: whoever asks for the same gets what came of it. */
export class KeptRuns {
  private readonly found = new Map<string, { readonly piece: Piece; readonly from: string | undefined }>();
  private readonly used = new Map<string, number>();

  /** @param keeping of the program and the files it depends on; undefined where nothing is kept. */
  constructor(private readonly keeping: Keeping | undefined) {
    for (const { value, from } of keeping?.earlier ?? []) {
      const piece = pieceSchema.safeParse(value);
      if (piece.success) this.found.set(canonicalJson(piece.data.parameters), { piece: piece.data, from });
    }
  }

  /** Undefined where the program is still to be run with these parameters. */
  find(parameters: Readonly<Record<string, unknown>>): KeptOutcome | undefined {
    const hit = this.found.get(canonicalJson(parameters));
    if (hit === undefined) return undefined;
    if (hit.from !== undefined) this.used.set(hit.from, (this.used.get(hit.from) ?? 0) + 1);
    const { score, metrics, curve, seconds, warnings } = hit.piece;
    return {
      ...{ score, seconds, warnings, diverged: score === null },
      metrics: asMap(metrics),
      curve: curve.map(({ report, metrics: reported }) => ({ report, metrics: asMap(reported) })),
    };
  }

  /** A run that broke is not kept: it may do better the next time. */
  keep({ broken, parameters, score, metrics, curve, seconds, warnings }: ProgramOutcome): void {
    if (broken !== undefined) return;
    this.keeping?.keep({
      ...{ parameters, score, seconds, warnings: [...warnings], metrics: asObject(metrics) },
      curve: curve.map(({ report, metrics: reported }) => ({ report, metrics: asObject(reported) })),
    } satisfies Piece);
  }

  /** What was taken from other runs, and which. */
  reused(): readonly Reused[] {
    return [...this.used].map(([runId, pieces]) => ({
      runId,
      pieces,
      what: `${pieces} runs of the program`,
    }));
  }
}

function asMap(object: Readonly<Record<string, number | null>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(object).map(([name, value]) => [name, value ?? NaN]));
}

function asObject(metrics: ReadonlyMap<string, number>): Record<string, number | null> {
  return Object.fromEntries(
    [...metrics].map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  );
}
