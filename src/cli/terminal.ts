import { describeError, serialiseError } from '../base/errors';
import { isAbort } from '../base/abort';

/** The terminal as a port, so that verbs can be tested without a process. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether standard error is a terminal: progress is drawn only there. */
  readonly isTty: boolean;
  /** Asks a question that is answered by y or n; undefined where there is no terminal to ask at. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What the shell is told: 1 a failure that was explained, 2 a command line that makes no sense, 130 Ctrl-C. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, cancelled: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a verb with a code of its own after it has said why. */
export class ExitError extends Error {
  constructor(readonly code: ExitCode) {
    super(`exit ${code}`);
    this.name = 'ExitError';
  }
}

/** Tells a failure: a line for people on standard error, with `--json` also an object on standard output. */
export function reportFailure(io: Io, error: unknown, json: boolean): ExitCode {
  if (error instanceof ExitError) return error.code;
  if (isAbort(error)) {
    io.stderr('Cancelled.\n');
    return exitCodes.cancelled;
  }
  const serialised = serialiseError(error);
  io.stderr(`marginalia: ${describeError(error)}\n`);
  if (json) io.stdout(`${JSON.stringify({ error: serialised })}\n`);
  return serialised.code === 'usage' ? exitCodes.usage : exitCodes.failed;
}

const barWidth = 24;

/** One line on standard error that redraws itself; silent where that is no terminal. */
export class ProgressLine {
  private shown = '';

  constructor(private readonly io: Io) {}

  /** @param fraction 0 to 1. */
  show(fraction: number, message: string): void {
    if (!this.io.isTty) return;
    const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth);
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
    const percent = `${Math.floor(fraction * 100)} %`.padStart(5);
    const line = `${bar} ${percent}  ${message}`;
    if (line === this.shown) return;
    this.io.stderr(`\r\u001b[K${line}`);
    this.shown = line;
  }

  clear(): void {
    if (this.shown !== '') this.io.stderr('\r\u001b[K');
    this.shown = '';
  }
}
