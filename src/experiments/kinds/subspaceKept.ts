import { z } from 'zod';
import { replicaOutcomeSchema, type ReplicaOutcome } from '../../science/subspace/outcome';
import type { Replica } from '../../science/subspace/trainReplica';
import { isWell } from '../../science/tasks/wellTask';
import type { Keeping, KeptPiece, Reused } from '../kept';
import type { RunContext } from '../kind';
import type { SubspaceSpec } from './subspaceOptions';

const pieceSchema = z.object({
  outcome: replicaOutcomeSchema,
  /** The score that counted as success; null where full training was still to tell it. */
  target: z.number().nullable(),
  /** Of one thread, where it was measured. */
  ms: z.number().optional(),
});
type Piece = z.infer<typeof pieceSchema>;

/** Options that say which runs there are, what is made of them, and how much memory they may take; no run depends on them. */
const countingKeys = ['dimensions', 'runs', 'seeds', 'full', 'predict', 'maxMemory', 'data'] as const;

/** The options by which more runs are asked for. */
export const extendingKeys: readonly string[] = ['dimensions', 'runs', 'seeds', 'full', 'predict'];

/**
 * The runs of training done before, by what they are: dimension, number and the score aimed at. A run's chance depends
 * on the seed, its dimension and its number alone, so one that is found here is the one that would be trained.
 */
export class KeptReplicas {
  private readonly found = new Map<string, { piece: Piece; from: string | undefined }>();
  private readonly used = new Map<string, ReplicaOutcome[]>();

  private constructor(private readonly keeping: Keeping | undefined) {
    for (const { value, from } of keeping?.earlier ?? []) this.take(value, from);
  }

  /** @param arithmetic of the kernels: others may differ in the last bit. */
  static async open(context: RunContext, spec: SubspaceSpec, arithmetic: string): Promise<KeptReplicas> {
    // What is read counts by its bytes; of a loss without examples nothing is.
    const loss = isWell(spec.data) ? { loss: spec.data } : {};
    const counting = new Set<string>(countingKeys);
    const options = Object.fromEntries(Object.entries(spec).filter(([key]) => !counting.has(key)));
    return new KeptReplicas(await context.keeping?.({ options, arithmetic, ...loss }));
  }

  /** Undefined where it is still to be trained. */
  find(replica: Replica): { readonly outcome: ReplicaOutcome; readonly ms: number | undefined } | undefined {
    const hit = this.found.get(keyOf(replica, replica.target?.value ?? null));
    if (hit === undefined) return undefined;
    const { outcome, ms } = hit.piece;
    if (hit.from !== undefined) this.used.set(hit.from, [...(this.used.get(hit.from) ?? []), outcome]);
    return { outcome, ms };
  }

  keep(outcome: ReplicaOutcome, target: number | null, ms: number | undefined): void {
    this.keeping?.keep({ outcome, target, ...(ms === undefined ? {} : { ms }) } satisfies Piece);
  }

  /** What was taken from other runs, and which. */
  reused(): readonly Reused[] {
    return [...this.used].map(([runId, outcomes]) => ({
      runId,
      pieces: outcomes.length,
      what: describe(outcomes),
    }));
  }

  private take(value: unknown, from: KeptPiece['from']): void {
    const piece = pieceSchema.safeParse(value);
    if (piece.success)
      this.found.set(keyOf(piece.data.outcome, piece.data.target), { piece: piece.data, from });
  }
}

function keyOf(
  { dimension, index }: { dimension: number | null | undefined; index: number },
  target: number | null,
): string {
  return `${dimension ?? 'full'} ${index} ${target ?? 'untold'}`;
}

/** `3 in full space; 5 at d = 4; 2 at d = 8`. */
function describe(outcomes: readonly ReplicaOutcome[]): string {
  const counts = new Map<number | null, number>();
  for (const { dimension } of outcomes) counts.set(dimension, (counts.get(dimension) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a ?? 0) - (b ?? 0))
    .map(([dimension, runs]) => `${runs} ${dimension === null ? 'in full space' : `at d = ${dimension}`}`)
    .join('; ');
}
