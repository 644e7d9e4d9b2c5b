import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../../src/base/text';
import { answerPlace } from '../../../../src/notes/lectures/answer';
import { chainSummary, limitationChain } from '../../../../src/notes/lectures/chain';
import { freeName, noteFileName } from '../../../../src/notes/lectures/fileName';
import { sortableDate, writeDate } from '../../../../src/notes/lectures/lectureDate';
import { passageLines } from '../../../../src/notes/lectures/passageLines';
import { readLectures } from '../../../../src/notes/lectures/readLectures';
import { readableMaths } from '../../../../src/notes/readableMaths';
import { lectureFixture, onlyLecture } from './notes';

describe('limitationChain', () => {
  it('leads from the fix of one part to the limitation of the next', () => {
    const lecture = onlyLecture(lectureFixture('headings'));
    expect(limitationChain(lecture).map(({ part, from }) => [part.name, from?.name])).toEqual([
      ['1부', undefined],
      ['2부', '1부'],
    ]);
    expect(chainSummary(lecture)).toBe(
      [
        '**Lecture 4: Normalizing flows**',
        '',
        '- 1부: 왜 흐름인가',
        '    - Limitation: GAN은 likelihood를 계산할 수 없다',
        '    - Fix: 가역 변환으로 정확한 밀도를 얻는다',
        '- 2부: 결합 층 (after 1부)',
        '    - Limitation: determinants cost O(d^3)',
        '    - Fix: triangular Jacobians',
        '',
      ].join('\n'),
    );
  });
});

describe('answerPlace', () => {
  const answered = (text: string, question: string): string => {
    const lecture = readLectures(text).lectures.find(({ questions }) =>
      questions.some((each) => each.question.text === question),
    );
    const asked = lecture?.questions.find((each) => each.question.text === question);
    if (!lecture || !asked) throw new Error(`no question ${question}`);
    const { edits, cursor } = answerPlace(text, lecture, asked);
    const after = applyTextEdits(text, edits);
    return `${after.slice(0, cursor)}|${after.slice(cursor)}`;
  };

  it('is the empty answer that the question has', () => {
    expect(answered(lectureFixture('template'), 'what is a feature map?')).toContain(
      '- Q. what is a feature map?\n- A. |\n- Q. and',
    );
  });

  it('is a new line written as the note writes its answers', () => {
    expect(answered(lectureFixture('korean'), '몇 단계면 충분한가')).toContain(
      '- 질문) 몇 단계면 충분한가\n    - 답) |\n- Q2',
    );
    expect(answered(lectureFixture('headings'), '차원을 줄일 수는 없나?')).toContain(
      '**Q2.** 차원을 줄일 수는 없나?\n**A2.** |\n',
    );
    expect(answered(lectureFixture('bullets'), 'Is the plan unique?')).toContain(
      '\t\t- [ ] Is the plan unique?\n\t\t\t- |\n',
    );
  });
});

describe('dates', () => {
  it('sort however they are written', () => {
    expect(
      [
        '2026.01.17',
        '2026-1-7 (Wed)',
        '2026/12/01',
        '2026년 7월 2일',
        '3 Feb 2026',
        'March 4th, 2026',
        'soon',
        '2026.13.01',
      ].map(sortableDate),
    ).toEqual([
      '2026-01-17',
      '2026-01-07',
      '2026-12-01',
      '2026-07-02',
      '2026-02-03',
      '2026-03-04',
      undefined,
      undefined,
    ]);
  });

  it('are written as other notes write them', () => {
    const day = new Date(2026, 0, 7);
    expect(
      [undefined, '2025.12.31', '2025/1/1', '2025년 1월 1일', '3 Feb'].map((like) => writeDate(day, like)),
    ).toEqual(['2026-01-07', '2026.01.07', '2026/01/07', '2026년 1월 7일', '2026-01-07']);
  });
});

describe('names and passages', () => {
  it('make a file name of a title, and never one that is taken', () => {
    expect(['ELBO & friends!', '확산 모델: 1강', '../x', '***', 'CON'].map(noteFileName)).toEqual([
      'elbo-friends.md',
      '확산-모델-1강.md',
      'x.md',
      'lecture.md',
      'lecture-con.md',
    ]);
    expect(freeName('a.md', new Set(['a.md', 'a-2.md']))).toBe('a-3.md');
  });

  it('show maths as it is read', () => {
    expect(readableMaths(String.raw`\log p_\theta(x) \le \mathcal{L} + \frac{1}{N}\|w\|^2`)).toBe(
      'log p_θ(x) ≤ L + 1/N‖w‖^2',
    );
  });

  it('give a passage line by line with its nesting', () => {
    const text = 'first **line**\n    - second\n        - $x_\\theta$\n    - [third](https://example.org)';
    expect(passageLines(text, { start: 0, end: text.length })).toEqual([
      { depth: 0, text: 'first line' },
      { depth: 1, text: 'second' },
      { depth: 2, text: 'x_θ' },
      { depth: 1, text: 'third' },
    ]);
    const beside = '    - A.\n        - one\n            - two\n        - three';
    expect(
      passageLines(beside, { start: beside.indexOf('one'), end: beside.length }).map(({ depth }) => depth),
    ).toEqual([0, 1, 0]);
    const label = '    - A. one\n        - two\n        - three';
    expect(
      passageLines(label, { start: label.indexOf('one'), end: label.length }).map(({ depth }) => depth),
    ).toEqual([0, 1, 1]);
  });
});
