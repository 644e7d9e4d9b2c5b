// Writes the data files of the sample workspace. They are in the repository; run this after changing how they are
// made: npx tsx scripts/sampleData.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digitCount, digitImage } from './sampleDigits';
import { digitsHeader, digitsLine, encodeNpy, pointsCsv } from './sampleFormats';
import { digitLayers } from './sampleLayers';
import { noisyBlobs, swissRoll } from './sampleManifolds';

const folder = join(import.meta.dirname, '../media/sample/data');

function digitsCsv(): string {
  const lines = Array.from({ length: digitCount }, (_, row) => digitsLine(digitImage(row)));
  if (new Set(lines).size !== lines.length) throw new Error('two digits are the same: choose another seed');
  return [digitsHeader, ...lines].join('\n') + '\n';
}

mkdirSync(join(folder, 'digit-layers'), { recursive: true });
const files: readonly (readonly [name: string, content: string | Uint8Array])[] = [
  ['digits.csv', digitsCsv()],
  ['swiss-roll.csv', pointsCsv(['x', 'y', 'z'], swissRoll(1500))],
  ['noisy-blobs.npy', encodeNpy(noisyBlobs(24_000, 32))],
  ...[...digitLayers()].map(
    ([name, points]) => [`digit-layers/${name}.npy`, encodeNpy(points, 'f2')] as const,
  ),
];
for (const [name, content] of files) {
  writeFileSync(join(folder, name), content);
  console.log(`${name}: ${content.length} bytes`);
}
