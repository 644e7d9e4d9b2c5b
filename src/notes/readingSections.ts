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
    const pieces = name.split('*').map(normalise);
    if (pieces.length === 1) exact.add(pieces[0] ?? '');
    else patterns.push(new RegExp(`^${pieces.map(escapeRegExp).join('.+')}$`, 'u'));
  }
  exact.delete('');
  const matches = (text: string): boolean => {
    const plain = normalise(text);
    return exact.has(plain) || patterns.some((pattern) => pattern.test(plain));
  };
  return (heading) => matches(heading) || heading.split(/[:：()（）[\]|/&,，·—–]|\s-+\s/u).some(matches);
}

/** Letters and digits alone, in lower case, without a leading number such as "2.1": "To-Read" is "to read". */
function normalise(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s\p{P}\p{S}]*\d+(?:\.\d+)*[.)]?\s+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
