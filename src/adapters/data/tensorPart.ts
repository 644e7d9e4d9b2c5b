import type { DecodedData } from '../../science/datasets/dataDecoder';
import type { DataReadOptions } from '../../science/datasets/dataSet';
import { SafetensorsDecoder } from '../../science/datasets/safetensorsDecoder';
import type { SafeTensor } from '../../science/datasets/safetensorsHeader';
import type { ArchiveHooks } from './npzFile';
import { openFile } from './randomAccess';

/**
 * One tensor of an uncompressed `.safetensors` file, without the bytes of the others: a network's activations are
 * many tensors in one file, and each is read in its turn.
 */
export async function readTensor(
  absolutePath: string,
  path: string,
  { name, start, end }: SafeTensor,
  options: DataReadOptions,
  { signal, onProgress }: ArchiveHooks,
): Promise<DecodedData> {
  const archive = await openFile(absolutePath, path, signal);
  try {
    const decoder = new SafetensorsDecoder({ path, bytes: archive.bytes }, { ...options, part: name });
    const first = await archive.read({ start: 0, length: 8 });
    const header = 8 + Number(new DataView(first.buffer, first.byteOffset).getBigUint64(0, true));
    decoder.push(await archive.read({ start: 0, length: header }));
    decoder.skipTo(start);
    let read = 0;
    for await (const piece of archive.pieces({ start, length: end - start })) {
      decoder.push(piece);
      read += piece.length;
      onProgress?.(read / Math.max(1, end - start));
    }
    return decoder.finish();
  } finally {
    await archive.close();
  }
}
