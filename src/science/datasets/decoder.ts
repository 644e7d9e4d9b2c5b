import { CodedError } from '../../base/errors';
import type { DataDecoder, DataSource } from './dataDecoder';
import type { DataReadOptions } from './dataSet';
import { DelimitedDecoder } from './delimitedDecoder';
import { dataEndings, formatOf } from './formats';
import { NpyDecoder } from './npyDecoder';

/** Formats that are read from anywhere in the file, not from front to back. */
export type ArchiveFormat = 'npz';

/**
 * The decoder for a file's bytes, decompressed, by its name; the format itself where it needs an archive's reader.
 * Throws `data.unsupported` where the name tells no format.
 */
export function createDecoder(source: DataSource, options: DataReadOptions): DataDecoder | ArchiveFormat {
  const format = formatOf(source.path)?.format;
  switch (format) {
    case 'npz':
      return format;
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
