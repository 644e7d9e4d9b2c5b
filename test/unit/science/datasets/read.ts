import type { DataReadOptions } from '../../../../src/science/datasets/dataSet';
import type { DecodedData } from '../../../../src/science/datasets/dataDecoder';
import { createDecoder } from '../../../../src/science/datasets/decoder';

const defaults: DataReadOptions = { header: 'auto', label: undefined, missing: 'error', maxBytes: 2 ** 30 };

/** Decodes bytes or text, in pieces of the given length, as the file of that name. */
export function read(
  path: string,
  content: string | Uint8Array,
  options: Partial<DataReadOptions> = {},
  piece = Infinity,
): DecodedData {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const decoder = createDecoder({ path, bytes: bytes.length }, { ...defaults, ...options });
  if (typeof decoder === 'string') throw new Error(`${path} is an archive`);
  const step = Math.min(piece, bytes.length) || 1;
  for (let at = 0; at < bytes.length; at += step) decoder.push(bytes.subarray(at, at + step));
  return decoder.finish();
}

/** The matrix as nested rows. */
export function rowsOf({ matrix: { rows, columns, values } }: DecodedData): number[][] {
  return Array.from({ length: rows }, (_, i) => [...values.subarray(i * columns, (i + 1) * columns)]);
}

/** What reading throws. */
export function failure(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
