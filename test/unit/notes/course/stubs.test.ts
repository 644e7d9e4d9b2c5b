import { describe, expect, it } from 'vitest';
import { isCourse } from '../../../../src/notes/course/isCourse';
import { checkCourse } from '../../../../src/notes/course/checkCourse';
import { courseSteps, readCourse } from '../../../../src/notes/course/readCourse';
import { countWords } from '../../../../src/notes/course/substance';
import { romanValue } from '../../../../src/notes/course/headingLabel';
import { Rng } from '../../../../src/base/rng';
import { book, prose, setBook, styles } from '../../../fixtures/courses';

const written = prose(new Rng(3), 8);
const chapters = (text: string, stubWords?: number) =>
  readCourse(text, stubWords === undefined ? {} : { stubWords }).parts.flatMap((part) => part.chapters);
const whys = (text: string) => chapters(text).map((chapter) => chapter.stub?.why ?? '');

describe('what stands before the first chapter without a number', () => {
  it.each([
    ['the title', '# CS 1 Notes\n\n', '# Lecture'],
    ['a heading of contents', '# Book\n\n## 목차\n\n1. [a](#1)\n\n', '## Chapter'],
  ])('is no chapter: %s', (_, front, heading) => {
    const found = chapters(`${front}${heading} 1. Beds\n\n${written}\n\n${heading} 2. Rakes\n\n${written}\n`);
    expect(found.filter(({ kind }) => kind === 'chapter').map(({ title }) => title)).toEqual([
      'Beds',
      'Rakes',
    ]);
    expect(found.every(({ title }) => title !== '')).toBe(true);
  });
});

describe('a stub', () => {
  it('is a chapter of headings alone', () => {
    const [why] = whys(`# Chapter 1: Beds\n\n## Rows\n\n# Chapter 2: Rakes\n\n${written}\n`);
    expect(why).toBe('Nothing but headings stands in it.');
  });

  it('is a chapter of a few words, and says what they announce', () => {
    const [why] = whys(
      `# Chapter 1: Beds\n\nTODO: look up beds.\n\nA bed is a bed.\n\n# Chapter 2: Rakes\n\n${written}\n`,
    );
    expect(why).toBe(
      'It has 5 words of its own, fewer than 40; it says itself that it is to be written: “TODO: look up beds.”.',
    );
  });

  it('is a chapter of text that it shares with others, numbers aside', () => {
    const stub = (n: number): string =>
      `# Chapter ${n}: Rake ${n}\n\n## section title\n\nThis is figure ${n} of the template. It is meant to be replaced by the author.\n\n`;
    const [why] = whys(`${[1, 2, 3].map(stub).join('')}# Chapter 4: Hoses\n\n${written}`);
    expect(why).toMatch(
      /^It has no words of its own; 16 words are in text that it shares with other chapters \(“.*” stands in 3\); its only section is called “section title”\.$/,
    );
  });

  it('is a chapter that only the table of contents has', () => {
    const text = `Contents\n\n1 Beds 3\n2 Rakes 9\n3 Hoses 12\n\nBeds\n\n${written}\n\nHoses\n\n${written}\n`;
    const [beds, rakes, hoses] = chapters(text);
    expect([beds?.stub, hoses?.stub]).toEqual([undefined, undefined]);
    expect(rakes?.stub?.why).toBe('The table of contents lists it, but its heading is nowhere in the text.');
    expect(rakes?.heading).toBeUndefined();
    expect(rakes && text.slice(rakes.range.start, rakes.range.end)).toBe('2 Rakes 9');
  });

  it('is what has fewer words than asked for', () => {
    const text = `# Chapter 1: Beds\n\nA bed is a bed.\n\n# Chapter 2: Rakes\n\n${written}\n`;
    expect(chapters(text, 5).map((chapter) => chapter.stub !== undefined)).toEqual([false, false]);
    expect(chapters(text, 6).map((chapter) => chapter.stub !== undefined)).toEqual([true, false]);
  });

  it('is told on the command line as information, at its heading', () => {
    const text = setBook(book, styles['LaTeX'] ?? expect.fail('no such style'));
    const problems = checkCourse(text);
    expect(problems).toHaveLength(6);
    expect(problems.every(({ severity, code }) => severity === 'information' && code === 'course.stub')).toBe(
      true,
    );
    expect(problems[0]?.message).toMatch(/^Chapter “Watering Schedules” looks unwritten\. It has no words/);
    expect(text.slice(problems[0]?.range.start, problems[0]?.range.end)).toContain('{Watering Schedules}');
  });
});

describe('reading in slices', () => {
  it('gives what reading at once gives', () => {
    const text = setBook(book, Object.values(styles)[0] ?? expect.fail('no style')).repeat(12);
    const steps = courseSteps(text);
    let pauses = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) pauses++;
    expect(pauses).toBeGreaterThan(10);
    expect(step.value).toEqual(readCourse(text));
  });
});

describe('a course', () => {
  it.each(Object.entries(styles))('is recognised: %s', (name, style) => {
    const expected = !name.includes('without numbers');
    expect(isCourse(setBook(book, style))).toBe(expected);
  });

  it.each([
    ['a lecture', `## Part 1\n\n- Flow\n\n## Part 2\n\n- Limitation → Fix\n\n${written}`],
    [
      'a paper with numbered sections',
      [1, 2, 3]
        .map((n) => `## ${n} Rakes\n\n### ${n}.1 Teeth\n\n### ${n}.2 Grips\n\n### ${n}.3 Rust\n\n${written}`)
        .join('\n'),
    ],
    ['meeting notes', `- 2024.12.22\n    - 1.5 hours\n    - 2.5 rakes\n\n${written}`],
    ['prose', written],
  ])('is not %s', (_, text) => {
    expect(isCourse(text)).toBe(false);
  });

  it('counts words as readers do', () => {
    expect(countWords("It's a well-known fact: 2 rakes.")).toBe(6);
    expect(countWords('정원의 갈퀴 — 두 개')).toBe(4);
    expect(countWords('庭の熊手')).toBe(4);
    expect(countWords('')).toBe(0);
  });

  it('understands Roman numbers and what scanners take for them', () => {
    expect(['III', 'Ш', 'lll', 'Ⅳ', 'XIX', 'П'].map(romanValue)).toEqual([3, 3, 3, 4, 19, 2]);
    expect(['', 'IIII', 'VX', 'A', 'Mud'].map(romanValue)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
