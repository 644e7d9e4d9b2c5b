import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Appends values as JSON, one a line, in one write, and flushes them. A last line that a power cut tore stays torn and
 * by itself: it does not swallow the first of these.
 */
export async function appendLines(path: string, values: readonly unknown[]): Promise<void> {
  if (values.length === 0) return;
  const file = await open(path, constants.O_APPEND | constants.O_RDWR | constants.O_CREAT);
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1, '\n');
    if (size > 0) await file.read(last, 0, 1, size - 1);
    const torn = last.toString() !== '\n';
    const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    await file.appendFile(`${torn ? '\n' : ''}${lines}`);
    await file.datasync();
  } finally {
    await file.close();
  }
}
