/**
 * The headings that reading lists stand under unless a setting says otherwise. A `*` stands for any words, so that
 * `* Reading List` is also "Winter reading list".
 */
export const defaultReadingListSections: readonly string[] = [
  'Papers Being Reviewed',
  'Papers to Read',
  'Papers to Review',
  'Papers to Discuss',
  'Papers',
  'Paper List',
  'Related Papers',
  'Relevant Papers',
  'Recommended Papers',
  'Reading List',
  '* Reading List',
  'Reading Queue',
  'Currently Reading',
  'To Read',
  'References',
  'Selected References',
  'Further Reading',
  'Recommended Reading',
  'Suggested Reading',
  'Required Reading',
  'Bibliography',
  'Reading Table',
  'Reading Log',
  'Readings',
  'Weekly Reading',
  'Weekly Readings',
  'Required Readings',
  'Recommended Readings',
  'Suggested Readings',
  'Optional Reading',
  'Optional Readings',
  'Background Reading',
  'Key Papers',
  'Core Papers',
  'Important Papers',
  'Foundational Papers',
  'Seminar Papers',
  'Must-Read Papers',
  'Papers on *',
  'Papers about *',
  '* Papers to Read',
  'Paper Queue',
  'Want to Read',
  'Things to Read',
  'What to Read',
  'Literature',
  'Literature List',
  '논문',
  '논문 목록',
  '논문 리스트',
  '읽을 논문',
  '읽을 논문 목록',
  '읽어야 할 논문',
  '읽고 있는 논문',
  '읽는 중인 논문',
  '읽은 논문',
  '리뷰할 논문',
  '리뷰 중인 논문',
  '검토할 논문',
  '검토 중인 논문',
  '관련 논문',
  '참고 논문',
  '추천 논문',
  '* 읽을 논문',
  '주요 논문',
  '핵심 논문',
  '필독 논문',
  '선행 논문',
  '이번 주 논문',
  '다음 주 논문',
  '논문 읽기',
  '읽기 목록',
  '읽을거리',
  '더 읽을거리',
  '참고 문헌',
];

/** Tells which headings reading lists stand under. */
export type SectionMatcher = (heading: string) => boolean;

/**
 * A heading counts where all of it, or a part that punctuation sets off ("Week 3 – Papers to Read (urgent)"), is one
 * of the names. Case, white space, numbering and symbols do not matter.
 */
export function sectionMatcher(names: readonly string[]): SectionMatcher {
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  for (const name of names) {
    const pieces = name.split('*').map(plainName);
    if (pieces.length === 1) exact.add(pieces[0] ?? '');
    else patterns.push(new RegExp(`^${pieces.map(escapeRegExp).join('.+')}$`, 'u'));
  }
  exact.delete('');
  const matches = (text: string): boolean => {
    const plain = plainName(text);
    return exact.has(plain) || patterns.some((pattern) => pattern.test(plain));
  };
  return (heading) => matches(heading) || heading.split(/[:：()（）[\]|/&,，·—–]|\s-+\s/u).some(matches);
}

/** The headings that lists stand under, and a cheap way to tell that a note has none of them. */
export interface ListHeadings {
  readonly matches: SectionMatcher;
  /** False for most notes, which then need no parsing. */
  readonly mayStandIn: (text: string) => boolean;
}

const known = new WeakMap<readonly string[], ListHeadings>();

/** Made once for an array of names: thousands of notes are asked by the same one. */
export function listHeadings(names: readonly string[]): ListHeadings {
  const made = known.get(names) ?? makeListHeadings(names);
  known.set(names, made);
  return made;
}

/** Longer lines are no headings. */
const longestHeading = 200;

function makeListHeadings(names: readonly string[]): ListHeadings {
  const matches = sectionMatcher(names);
  // Of each name the longest run of letters: a line without any of them is none of the names.
  const words = names.flatMap((name) => {
    const runs = name.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
    return runs.sort((a, b) => b.length - a.length).slice(0, 1);
  });
  const distinct = [...new Set(words.map((word) => word.toLowerCase()))];
  // One that holds another finds nothing that the other does not.
  const stems = distinct.filter((word) => !distinct.some((other) => other !== word && word.includes(other)));
  // A name of nothing but `*` is every heading's.
  if (names.some((name) => name.includes('*') && !/[\p{L}\p{N}]/u.test(name))) {
    return { matches, mayStandIn: () => true };
  }
  if (stems.length === 0) return { matches, mayStandIn: () => false };
  const stem = new RegExp(stems.map(escapeRegExp).join('|'), 'giu');
  const mayStandIn = (text: string): boolean => {
    // Names of files from some systems, and text pasted with them, have Korean letters taken apart.
    const composed = /[\u0300-\u036f\u1100-\u11ff]/.test(text) ? text.normalize('NFC') : text;
    stem.lastIndex = 0;
    for (let found = stem.exec(composed); found; found = stem.exec(composed)) {
      const start = lineEdge(composed, found.index, -1);
      const end = lineEdge(composed, found.index, 1);
      if (start === undefined || end === undefined || end - start > longestHeading) continue;
      stem.lastIndex = Math.max(end, found.index + 1);
      if (matches(composed.slice(start, end).replace(/<!--.*?-->/g, ''))) return true;
    }
    return false;
  };
  return { matches, mayStandIn };
}

/** Where the line around `at` begins (-1) or ends (1); undefined where it is too long for a heading. */
function lineEdge(text: string, at: number, step: 1 | -1): number | undefined {
  for (let i = step === 1 ? at : at - 1; Math.abs(i - at) <= longestHeading; i += step) {
    const code = text.charCodeAt(i);
    if (Number.isNaN(code) || code === 10 || code === 13) return step === 1 ? i : i + 1;
  }
  return undefined;
}

/** Letters and digits alone, in lower case, without a leading number such as "2.1": "To-Read" is "to read". */
export function plainName(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s\p{P}\p{S}]*\d+(?:\.\d+)*[.)]?\s+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
