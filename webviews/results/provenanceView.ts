import { counted } from '../../src/base/words';
import { formatNumber } from '../../src/plots/numbers';
import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import { describeDuration, describeMoment } from '../shared/time';
import type { Fact } from './facts';

/** Of which run the numbers are, how they were made, and of what. */
export function provenanceFacts(snapshot: ResultsSnapshot): Fact[] {
  const run: Fact[] = [
    { name: 'run', value: snapshot.runId, code: true },
    { name: 'requested', value: describeMoment(snapshot.createdAt, 'seconds') },
  ];
  if (snapshot.result === undefined) return run;
  const { provenance, specHash } = snapshot.result;
  return [
    ...run,
    { name: 'started', value: describeMoment(provenance.startedAt, 'seconds') },
    { name: 'duration', value: describeDuration(provenance.durationMs) },
    { name: 'seed', value: String(provenance.seed), code: true },
    { name: 'backend', value: provenance.backend },
    { name: 'precision', value: provenance.precision },
    ...(provenance.resumed === undefined
      ? []
      : [{ name: 'resumed', value: provenance.resumed === 1 ? 'once' : `${provenance.resumed} times` }]),
    ...(provenance.reused ?? []).map(({ runId, pieces, what }) => ({
      ...{ name: `${counted(pieces, 'run')} from`, value: runId, code: true },
      note: what,
    })),
    ...Object.entries(provenance.versions).map(([name, value]) => ({ name, value: value || 'unknown' })),
    { name: 'spec SHA-256', value: specHash, code: true },
    ...provenance.inputs.map(({ path, sha256, bytes }) => ({
      name: `${path} SHA-256`,
      value: sha256,
      note: describeBytes(bytes),
      code: true,
    })),
  ];
}

function describeBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${formatNumber(bytes / 1000 ** power)} ${units[power] ?? ''}`;
}
