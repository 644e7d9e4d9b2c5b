import { describe, expect, it } from 'vitest';
import { isCourse } from '../../../../src/notes/course/isCourse';
import { checkLectures } from '../../../../src/notes/lectures/checkLectures';
import { checkedNote } from '../../../../src/notes/noteChecks';
import { fixtureNames, lectureFixture } from './notes';

const check = (...notes: readonly (readonly [string, string])[]): readonly string[] =>
  checkLectures(notes.map(([path, text]) => checkedNote(path, text))).map(
    ({ note, code, severity, message, range }) =>
      `${note} ${severity} ${code} ${message} ${notes.find(([path]) => path === note)?.[1].slice(range.start, range.end) ?? ''}`,
  );

describe('checkLectures', () => {
  it('tells gaps, open questions and terms explained twice, a glossary in another kind of note among them', () => {
    const found = check(['a.md', lectureFixture('korean')], ['terms.md', '# 용어집\n\n- DDIM: a sampler\n']);
    expect(found).toEqual([
      'a.md hint lecture.no-section 파트 2 has no section “Flow of this part”. 파트 2. 빠르게 뽑기',
      'a.md hint lecture.no-section 파트 2 has no section “Why it matters”. 파트 2. 빠르게 뽑기',
      'a.md hint lecture.unanswered “몇 단계면 충분한가” has no answer yet. 몇 단계면 충분한가',
      'a.md information lecture.term-twice “DDIM” is explained elsewhere too: terms.md. DDIM',
      'terms.md information lecture.term-twice “DDIM” is explained elsewhere too: a.md. DDIM',
    ]);
  });

  it('says nothing of notes of other kinds', () => {
    expect(check(['a.md', '# Terms of service\n- Fees: none\n'], ['b.md', '# Part 1\nWhy not?\n'])).toEqual(
      [],
    );
  });

  it('goes by shapes that no course has', () => {
    for (const name of fixtureNames) expect(isCourse(lectureFixture(name)), name).toBe(false);
  });
});
