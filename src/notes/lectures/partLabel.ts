import type { OffsetRange } from '../../base/text';
import { trimRange } from '../outline/lines';

/** "Part 2: straight sheets": what a heading says of the part it opens. */
export interface PartLabel {
  /** Undefined where it has another name than a number. */
  readonly number: number | undefined;
  /** "Part 2", as written. */
  readonly name: OffsetRange;
  readonly title: OffsetRange | undefined;
}

const ordinals = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'.split('|');
const places = 'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth'.split('|');
const unit = 'part|pt\\.?|section|sec\\.?|segment|chapter|ch\\.?|unit|block|episode|파트|섹션|챕터|단원|부분';
const number = `\\d{1,3}(?:[.-]\\d{1,3})*|[ivxl]{1,7}|[a-h]|${ordinals.join('|')}`;
const dress = '[\\s*_#\\[(〈【\\p{Extended_Pictographic}\\ufe0f]*';
const named = new RegExp(`^${dress}((?:${unit})[ \\t]*[#№.-]?[ \\t]*(${number})(?![\\p{L}\\p{N}]))`, 'iu');
const numberFirst = new RegExp(
  `^${dress}((?:제[ \\t]*)?(\\d{1,3})[ \\t]*(?:부|장|파트|섹션|챕터|번째 파트)(?![\\p{L}\\p{N}])|(?:the[ \\t]+)?(${places.join('|')})[ \\t]+(?:part|section)(?![\\p{L}\\p{N}]))`,
  'iu',
);
const lookAt = 120;
const afterName = /^[\s*_\])〉】]*[.:：–—|·,-]*[\s*_]*/u;

/** Reads a heading or a bullet that names a part of a lecture; undefined for any other. */
export function readPartLabel(
  text: string,
  { start, end }: OffsetRange,
  isHeading: boolean,
): PartLabel | undefined {
  const head = text.slice(start, Math.min(end, start + lookAt));
  const match = named.exec(head) ?? numberFirst.exec(head);
  if (!match?.[1]) return undefined;
  const nameEnd = match.index + match[0].length;
  const nameStart = nameEnd - match[1].length;
  const after = head.slice(nameEnd);
  const gap = afterName.exec(after)?.[0] ?? '';
  // A bullet "Part 2 of the course shows …" is a sentence, "Part 2 Sheets" is a title.
  if (!isHeading && /^\s+\p{Ll}/u.test(after) && gap.trim() === '') return undefined;
  const title = trimRange(text, start + nameEnd + gap.length, closingEmphasis(text, end));
  return {
    number: numberOf(match[2] ?? match[3] ?? ''),
    name: { start: start + nameStart, end: start + nameEnd },
    title: title.start < title.end ? title : undefined,
  };
}

function closingEmphasis(text: string, end: number): number {
  let at = end;
  while (at > 0 && /[*_#]/.test(text[at - 1] ?? '')) at--;
  return at;
}

function numberOf(written: string): number | undefined {
  const lower = written.toLowerCase();
  const word = Math.max(ordinals.indexOf(lower), places.indexOf(lower));
  if (word >= 0) return word + 1;
  if (/^\d/.test(lower)) return Number.parseFloat(lower.replace('-', '.'));
  return romanNumber(lower);
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 };

function romanNumber(written: string): number | undefined {
  let sum = 0;
  for (let i = 0; i < written.length; i++) {
    const value = romanDigits[written[i] ?? ''] ?? 0;
    const next = romanDigits[written[i + 1] ?? ''] ?? 0;
    sum += value < next ? -value : value;
  }
  return sum > 0 ? sum : undefined;
}
