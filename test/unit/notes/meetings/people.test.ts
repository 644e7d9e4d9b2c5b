import { describe, expect, it } from 'vitest';
import { carriedOver } from '../../../../src/notes/meetings/carriedOver';
import { nameKey, nameShape, splitNames } from '../../../../src/notes/meetings/names';
import { PeopleBook } from '../../../../src/notes/meetings/peopleBook';
import { readMeetings } from '../../../../src/notes/meetings/readMeetings';

describe('names', () => {
  it.each([
    ['홍길동', 'sure'],
    ['남궁민수', 'sure'],
    ['길동', 'maybe'],
    ['홍길동 교수님', 'sure'],
    ['@zoe', 'sure'],
    ['@Hong Gil Dong', 'sure'],
    ['Dr. Ada Lovelace', 'sure'],
    ['J. von Neumann', 'no'],
    ['Ada', 'maybe'],
    ['Jean-Luc Picard', 'maybe'],
    ['Optimal Transport', 'no'],
    ['Results', 'no'],
    ['결론', 'no'],
    ['실험 결과', 'no'],
    ['Should we stop?', 'no'],
    ['LoRA', 'no'],
    ['$x$', 'no'],
    ['everyone', 'sure'],
    ['모두', 'sure'],
  ])('%s: %s', (words, shape) => expect(nameShape(words)).toBe(shape));

  it.each([
    ['록기 + 홍철', ['록기', '홍철']],
    ['A, B and C', ['A', 'B', 'C']],
    ['민수 및 지은', ['민수', '지은']],
    ['Ada/Bob & Cleo', ['Ada', 'Bob', 'Cleo']],
    ['@김민수 / 학생 / 전기·정보공학부', ['@김민수 / 학생 / 전기·정보공학부']],
    ['@김민수 / 학생, @Ada', ['@김민수 / 학생', '@Ada']],
    ['Ada / PhD student', ['Ada / PhD student']],
  ])('%s', (words, names) => expect(splitNames(words)).toEqual(names));

  it('are compared without at, case, titles and role', () => {
    for (const name of ['@홍길동 / 학생 / 수학과', '홍길동 교수님', ' 홍길동(박사과정)'])
      expect(nameKey(name)).toBe('홍길동');
    expect(nameKey('Prof. Ada  LOVELACE')).toBe('ada lovelace');
  });
});

describe('the people of the notes', () => {
  const names = (book: PeopleBook, ...written: string[]): string[] =>
    book.people(written).map(({ name }) => name);

  it('go by the first of the names that the user gave', () => {
    const book = new PeopleBook({ 'Ada Lovelace': ['에이다', 'AL'] }, ['@에이다 / 학생', 'ada lovelace']);
    expect(names(book, '@에이다 / 학생', 'AL', 'ada lovelace', 'Bob')).toEqual(['Ada Lovelace', 'Bob']);
  });

  it('are one where a given name can be one full name only', () => {
    const book = new PeopleBook({}, [
      '길동',
      '@홍길동 / 학생',
      'Ada',
      'Ada Lovelace',
      '민수',
      '김민수',
      '박민수',
    ]);
    expect(names(book, '길동', '홍길동')).toEqual(['홍길동']);
    expect(names(book, 'Ada')).toEqual(['Ada Lovelace']);
    expect(names(book, '민수', '김민수')).toEqual(['민수', '김민수']);
  });
});

describe('a to-do that a later meeting lists again', () => {
  it('counts there', () => {
    const text =
      '- 2025-01-12\n  - TO DO:\n    - 길동: a\n    - 길동: b\n- 2025-01-19\n  - TO DO:\n    - [x] 길동: **a**\n    - 민수: b';
    const { todos } = readMeetings(text);
    const carried = carriedOver(todos);
    expect(todos.filter((todo) => !carried.has(todo)).map(({ node }) => node.line)).toEqual([3, 6, 7]);
  });
});
