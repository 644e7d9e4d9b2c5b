import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import { looksLikeHeader } from '../../science/datasets/cells';
import { formatOf } from '../../science/datasets/formats';

/** Of a file's beginning, enough for two rows of most tables. */
const headBytes = 1 << 18;

/**
 * The columns of a table of text: their names, or where its first row names none their indices from 0. Undefined of
 * compressed files and of other formats.
 */
export async function columnNames(path: string): Promise<readonly string[] | undefined> {
  const format = formatOf(path);
  if (format === undefined || format.gzipped || !['csv', 'tsv'].includes(format.format)) return undefined;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const { data } = Papa.parse<string[]>(buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/u, ''), {
      preview: 2,
      skipEmptyLines: true,
    });
    const [first = [], second] = data;
    return looksLikeHeader(first, second) ? first : first.map((_, i) => String(i));
  } finally {
    await file.close();
  }
}
