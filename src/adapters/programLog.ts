import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes that all logs of one run may still take. */
export interface LogBudget {
  left: number;
}

/** Kept of each log: its beginning as it comes, then its end. */
const mostHead = 256 << 10;
const mostTail = 64 << 10;
/** Of the end, what a message tells. */
const mostLines = 3;
const mostLineLength = 200;

/** What a program writes to standard error, in a file that has an end however much that is. */
export class ProgramLog {
  private file: WriteStream | undefined;
  private head = 0;
  private tail = Buffer.alloc(0);
  private left = 0;
  private lost: Error | undefined;

  constructor(
    private readonly path: string,
    private readonly budget: LogBudget,
  ) {}

  write(piece: Buffer): void {
    const room = Math.max(0, Math.min(mostHead - this.head, this.budget.left));
    if (room > 0) this.append(piece.subarray(0, room));
    this.head += Math.min(room, piece.length);
    this.left += Math.max(0, piece.length - room);
    const joined = Buffer.concat([this.tail, piece.subarray(-mostTail)]);
    this.tail = Buffer.from(joined.subarray(-mostTail));
  }

  /** The last lines that are not empty, without the escapes of terminals. */
  get lastLines(): readonly string[] {
    const text = this.tail.toString('utf8').replaceAll(/\u001b\[[\d;?]*[A-Za-z]/gu, '');
    return text
      .split(/[\r\n]+/u)
      .map((line) => line.replaceAll(/\p{Cc}/gu, ' ').trimEnd())
      .filter((line) => line.trim() !== '')
      .slice(-mostLines)
      .map((line) => (line.length > mostLineLength ? `${line.slice(0, mostLineLength - 1)}…` : line));
  }

  /** Resolves once all is on the disk; a disk that is full costs the log alone. */
  async close(): Promise<void> {
    if (this.left > 0) {
      const end = this.tail.subarray(-Math.min(this.left, mostTail));
      this.append(Buffer.from(`\n… ${this.left - end.length} bytes left out …\n`));
      this.append(end);
    }
    const { file } = this;
    if (file === undefined || this.lost !== undefined) return;
    await new Promise<void>((resolve) => {
      file.once('error', () => resolve());
      file.end(() => resolve());
    });
  }

  private append(piece: Buffer): void {
    if (this.file === undefined) {
      mkdirSync(dirname(this.path), { recursive: true });
      this.file = createWriteStream(this.path, { flags: 'a' });
      this.file.on('error', (error) => (this.lost = error));
    }
    this.budget.left -= piece.length;
    if (this.lost === undefined) this.file.write(piece);
  }
}
