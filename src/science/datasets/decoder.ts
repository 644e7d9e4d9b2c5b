import { CodedError } from '../../base/errors';
import type { DataDecoder, DataSource } from './dataDecoder';
import type { DataReadOptions } from './dataSet';
import { DelimitedDecoder } from './delimitedDecoder';
import { NpyDecoder } from './npyDecoder';

export const supportedExtensions = ['.csv', '.tsv', '.npy'] as const;

/** The decoder for a file by its extension. Throws `data.unsupported` for any other. */
export function createDecoder(source: DataSource, options: DataReadOptions): DataDecoder {
  const extension = /\.[^./\\]+$/.exec(source.path)?.[0].toLowerCase() ?? '';
  switch (extension) {
    case '.csv':
      return new DelimitedDecoder(source, options);
    case '.tsv':
      return new DelimitedDecoder(source, options, '\t');
    case '.npy':
      return new NpyDecoder(source, options);
    default:
      throw new CodedError(
        'data.unsupported',
        extension
          ? `files ending in ${extension} are not read.`
          : 'the file has no extension to tell its format.',
        {
          remedy: `Save the data as one of ${supportedExtensions.join(', ')}.`,
          location: { file: source.path },
        },
      );
  }
}
