import { CodedError } from '../../base/errors';
import type { DataDecoder, DataSource } from './dataDecoder';
import type { DataReadOptions } from './dataSet';
import { CifarDecoder } from './cifarDecoder';
import { DelimitedDecoder } from './delimitedDecoder';
import { dataEndings, formatOf } from './formats';
import { IdxDecoder } from './idxDecoder';
import { NpyDecoder } from './npyDecoder';
import { SafetensorsDecoder } from './safetensorsDecoder';

/** Formats that are read from anywhere in the file, not from front to back. */
export type ArchiveFormat = 'npz' | 'parquet';

/**
 * The decoder for a file's bytes, decompressed, by its name; the format itself where it needs an archive's reader.
 * Throws `data.unsupported` where the name tells no format.
 *
 * @param labels of the points, where a file beside has them (IDX).
 */
export function createDecoder(
  source: DataSource,
  options: DataReadOptions,
  labels?: readonly string[],
): DataDecoder | ArchiveFormat {
  const format = formatOf(source.path)?.format;
  switch (format) {
    case 'npz':
    case 'parquet':
      return format;
    case 'csv':
      return new DelimitedDecoder(source, options);
    case 'tsv':
      return new DelimitedDecoder(source, options, '\t');
    case 'npy':
      return new NpyDecoder(source, options);
    case 'safetensors':
      return new SafetensorsDecoder(source, options);
    case 'idx':
      return new IdxDecoder(source, options, labels);
    case 'cifar':
      return new CifarDecoder(source, options);
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
