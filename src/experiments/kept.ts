import { z } from 'zod';
import { parseJsonLines } from './jsonLines';

/** `kept.jsonl`, one a line, append only: pieces of a run's work, each written as soon as it is done. */
const keptLineSchema = z.object({
  at: z.iso.datetime(),
  /** What the piece depends on, as a hash: it counts only where that is still the same. */
  basis: z.string(),
  /** The run whose work it was, where that is another. */
  from: z.string().optional(),
  /** Decoded by the kind. */
  value: z.unknown(),
});
export type KeptLine = z.infer<typeof keptLineSchema>;

/** A piece of work done before: by this run, or by one that it extends. */
export interface KeptPiece {
  readonly value: unknown;
  /** Of another run; undefined for the run's own. */
  readonly from: string | undefined;
}

/** What a run keeps while it goes on, so that nothing done is done twice. */
export interface Keeping {
  /** Pieces kept on the same basis, in the order they were done. */
  readonly earlier: readonly KeptPiece[];
  /** Keeps a piece, a JSON value. Returns at once; it is on the disk soon after. */
  keep(value: unknown): void;
}

/** Work taken from earlier runs, for the provenance: `d = 4 and 8, 5 runs each`. */
export interface Reused {
  readonly runId: string;
  readonly pieces: number;
  readonly what: string;
}

/** The lines of `kept.jsonl`; those torn by a power cut, or of no form we know, are left out. */
export function decodeKept(text: string): readonly KeptLine[] {
  return parseJsonLines(text).flatMap(({ value }) => {
    const line = keptLineSchema.safeParse(value);
    return line.success ? [line.data] : [];
  });
}
