import type { OffsetRange } from '../../base/text';
import { inlineSpans, outsideSpans } from '../outline/inlineSpans';
import { trimRange } from '../outline/lines';
import type { TermName } from './lecture';
import { displayText, withoutMarks } from './passages';

/** A line that may define a term: its name or names, and what is said of it on the line. */
export interface TermLine {
  readonly names: readonly TermName[];
  /** Undefined where the line is the name alone. */
  readonly definition: OffsetRange | undefined;
  /** Whether the line itself says that it is an entry: by emphasis, a colon, a dash. */
  readonly marked: boolean;
}

const separators =
  /[:：]=?(?=\s|$|[^\p{L}\p{N}/\\])|：|(?<=\p{Script=Hangul}):|\s:=?(?=\s|\S)|\s[–—-]{1,3}(?=\s)|—|\s(?:=|≡|:=|⇔|<=>|↔|⟺|→|⇒|->|=>)(?=\s|$)|→|⇒|≡|↔|⟺|\t+/gu;
/** ":=" defines, and equates nothing. */
const equating = /(?<!:)=|[≡⇔↔⟺]|<=>/;
const lead = /^(\*\*|__|`|==)(?=\S)((?:(?!\1).){1,120}?)\1/;
const longestName = 90;
const mostWords = 10;
const lookAt = 300;

/** Reads "term: …", "**term** — …", "term (short form) = …" and the like; undefined for what is no name. */
export function readTermLine(text: string, { start, end }: OffsetRange): TermLine | undefined {
  const head = text.slice(start, Math.min(end, start + lookAt));
  const emphasised = lead.exec(head);
  const spans = inlineSpans(head, 0, head.length).filter(
    ({ kind, range }) => kind !== 'code' || range.start > 0,
  );
  let depth = 0;
  let seen = 0;
  separators.lastIndex = 0;
  for (let match = separators.exec(head); match; match = separators.exec(head)) {
    if (match.index === 0 || match.index > longestName) break;
    for (; seen < match.index; seen++) depth = Math.max(0, depth + bracket(head[seen] ?? ''));
    if (depth > 0 || !outsideSpans(spans, match.index)) continue;
    // "**term:** …" has its colon within the emphasis.
    const names = readNames(text, { start, end: start + match.index });
    if (names.length === 0) return undefined;
    let from = start + match.index + match[0].length;
    const open = /^(?:\*\*|__|==)/.exec(head)?.[0];
    if (open !== undefined && text.startsWith(open, from)) from += open.length;
    const definition = trimRange(text, from, end);
    const equal = equating.test(match[0]) ? equatedName(text, definition) : undefined;
    return {
      names: equal ? [...names, equal] : names,
      definition: definition.start < definition.end ? definition : undefined,
      marked: true,
    };
  }
  const nameEnd = emphasised ? start + emphasised[0].length : end;
  const bracketed = emphasised
    ? /^\s*\([^()]{1,80}\)/.exec(head.slice(emphasised[0].length))?.[0]
    : undefined;
  const names = readNames(text, { start, end: nameEnd + (bracketed?.length ?? 0) });
  if (names.length === 0) return undefined;
  const rest = trimRange(text, Math.min(end, nameEnd + (bracketed?.length ?? 0)), end);
  return {
    names,
    definition: rest.start < rest.end ? rest : undefined,
    marked: emphasised !== null,
  };
}

function bracket(character: string): number {
  if ('([{（'.includes(character)) return 1;
  return ')]}）'.includes(character) ? -1 : 0;
}

/** "Evidence lower bound (ELBO)", "ELBO / evidence lower bound": the names that a stretch of a line gives. */
export function readNames(text: string, whole: OffsetRange): readonly TermName[] {
  const range = trimRange(text, whole.start, whole.end);
  const written = text.slice(range.start, range.end);
  if (written.length > longestName + 40) return [];
  const found: TermName[] = [];
  const add = (start: number, end: number): void => {
    const name = nameAt(text, trimRange(text, range.start + start, range.start + end), false);
    if (name && !found.some((other) => other.text === name.text)) found.push(name);
  };
  const brackets = /[(（]([^()（）]{1,80})[)）][\s*_`]*$/u.exec(written);
  const main = brackets ? written.slice(0, brackets.index) : written;
  const inner = brackets?.[1] ?? '';
  let from = 0;
  for (const joint of main.matchAll(
    /\s+\/\s+|\s*,\s+(?:aka|a\.k\.a\.|also|or|또는|혹은)\s+|\s+(?:aka|a\.k\.a\.|or|또는|혹은)\s+/giu,
  )) {
    add(from, joint.index);
    from = joint.index + joint[0].length;
  }
  add(from, main.length);
  if (brackets && found.length > 0 && !/[.!?]/.test(inner)) {
    const at = brackets.index + brackets[0].indexOf(inner);
    let innerFrom = 0;
    for (const joint of inner.matchAll(/\s*[,;/]\s*/g)) {
      add(at + innerFrom, at + joint.index);
      innerFrom = joint.index + joint[0].length;
    }
    add(at + innerFrom, at + inner.length);
  }
  return found;
}

function equatedName(text: string, definition: OffsetRange): TermName | undefined {
  const written = text.slice(definition.start, Math.min(definition.end, definition.start + longestName));
  if (/^[*_]*(?:\$|\\[([])/.test(written)) return undefined;
  const end = /[(（.,;:]|\s[–—-]\s|$/.exec(written)?.index ?? written.length;
  const range = trimRange(text, definition.start, definition.start + end);
  return text.slice(range.start, range.end).split(/\s+/).length <= 5 ? nameAt(text, range, true) : undefined;
}

/** A name as its letters: emphasis and quotes around it left out. Undefined for a sentence and for nothing. */
function nameAt(text: string, range: OffsetRange, equated: boolean): TermName | undefined {
  let { start, end } = range;
  while (start < end && /[*_`"'“”‘’=~\s]/u.test(text[start] ?? '')) start++;
  while (end > start && /[*_`"'“”‘’=~\s:：.,;]/u.test(text[end - 1] ?? '')) end--;
  const written = text.slice(start, end);
  if (written === '' || written.length > longestName || written.split(/\s+/).length > mostWords)
    return undefined;
  if (!/[\p{L}\p{N}]/u.test(withoutMarks(written)) || /[.!?。]\s/u.test(written)) return undefined;
  return { range: { start, end }, text: displayText(text, { start, end }), equated };
}
