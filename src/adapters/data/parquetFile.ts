import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
} from 'hyparquet';
import { throwIfAborted } from '../../base/abort';
import type { DecodedData } from '../../science/datasets/dataDecoder';
import type { DataReadOptions } from '../../science/datasets/dataSet';
import { finishRows } from '../../science/datasets/finishRows';
import { keptRows, ofKept, placesOf } from '../../science/datasets/keptRows';
import type { ArchiveHooks } from './npzFile';
import { asyncBuffer, checkCodecs, compressors, decoding, failure } from './parquetAccess';
import { chooseColumns, describeColumns, type ParquetColumn } from './parquetColumns';
import type { RandomAccess } from './randomAccess';

type Column = ParquetColumn & { readonly width: number; readonly at: number };

/**
 * Columns of an Apache Parquet file: `options.part` names them, else all but the label. A column of lists, such as
 * embeddings, is as many features as its lists are long. One column of one row group is decoded at a time.
 */
export async function readParquet(
  archive: RandomAccess,
  path: string,
  options: DataReadOptions,
  { signal, onProgress }: ArchiveHooks,
): Promise<DecodedData> {
  const file = asyncBuffer(archive, path);
  const metadata = await decoding(path, 'its footer', () =>
    parquetMetadataAsync(file, { geoparquet: false }),
  );
  const rows = Number(metadata.num_rows);
  if (rows === 0) throw failure(path, 'the file holds no rows.', 'Write one row a point.');
  const schema = describeColumns(parquetSchema(metadata));
  const { features, label } = chooseColumns(schema, options.part, options.label, path);
  checkCodecs(metadata, path);
  const source = { file, metadata, path, signal };
  const columns = await withWidths(features, source);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const float32 = columns.every(({ fitsFloat32 }) => fitsFloat32);
  const kept = keptRows(path, { rows, width, bytesEach: float32 ? 4 : 8 }, options);
  const placeOf = placesOf(kept, rows);
  const size = (kept?.length ?? rows) * width;
  const values = float32 ? new Float32Array(size) : new Float64Array(size);
  const labels = label === undefined ? undefined : Array.from({ length: rows }, () => '');

  const steps = metadata.row_groups.length * (columns.length + (label === undefined ? 0 : 1));
  let done = 0;
  for (const [group, range] of rowRanges(metadata).entries()) {
    for (const column of columns) {
      await readCells(source, column.name, group, range, (row, cell) => {
        const place = placeOf(row);
        if (place >= 0) fillCell(values, place * width + column.at, column, cell, row, path);
      });
      onProgress?.(++done / steps);
    }
    if (label === undefined || labels === undefined) continue;
    await readCells(source, label, group, range, (row, cell) => {
      labels[row] = labelOf(cell);
    });
    onProgress?.(++done / steps);
  }
  const names = columns.flatMap((column) =>
    column.kind === 'number'
      ? [column.name]
      : Array.from({ length: column.width }, (_, i) => `${column.name}${i + 1}`),
  );
  const plain = { ...ofKept(kept, rows, labels), width, values, names };
  return finishRows(plain, { ...options, label: undefined }, path);
}

interface Source {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly path: string;
  readonly signal: AbortSignal | undefined;
}

interface RowRange {
  readonly rowStart: number;
  readonly rowEnd: number;
}

function rowRanges({ row_groups }: FileMetaData): RowRange[] {
  let rowStart = 0;
  return row_groups.map(({ num_rows }) => {
    const range = { rowStart, rowEnd: rowStart + Number(num_rows) };
    rowStart = range.rowEnd;
    return range;
  });
}

/** Lists are as long as that of the first row. */
async function withWidths(features: readonly ParquetColumn[], source: Source): Promise<readonly Column[]> {
  const columns: Column[] = [];
  let at = 0;
  for (const column of features) {
    let width = 1;
    if (column.kind === 'list') {
      width = 0;
      await readCells(source, column.name, 0, { rowStart: 0, rowEnd: 1 }, (row, cell) => {
        if (row === 0 && Array.isArray(cell)) width = flat(cell).length;
      });
      if (width === 0) {
        throw failure(
          source.path,
          `row 1 of the column "${column.name}" is an empty list.`,
          'Give every row a list of the same length.',
        );
      }
    }
    columns.push({ ...column, width, at });
    at += width;
  }
  return columns;
}

async function readCells(
  { file, metadata, path, signal }: Source,
  name: string,
  group: number,
  range: RowRange,
  take: (row: number, cell: unknown) => void,
): Promise<void> {
  throwIfAborted(signal);
  const offset = metadata.row_groups[group]?.columns.find(
    ({ meta_data: chunk }) => chunk?.path_in_schema[0] === name,
  )?.meta_data?.data_page_offset;
  const chunks: { rowStart: number; cells: ArrayLike<unknown> }[] = [];
  await decoding(path, `row group ${group + 1} of the column "${name}", at byte ${offset},`, () =>
    parquetRead({
      file,
      metadata,
      ...range,
      columns: [name],
      compressors,
      geoparquet: false,
      onChunk: ({ rowStart, columnData }) => chunks.push({ rowStart, cells: columnData }),
    }),
  );
  let last = range.rowStart;
  for (const { rowStart, cells } of chunks) {
    const end = Math.min(cells.length, range.rowEnd - rowStart);
    for (let i = 0; i < end; i++) take(rowStart + i, cells[i]);
    last = Math.max(last, rowStart + end);
  }
  if (last < range.rowEnd) {
    throw failure(
      path,
      `the column "${name}" ends after row ${last} of ${range.rowEnd}.`,
      'The copy is incomplete: fetch or write it again.',
    );
  }
}

/** A gap becomes NaN, which is seen to with all the others. */
function fillCell(
  values: Float32Array | Float64Array,
  at: number,
  column: Column,
  cell: unknown,
  row: number,
  path: string,
): void {
  if (column.kind === 'number') {
    values[at] = toNumber(cell);
    return;
  }
  if (!Array.isArray(cell)) {
    values.fill(NaN, at, at + column.width);
    return;
  }
  const items = flat(cell);
  if (items.length !== column.width) {
    throw failure(
      path,
      `row ${row + 1} of the column "${column.name}" has ${items.length} values where row 1 has ${column.width}.`,
      'Give every row a list of the same length.',
    );
  }
  items.forEach((item, i) => (values[at + i] = toNumber(item)));
}

function flat(cell: readonly unknown[]): readonly unknown[] {
  return cell.some(Array.isArray) ? cell.flat(Infinity) : cell;
}

function toNumber(cell: unknown): number {
  return cell === null || cell === undefined ? NaN : Number(cell);
}

function labelOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean'
    ? String(cell)
    : '';
}
