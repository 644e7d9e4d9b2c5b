import { CodedError } from '../../base/errors';
import type { DataDecoder, DataSource } from './dataDecoder';
import type { DataReadOptions } from './dataSet';
import { DelimitedDecoder } from './delimitedDecoder';
import { dataEndings, formatOf } from './formats';
import { NpyDecoder } from './npyDecoder';

/** The decoder for a file's bytes, decompressed, by its name. Throws `data.unsupported` where it tells no format. */
export function createDecoder(source: DataSource, options: DataReadOptions): DataDecoder {
  switch (formatOf(source.path)?.format) {
    case 'csv':
      return new DelimitedDecoder(source, options);
    case 'tsv':
      return new DelimitedDecoder(source, options, '\t');
    case 'npy':
      return new NpyDecoder(source, options);
    case undefined:
      throw unsupported(source.path);
  }
}

function unsupported(path: string): CodedError {
  const extension = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase();
  return new CodedError(
    'data.unsupported',
    extension
      ? `files ending in ${extension} are not read.`
      : 'the file has no extension to tell its format.',
    {
      remedy: `Save the data as one of ${dataEndings.join(', ')}, each with or without .gz.`,
      location: { file: path },
    },
  );
}
