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
  return !isActive(run) && findKind(run.spec.kind)?.extension !== undefined;
}

/** Whether the kind of the run keeps what is done. */
export function keeps({ spec }: Pick<Run, 'spec'>): boolean {
  return (findKind(spec.kind)?.keeps ?? false) !== false;
}
