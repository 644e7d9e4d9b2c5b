import { createHash } from 'node:crypto';
import type { TrainingData } from '../science/models/networkObjective';

const hashes = new WeakMap<TrainingData, string>();

/** SHA-256 of the numbers that networks are trained on, and of their split; computed once for each. */
export function trainingDataHash(data: TrainingData): string {
  const known = hashes.get(data);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(`${data.rows} ${data.columns} `);
  for (const { buffer, byteOffset, byteLength } of [data.features, data.answers, data.train, data.test])
    hash.update(`${byteLength} `).update(new Uint8Array(buffer, byteOffset, byteLength));
  const digest = hash.digest('hex');
  hashes.set(data, digest);
  return digest;
}
