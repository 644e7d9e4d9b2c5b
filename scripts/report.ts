/** What a script tells its reader: every step announced, and a sign of life during the long ones. */

const LINE_EVERY_MS = 15_000;

const seconds = (since: number): string => `${Math.round((Date.now() - since) / 1000)} s`;

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs `work` under a label: a ticking line on a terminal, a line now and then anywhere else. */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const terminal = process.stdout.isTTY;
  if (!terminal) say(`${label} …`);
  const timer = setInterval(
    () => {
      if (terminal) process.stdout.write(`\r\x1b[2K${label} … ${seconds(started)}`);
      else say(`${label} … still at it after ${seconds(started)}`);
    },
    terminal ? 1000 : LINE_EVERY_MS,
  );
  if (terminal) process.stdout.write(`${label} …`);
  try {
    const value = await work();
    say(`${terminal ? '\r\x1b[2K' : ''}${label}: done in ${seconds(started)}`);
    return value;
  } catch (error) {
    say(`${terminal ? '\r\x1b[2K' : ''}${label}: failed after ${seconds(started)}`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** An error whose message is all that a person needs: no stack is printed for it. */
export class PlainError extends Error {}

/** Runs a script's main function and turns its outcome into an exit code. */
export function runMain(main: () => Promise<number>): void {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      const stack = error instanceof Error && !(error instanceof PlainError) ? error.stack : undefined;
      process.stderr.write(`${stack ?? text}\n`);
      process.exit(1);
    },
  );
}
