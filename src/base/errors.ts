/**
 * Every way an operation can fail that a user can do something about. The code is stable: tests, the command
 * line's JSON and the log name it.
 */
export type ErrorCode =
  | 'data.missing'
  | 'data.unreadable'
  | 'data.too-large'
  | 'data.unsupported'
  | 'estimate.impossible'
  | 'experiment.not-found'
  | 'experiment.invalid'
  | 'note.changed'
  | 'note.unreadable'
  | 'run.not-found'
  | 'run.corrupt'
  | 'run.already-running'
  | 'run.not-running'
  | 'run.crashed'
  | 'program.missing'
  | 'program.not-allowed'
  | 'program.failed'
  | 'network.unreachable'
  | 'network.blocked'
  | 'network.rate-limited'
  | 'network.response'
  | 'usage'
  | 'internal';

/** An error meant for a person: what went wrong, and what to do about it. */
export class CodedError extends Error {
  /** What the reader can do next, as a sentence; empty where there is nothing to do. */
  readonly remedy: string;
  /** Where it happened, where that is known: a path as the user wrote it, lines and columns from 1. */
  readonly location: ErrorLocation | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { remedy?: string; location?: ErrorLocation; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CodedError';
    this.remedy = options.remedy ?? '';
    this.location = options.location;
  }
}

export interface ErrorLocation {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}

/** The error as a plain object, as it is stored in a run's events and printed by `--json`. */
export interface SerialisedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
  readonly location?: ErrorLocation;
}

export function serialiseError(error: unknown): SerialisedError {
  if (error instanceof CodedError) {
    return {
      code: error.code,
      message: error.message,
      remedy: error.remedy,
      ...(error.location === undefined ? {} : { location: error.location }),
    };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), remedy: '' };
}

/** `data/digits.csv:12:3: message Remedy.` — the one-line form for terminals, logs and notifications. */
export function describeError(error: unknown): string {
  return describeSerialised(serialiseError(error));
}

/** The same of an error as a plain object. */
export function describeSerialised({ message, remedy, location }: SerialisedError): string {
  const place = location
    ? [location.file, location.line, location.column].filter((part) => part !== undefined).join(':') + ': '
    : '';
  return `${place}${message}${remedy ? ` ${remedy}` : ''}`;
}
