import { isMap, isScalar } from 'yaml';
import { err, ok, type Result } from '../base/result';
import type { TextEdit } from '../base/text';
import type { ExperimentBlock } from '../notes/experimentBlock';
import type { ExperimentKind } from './kind';
import type { Run } from './run';
import { isActive } from './runEvents';
import { specHash } from './specHash';
import { parseYamlBody } from './yamlBody';

/**
 * The run whose pieces a new one of this spec may take: the newest that differs from it in how much it asks for and in
 * nothing else. One that asks for the very same gives none: who runs a block again wants it done again.
 *
 * @param runs of the experiment, newest first.
 */
export function extendedRun(
  kind: ExperimentKind,
  spec: Record<string, unknown>,
  runs: readonly Run[],
): string | undefined {
  const { extension } = kind;
  if (extension === undefined) return undefined;
  const rest = (options: Record<string, unknown>): string =>
    specHash(
      kind.id,
      Object.fromEntries(Object.entries(options).filter(([key]) => !extension.keys.includes(key))),
    );
  const mine = specHash(kind.id, spec);
  const before = runs.find(
    (run) => run.spec.kind === kind.id && !isActive(run) && rest(run.spec.spec) === rest(spec),
  );
  return before === undefined || before.spec.specHash === mine ? undefined : before.spec.runId;
}

/** What asking for more of a run changes: the option, its new value, and the spec that has it. */
export interface MoreOf {
  readonly key: string;
  readonly value: number;
  readonly spec: Record<string, unknown>;
}

/** The spec with so many more; a sentence where that is no number of more, or too many. */
export function moreOf(
  kind: ExperimentKind,
  spec: Record<string, unknown>,
  more: number,
): Result<MoreOf, string> {
  const asked = kind.extension?.by(spec);
  if (asked === undefined) return err(`Runs of kind ${kind.id} cannot be extended.`);
  const { key, now, most } = asked;
  if (!Number.isInteger(more) || more < 1) return err('Give a whole number, at least 1.');
  if (now + more > most) return err(`There are ${now}: at most ${most - now} more can be asked for.`);
  return ok({ key, value: now + more, spec: { ...spec, [key]: now + more } });
}

/** An edit of the note that sets an option of a block to a number, in its place or on a line of its own at the end. */
export function setOption(
  note: string,
  block: ExperimentBlock,
  key: string,
  value: number,
): TextEdit | undefined {
  const body = parseYamlBody(block);
  const root = body.document.contents;
  if (!isMap(root) || root.flow === true) return undefined;
  for (const pair of root.items) {
    if (!isScalar(pair.key) || pair.key.value !== key) continue;
    const at = isScalar(pair.value) ? pair.value.range : undefined;
    return at ? { range: body.toNote(at[0], at[1]), newText: String(value) } : undefined;
  }
  const first = block.lines.find(({ start, end }) => note.slice(start, end).trim() !== '');
  const last = block.lines.findLast(({ start, end }) => note.slice(start, end).trim() !== '');
  if (first === undefined || last === undefined) return undefined;
  // The quote marks and the indentation of the block's own lines.
  const lineStart = note.lastIndexOf('\n', first.start - 1) + 1;
  const indent = /^\s*/.exec(note.slice(first.start, first.end))?.[0] ?? '';
  const newline = note.slice(0, lineStart).endsWith('\r\n') ? '\r\n' : '\n';
  const newText = `${newline}${note.slice(lineStart, first.start)}${indent}${key}: ${value}`;
  return { range: { start: last.end, end: last.end }, newText };
}
