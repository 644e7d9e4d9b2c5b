import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CodedError } from '../../base/errors';
import type { DataSet } from '../../science/datasets/dataSet';
import { idxLabelNames } from '../../science/datasets/idxDecoder';

/**
 * The classes in the file of labels beside a file of images; undefined where there is none.
 *
 * @param path as the user wrote it, for messages.
 * @param read reads the file of labels, as any other.
 */
export async function readIdxLabels(
  absolutePath: string,
  path: string,
  read: (absolutePath: string, path: string) => Promise<DataSet>,
): Promise<readonly string[] | undefined> {
  const name = basename(absolutePath);
  for (const candidate of idxLabelNames(name)) {
    const beside = join(dirname(absolutePath), candidate);
    const exists = await access(beside).then(
      () => true,
      () => false,
    );
    if (!exists) continue;
    const shown = path.endsWith(name) ? path.slice(0, -name.length) + candidate : beside;
    const { matrix } = await read(beside, shown);
    if (matrix.columns === 1) return Array.from(matrix.values, String);
    throw new CodedError('data.unreadable', `it has ${matrix.columns} values a row, and a label is one.`, {
      remedy: 'Put the labels that belong to the images beside them, or rename this file.',
      location: { file: shown },
    });
  }
  return undefined;
}
