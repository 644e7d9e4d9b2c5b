import { err, ok, type Result } from '../base/result';
import { applyTextEdits, type TextEdit } from '../base/text';
import type { RunResult } from '../experiments/run';
import { readExperimentBlocks } from '../notes/experimentBlocks';
import { readResultMarkers } from '../notes/resultMarkers';
import type { LiveValueError } from './liveValueError';
import { markerEdits } from './markerEdits';

/**
 * The edits that give a note a live table of an experiment's result: below the experiment's block; where the note has
 * such a table, those that bring it up to date, none where it is.
 *
 * @param notePath of the note, relative to the folder that holds `.marginalia`, with `/`.
 */
export function tableEdits(
  noteText: string,
  result: RunResult,
  notePath: string,
): Result<readonly TextEdit[], LiveValueError> {
  const { experimentId } = result;
  const isTable = (marker: { experimentId: string; field: string | undefined; form: string }): boolean =>
    marker.experimentId === experimentId && marker.field === 'table' && marker.form === 'block';
  const latest = (id: string): RunResult | undefined => (id === experimentId ? result : undefined);
  const there = readResultMarkers(noteText).markers.filter(isTable);
  if (there.length > 0) {
    const edits = markerEdits(noteText, latest, notePath);
    return ok(edits.filter(({ range }) => there.some(({ content }) => content.start === range.start)));
  }
  const block = readExperimentBlocks(noteText).find(({ id, closed }) => id === experimentId && closed);
  if (!block) {
    return err({
      message: `The note has no block “${experimentId}” any more.`,
      remedy: 'Put the cursor where the table belongs, and insert the live value there.',
    });
  }
  const lineEnd = /\r\n|\n|\r/.exec(noteText)?.[0] ?? '\n';
  const prefix = continuation(noteText.slice(block.fence.start, block.fence.end));
  const at = endOfLine(noteText, Math.max(block.range.start, block.range.end - 1));
  const before = `${lineEnd}${prefix.trimEnd()}${lineEnd}${prefix}`;
  const opening = `<!-- result ${experimentId}.table -->`;
  const empty = `${before}${opening}${lineEnd}${prefix}<!-- /result -->`;
  const after = isFollowedByText(noteText, at, prefix) ? lineEnd + prefix.trimEnd() : '';
  const insertion = { range: { start: at, end: at }, newText: empty + after };
  const inserted = applyTextEdits(noteText, [insertion]);
  // The edits of the note as it will be: the table's form depends on where it stands.
  const start = at + before.length + opening.length;
  const fill = markerEdits(inserted, latest, notePath).find(({ range }) => range.start === start);
  if (!fill) return err({ message: 'A table cannot stand below this block.', remedy: 'Move the block.' });
  const filled = applyTextEdits(inserted, [fill]);
  return ok([{ ...insertion, newText: filled.slice(at, at + filled.length - noteText.length) }]);
}

/** What the lines after a block begin with: the quote marks and indentation of its fence, a bullet's width left blank. */
function continuation(fence: string): string {
  const prefix = fence.slice(0, fence.search(/`{3}|~{3}/)).replace(/^\uFEFF/, '');
  return prefix.replace(/(?:[-*+]|\d{1,9}[.)])(?=[ \t])/, (bullet) => ' '.repeat(bullet.length));
}

function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function isFollowedByText(text: string, offset: number, prefix: string): boolean {
  const next = /^(?:\r\n|\n|\r)([^\r\n]*)/.exec(text.slice(offset));
  return next !== null && next[1] !== undefined && next[1].replace(prefix.trimEnd(), '').trim() !== '';
}
