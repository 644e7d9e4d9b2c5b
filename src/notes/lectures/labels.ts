import type { OffsetRange } from '../../base/text';
import { inlineSpans, outsideSpans } from '../outline/inlineSpans';
import { trimRange } from '../outline/lines';
import { arrowSigns, normaliseLabel, wordRole, type LabelRole, type SectionKey } from './words';

/** What a label is: of a section, or of one side of a limitation, or of an answer. */
export type LabelKey = SectionKey | LabelRole;

/** A label at the start of a line, and what follows it there. */
export interface LineLabel {
  readonly key: LabelKey;
  readonly range: OffsetRange;
  readonly rest: OffsetRange;
}

const arrow = String.raw`${arrowSigns}|▶|[-=]+>|\$?\\(?:long)?rightarrow\$?|\$?\\to\$`;
const arrows = new RegExp(String.raw`\s*(?:${arrow})\s*`, 'i');
const joints = new RegExp(
  String.raw`\s*(?:${arrow}|[/&+,·|])\s*|\s+(?:and|or|vs\.?|및|그리고)\s+|(?<=[가-힣])(?:와|과)\s+`,
  'i',
);
const separators = new RegExp(String.raw`[:：]+(?!//)|\s[–—-]+(?=\s)|[–—]|${arrow}|\.(?=\s)|=`, 'gi');
const lead = /^(\*\*|__)(?=\S)((?:(?!\1).)+)\1/;
const lookAt = 200;

/** Tells labels apart: by the words that people use, and by those of the template that is in use. */
export class LectureLabels {
  private readonly known = new Map<string, LabelKey | undefined>();

  /** `own`: what further labels, in normal form, are there for. */
  constructor(private readonly own: ReadonlyMap<string, SectionKey> = new Map()) {}

  /** What a whole line is a label of. Within a section on limitations, plainer words say which side is meant. */
  classify(label: string, within?: 'limitation'): LabelKey | undefined {
    const normal = normaliseLabel(label);
    if (normal === '') return undefined;
    const key = `${within ?? ''}|${normal}`;
    if (this.known.has(key)) return this.known.get(key);
    const found = this.own.get(normal) ?? classify(normal, within);
    if (this.known.size > 5000) this.known.clear();
    this.known.set(key, found);
    return found;
  }

  /** The longest label that the line starts with, as in "Limitation → Fix: …" or "**Why it matters** …". */
  read(text: string, { start, end }: OffsetRange, within?: 'limitation'): LineLabel | undefined {
    const whole = end - start <= lookAt ? this.classify(text.slice(start, end), within) : undefined;
    if (whole) {
      const colon = /[\s:：]*$/u.exec(text.slice(start, end))?.[0].length ?? 0;
      return { key: whole, range: { start, end: end - colon }, rest: { start: end, end } };
    }
    const head = text.slice(start, Math.min(end, start + lookAt));
    const spans = inlineSpans(head, 0, head.length);
    let found: LineLabel | undefined;
    separators.lastIndex = 0;
    for (let match = separators.exec(head); match; match = separators.exec(head)) {
      if (match.index > 90) break;
      // An arrow may be maths itself.
      if (!outsideSpans(spans, match.index) && !match[0].includes('\\')) continue;
      const key = this.classify(head.slice(0, match.index), within);
      if (key) found = lineLabel(text, { start, end }, match.index, match.index + match[0].length, key);
    }
    if (found) return found;
    const strong = lead.exec(head);
    const key = strong?.[2] === undefined ? undefined : this.classify(strong[2], within);
    const length = strong?.[0].length ?? 0;
    return key && lineLabel(text, { start, end }, length, length, key);
  }
}

function lineLabel(
  text: string,
  { start, end }: OffsetRange,
  labelEnd: number,
  restStart: number,
  key: LabelKey,
): LineLabel {
  const range = trimRange(text, start, start + labelEnd);
  const emphasis = /^[*_]+/.exec(text.slice(range.start, range.end))?.[0] ?? '';
  let from = start + restStart;
  // "**prev:** …": what opened the emphasis before the colon closes behind it.
  if (emphasis !== '' && text.startsWith(emphasis, from)) from += emphasis.length;
  // "**prev**: **…**" is two.
  return { key, range, rest: trimRange(text, from, end) };
}

function classify(label: string, within: 'limitation' | undefined): LabelKey | undefined {
  const whole = wordRole(label, within);
  if (whole) return whole;
  if (joints.test(label)) {
    const roles = label.split(joints).map((side) => wordRole(side, within));
    const sides = new Set(roles);
    if (!sides.has(undefined)) {
      const [first] = roles;
      if (sides.size === 1) return first;
      if ([...sides].every((role) => role === 'prev' || role === 'fix')) return 'limitation';
      if ([...sides].every((role) => role === 'questions' || role === 'answer' || role === 'fix')) {
        return 'questions';
      }
    }
  }
  const sides = label.split(arrows);
  if (sides.length !== 2) return undefined;
  const [left, right] = sides.map((side) => wordRole(side, 'limitation'));
  return left === 'prev' && right === 'fix' ? 'limitation' : undefined;
}

/** Where the first arrow between words is; undefined where there is none outside code and maths. */
export function findArrow(text: string, { start, end }: OffsetRange): OffsetRange | undefined {
  const line = text.slice(start, end);
  const pattern = new RegExp(
    String.raw`${arrowSigns}|\s[-=]+>(?=\s)|\$\\(?:long)?rightarrow\$|\$\\to\$`,
    'gi',
  );
  let spans: ReturnType<typeof inlineSpans> | undefined;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    spans ??= inlineSpans(line, 0, line.length);
    if (!match[0].startsWith('$') && !outsideSpans(spans, match.index)) continue;
    if (line.slice(0, match.index).trim() === '') continue;
    return { start: start + match.index, end: start + match.index + match[0].length };
  }
  return undefined;
}
