import { err, ok, type Result } from '../../base/result';

/** What one line of a program's standard output says. */
export interface ProgramMessage {
  /** Of the whole program, 0 to 1. */
  readonly progress: number | undefined;
  /** What it is doing. */
  readonly message: string | undefined;
  /** Measured now, by name; NaN for what is no finite number. */
  readonly metrics: ReadonlyMap<string, number>;
  /** What the program gives as its last word, by name. */
  readonly result: ReadonlyMap<string, number> | undefined;
}

/** Beyond these a program does not mean metrics. */
const mostNames = 64;
const mostNameLength = 64;
const mostMessage = 200;

/**
 * Decodes a line: a JSON object with `progress`, `message`, `result` (an object) and any numbers, which are metrics. `NaN`
 * and `Infinity`, which Python writes, are read as NaN, `null` too, true and false as 1 and 0; texts and lists under other
 * names are left out. Undefined for an empty line; the error says what the line is instead.
 */
export function decodeMessage(line: string): Result<ProgramMessage | undefined, string> {
  const trimmed = line.trim();
  if (trimmed === '') return ok(undefined);
  if (!trimmed.startsWith('{')) return err(`is no JSON object: ${excerpt(trimmed)}`);
  const value = parseLenient(trimmed);
  if (!isObject(value)) return err(`is no valid JSON: ${excerpt(trimmed)}`);
  const { progress, message, result, ...rest } = value;
  if (progress !== undefined && !(typeof progress === 'number' && progress >= 0 && progress <= 1))
    return err(`has a progress that is no number from 0 to 1: ${excerpt(trimmed)}`);
  if (result !== undefined && !isObject(result))
    return err(`has a result that is no JSON object: ${excerpt(trimmed)}`);
  return ok({
    progress,
    message: typeof message === 'string' ? message.slice(0, mostMessage) : undefined,
    metrics: numbersOf(rest),
    result: result === undefined ? undefined : numbersOf(result),
  });
}

/** `“the first words of it …”`. */
export function excerpt(text: string, most = 80): string {
  const printable = text.replaceAll(/\p{Cc}/gu, ' ');
  return printable.length <= most ? `“${printable}”` : `“${printable.slice(0, most - 1)}…”`;
}

function numbersOf(object: Readonly<Record<string, unknown>>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const [name, value] of Object.entries(object)) {
    if (numbers.size === mostNames) break;
    if (name.length > mostNameLength) continue;
    if (typeof value === 'number') numbers.set(name, Number.isFinite(value) ? value : NaN);
    else if (value === null) numbers.set(name, NaN);
    else if (typeof value === 'boolean') numbers.set(name, value ? 1 : 0);
  }
  return numbers;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined where it is no JSON, with Python's words for numbers that JSON lacks. */
function parseLenient(text: string): unknown {
  const strict = parse(text);
  if (strict !== undefined || !/NaN|Infinity/u.test(text)) return strict;
  // Of texts and those words, the words alone.
  return parse(
    text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gu, (found) =>
      found.startsWith('"') ? found : 'null',
    ),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
