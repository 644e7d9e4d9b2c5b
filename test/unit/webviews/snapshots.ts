import { readFileSync } from 'node:fs';
import type { DimensionResult } from '../../../src/experiments/result';
import { resultsSnapshotSchema, type ResultsSnapshot } from '../../../src/protocol/resultsPanel';

export function readSnapshot(name: string): ResultsSnapshot {
  const file = new URL(`../../fixtures/snapshots/${name}.json`, import.meta.url);
  return resultsSnapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** What an experiment of the kind intrinsic-dimension found. */
export function dimensionOf({ result }: ResultsSnapshot): DimensionResult {
  if (result?.result.kind === 'intrinsic-dimension') return result.result;
  throw new Error('the fixture has no result of that kind');
}
