import { readFileSync } from 'node:fs';
import { resultsSnapshotSchema, type ResultsSnapshot } from '../../../src/protocol/resultsPanel';

export function readSnapshot(name: string): ResultsSnapshot {
  const file = new URL(`../../fixtures/snapshots/${name}.json`, import.meta.url);
  return resultsSnapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
