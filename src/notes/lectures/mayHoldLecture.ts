import { afterLineEnd, lineEnd } from '../outline/lineEnds';

/** Whoever writes notes on a lecture writes less: larger files are exports or logs. */
const longest = 600_000;
const lookAt = 60;

/** A sign a group: of meta, of parts, of what stands in a part, and of questions. */
const signs =
  /(\b(?:course|class|date|lecturer|speaker|instructor|professor|source|meta)\b|강의명|강사|교수|날짜|일자|과목|메타)|(\b(?:part|section|chapter|segment|unit)\b|파트|섹션|챕터|\d ?[부장])|(limit|problem|issue|\bprev|drawback|weakness|shortcoming|\bfix|solution|한계|문제|이전|단점|해결)|(\bflow\b|story|progress|develop|walkthrough|narrative|흐름|전개|진행)|(\bterm|glossary|vocabulary|definitions|jargon|용어|단어장|개념)|(\bwhy\b|importan|significance|relevance|motivation|so what|왜 |중요|의의|필요)|(question|confus|clarif|\bq\b|doubt|unclear|faq|qna|질문|궁금|헷갈|의문|모르)/i;
const ofParts = 0b0111100;

/**
 * Whether a note may follow the lecture template: three different signs at the starts of its lines, one of a part's
 * sections among them. Cheap, for the thousands of notes that hold no lecture; the reading itself has the last word.
 */
export function mayHoldLecture(text: string): boolean {
  if (text.length > longest) return false;
  let found = 0;
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    if (mayBeLabel(text, at, end)) {
      const match = signs.exec(text.slice(at, Math.min(end, at + lookAt)));
      if (match) {
        for (let group = 1; group <= 7; group++) if (match[group] !== undefined) found |= 1 << (group - 1);
        if ((found & ofParts) !== 0 && countBits(found) >= 3) return true;
      }
    }
    at = afterLineEnd(text, end);
  }
  return false;
}

/** Labels open headings, bullets, table rows and bold lines, end in a colon, or are short lines of their own. */
function mayBeLabel(text: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  if (end - start <= lookAt) return true;
  let at = start;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  if ('#-*+>|•_0123456789('.includes(text[at] ?? ' ')) return true;
  const colon = text.slice(at, at + lookAt).search(/[:：]/);
  return colon >= 0;
}

function countBits(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest &= rest - 1) count++;
  return count;
}
