import { capitalised } from '../base/text';
import { err, ok, type Result } from '../base/result';
import { suggest } from '../base/suggest';
import { describeIssue, nearestIssues } from './describeIssue';
import type { ExperimentKind } from './kind';

/** What is wrong with one option of a spec. */
export interface OptionFault {
  /** An `option` the kind does not have, a `value` it cannot take, one that is `missing`. */
  readonly type: 'option' | 'value' | 'missing';
  /** Empty where the fault lies in how several options go together. */
  readonly key: string;
  /** Which item of a list, from 0, where one is to blame. */
  readonly item: number | undefined;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Checks a kind's options, as a block, a command line or a caller gives them, and fills in the defaults. The value is
 * the spec in normal form; the error every fault, each with what to do about it.
 */
export function checkOptions(
  kind: ExperimentKind,
  given: Readonly<Record<string, unknown>>,
): Result<Record<string, unknown>, readonly OptionFault[]> {
  const known = Object.keys(kind.schema.shape);
  const faults = Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => unknownOption(kind, key, known));
  const options = Object.fromEntries(Object.entries(given).filter(([key]) => known.includes(key)));
  const parsed = kind.schema.safeParse(options);
  if (parsed.success) return faults.length === 0 ? ok(parsed.data) : err(faults);
  for (const issue of nearestIssues(parsed.error.issues)) {
    const key = typeof issue.path[0] === 'string' ? issue.path[0] : '';
    const item = typeof issue.path[1] === 'number' ? issue.path[1] : itemToBlame(kind, key, options[key]);
    const value = issue.path.reduce<unknown>(memberOf, options);
    const description = describeIssue(issue, value);
    faults.push({
      type: value === undefined ? 'missing' : 'value',
      key,
      item,
      message: issue.code === 'custom' ? capitalised(description) : `“${key}” ${description}`,
      remedy: optionHelp(kind, key),
    });
  }
  return err(faults);
}

function unknownOption(kind: ExperimentKind, key: string, known: readonly string[]): OptionFault {
  const near = suggest(key, known);
  return {
    type: 'option',
    key,
    item: undefined,
    message: `${kind.id} has no option “${key}”.`,
    remedy: `${near === undefined ? '' : `Did you mean “${near}”? `}The options: ${known.join(', ')}.`,
  };
}

/** Of a list that is refused as a whole, the item that is refused alone. */
function itemToBlame(kind: ExperimentKind, key: string, value: unknown): number | undefined {
  const schema: unknown = kind.schema.shape[key];
  if (!Array.isArray(value) || !canParse(schema)) return undefined;
  // Halves of an item that YAML split at a comma within brackets are no use alone, and not to blame for it.
  const index = value.findIndex(
    (item) => !/^[^()]*\([^()]*$|^[^()]*\)/.test(String(item)) && !schema.safeParse([item]).success,
  );
  return index < 0 ? undefined : index;
}

function canParse(schema: unknown): schema is { safeParse(value: unknown): { success: boolean } } {
  return typeof schema === 'object' && schema !== null && 'safeParse' in schema;
}

/** What an option takes, by its own description. */
function optionHelp(kind: ExperimentKind, key: string): string {
  const schema: unknown = kind.schema.shape[key];
  const description =
    typeof schema === 'object' && schema !== null && 'description' in schema ? schema.description : undefined;
  return typeof description === 'string' && description !== '' ? `${key}: ${description}.` : '';
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}
