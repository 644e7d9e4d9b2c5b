import type { OutputLine } from './lineSplitter';

/** A program of the user's own as a spec asks for it. */
export interface ProgramStart {
  /** The program and its arguments; no shell reads them. */
  readonly argv: readonly string[];
  /** The folder it starts in, as the spec names it; undefined for that of the note. */
  readonly folder: string | undefined;
  /** Added to the environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How one process ended. */
export interface ProgramEnd {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it was stopped, where Marginalia stopped it. */
  readonly stopped: 'timeout' | 'flood' | undefined;
  readonly seconds: number;
  /** The last lines it wrote to standard error that are not empty. */
  readonly lastWords: readonly string[];
}

export interface ProgramHooks {
  /** Its standard error goes to a log of this name. */
  readonly name: string;
  readonly timeoutSeconds: number;
  /** A line of standard output, as it comes. */
  readonly onLine: (line: OutputLine) => void;
  readonly signal: AbortSignal;
}

/** Starts the one program that whoever started this run has allowed, as often as it is asked to. */
export interface ProgramBackend {
  /**
   * Starts the program, writes `input` to its standard input, and resolves when it and all it started are gone. Aborted,
   * it stops them all within a quarter of a second and rejects with an `AbortedError`. Throws `program.missing` where
   * there is no such program.
   */
  run(input: string, hooks: ProgramHooks): Promise<ProgramEnd>;
  /** Those of its words that name files of its folder, relative to the root: the script it runs. */
  readonly ownFiles: readonly string[];
}
