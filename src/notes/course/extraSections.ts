import type { HeadingCandidate } from './headingCandidates';
import type { LocatedHeading } from './locatedHeading';

/**
 * Sections that the table of contents does not list, mostly because it stops at a depth: numbered lines whose number
 * belongs to the chapter they stand in and comes after the last one, and marked headings within a chapter.
 */
export function extraSections(
  listed: readonly LocatedHeading[],
  candidates: readonly HeadingCandidate[],
): readonly LocatedHeading[] {
  const placed = listed.filter(({ missing }) => !missing).sort((a, b) => a.line - b.line);
  const taken = new Set(placed.flatMap(({ line, lastLine }) => range(line, lastLine)));
  const extras: LocatedHeading[] = [];
  let at = -1;
  let chapter: LocatedHeading | undefined;
  let last = '';
  for (const candidate of candidates) {
    for (let next = placed[at + 1]; next && next.line <= candidate.line; next = placed[at + 1]) {
      at++;
      if (next.level !== 'section') chapter = next;
      last = next.level === 'section' ? (next.number ?? '') : '';
    }
    if (taken.has(candidate.line)) continue;
    const { label, title, line, lastLine } = candidate;
    const within = placed[at];
    if (label?.level === 'section' && label.depth >= 2) {
      const own = chapter?.number ?? within?.number?.split('.')[0];
      const isNumbered = label.number.split('.')[0] === own && isAfter(label.number, last);
      if (!isNumbered || (candidate.source === 'plain' && /^\p{Ll}/u.test(title))) continue;
      last = label.number;
      extras.push({
        level: 'section',
        depth: label.depth,
        number: label.number,
        title,
        line,
        lastLine,
        missing: false,
      });
    } else if (!label && candidate.source !== 'plain' && within && within.level !== 'part') {
      extras.push({
        level: 'section',
        depth: within.depth + 1,
        number: undefined,
        title,
        line,
        lastLine,
        missing: false,
      });
    }
  }
  return extras;
}

function isAfter(number: string, before: string): boolean {
  const [a, b] = [number, before].map((each) => each.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return before === '';
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
