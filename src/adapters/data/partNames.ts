import { readSafetensorsHeader } from '../../science/datasets/safetensorsHeader';
import { listArrays } from './npzArrays';
import { openFile, type RandomAccess } from './randomAccess';

/** Longer headers list more tensors than anyone picks from. */
const longestHeader = 4_000_000;

/**
 * What may be named after `#` of a file: the arrays of an `.npz` or `.safetensors`, as its directory or header lists them,
 * or the numeric columns of a `.parquet`, by its footer; no values are read. Empty for any other file, compressed ones included, which would have to be read whole.
 * @throws `data.missing` or `data.unreadable`.
 */
export async function partNames(absolutePath: string): Promise<readonly string[]> {
  const format = /\.(npz|safetensors|parquet)$/i.exec(absolutePath)?.[1]?.toLowerCase();
  if (format === undefined) return [];
  const file = await openFile(absolutePath, absolutePath, undefined);
  try {
    if (format === 'parquet') {
      const { parquetColumnNames } = await import('./parquetColumnNames');
      return await parquetColumnNames(file, absolutePath);
    }
    return format === 'npz'
      ? [...(await listArrays(file, absolutePath)).keys()]
      : await tensorNames(file, absolutePath);
  } finally {
    await file.close();
  }
}

async function tensorNames(file: RandomAccess, path: string): Promise<readonly string[]> {
  const start = await file.read({ start: 0, length: 8 });
  const length = Number(new DataView(start.buffer, start.byteOffset, 8).getBigUint64(0, true));
  if (length > longestHeader) return [];
  const header = await file.read({ start: 0, length: 8 + length });
  return (readSafetensorsHeader(header, path) ?? []).map(({ name }) => name);
}
