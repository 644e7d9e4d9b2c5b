import type { ExperimentKind, Keeps } from './kind';
import { findKind } from './registry';
import type { Run } from './run';
import { canResume, isActive } from './runEvents';

/** Whether pausing the run loses nothing: it goes on, and its kind keeps what is done. */
export function isPausable(run: Run): boolean {
  return isActive(run) && keeps(run);
}

/** Whether the run can be taken up again with what it has kept. */
export function isResumable(run: Run): boolean {
  return canResume(run) && keeps(run);
}

/** Whether more of the same can be asked of the run, once it does not go on. */
export function isExtendable(run: Run): boolean {
  return !isActive(run) && decoded(run, (kind, spec) => kind.extension?.by(spec)) !== undefined;
}

/** Whether the kind of the run keeps what is done. */
export function keeps(run: Pick<Run, 'spec'>): boolean {
  return (decoded(run, howKept) ?? false) !== false;
}

/** How a kind keeps the pieces of a run of this spec. */
export function howKept(kind: ExperimentKind, spec: Record<string, unknown>): Keeps {
  const { keeps: how = false } = kind;
  return typeof how === 'function' ? how(spec) : how;
}

/** Undefined for a run of a kind, or of options, that this version does not know. */
function decoded<T>(
  { spec: { kind: id, spec } }: Pick<Run, 'spec'>,
  ask: (kind: ExperimentKind, spec: Record<string, unknown>) => T,
): T | undefined {
  const kind = findKind(id);
  const parsed = kind?.schema.safeParse(spec);
  return kind && parsed?.success ? ask(kind, parsed.data) : undefined;
}
