import type { z } from 'zod';
import type { Clock } from '../base/clock';
import type { ExperimentKind } from './kind';
import type { RunSpec, runOriginSchema } from './run';
import { specHash } from './specHash';

export interface RunRequest {
  readonly experimentId: string;
  readonly kind: ExperimentKind;
  /** In normal form, as `readSpec` returns it. */
  readonly spec: Record<string, unknown>;
  readonly origin: z.infer<typeof runOriginSchema>;
  /** Runs it extends. */
  readonly reuses?: readonly string[];
  /** Of Marginalia. */
  readonly version: string;
  readonly clock: Clock;
  /** Four random hexadecimal digits: runs that begin in the same millisecond must not share a folder. */
  readonly randomHex: () => string;
}

/** All that a worker needs to know, under a new run id. */
export function prepareRun(request: RunRequest): RunSpec {
  const { experimentId, kind, spec, origin, version, reuses = [] } = request;
  const createdAt = new Date(request.clock.now()).toISOString();
  // 20260102T030405678Z: in order of time, and without the characters that file systems refuse.
  const stamp = createdAt.replace(/[-:.]/g, '');
  return {
    schema: 1,
    runId: `${experimentId}-${stamp}-${request.randomHex()}`,
    experimentId,
    kind: kind.id,
    spec,
    specHash: specHash(kind.id, spec),
    origin,
    createdAt,
    version,
    ...(reuses.length === 0 ? {} : { reuses: [...reuses] }),
  };
}
