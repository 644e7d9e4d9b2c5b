import { parquetMetadataAsync, parquetSchema } from 'hyparquet';
import { asyncBuffer, decoding } from './parquetAccess';
import { describeColumns } from './parquetColumns';
import type { RandomAccess } from './randomAccess';

/** The columns of a Parquet file that hold numbers or lists of them, by its footer alone. Throws `data.unreadable`. */
export async function parquetColumnNames(archive: RandomAccess, path: string): Promise<readonly string[]> {
  const file = asyncBuffer(archive, path);
  const metadata = await decoding(path, 'its footer', () =>
    parquetMetadataAsync(file, { geoparquet: false }),
  );
  return describeColumns(parquetSchema(metadata)).flatMap(({ name, kind }) =>
    kind === 'other' ? [] : [name],
  );
}
