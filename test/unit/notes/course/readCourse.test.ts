import { describe, expect, it } from 'vitest';
import type { Course } from '../../../../src/notes/course/course';
import { readCourse } from '../../../../src/notes/course/readCourse';
import { book, setBook, styles } from '../../../fixtures/courses';

/** What the book says, in the words in which {@link found} tells what was read. */
const written = book.parts.map(({ title, chapters }) => ({
  part: title.toLowerCase(),
  chapters: chapters.map((chapter) => ({
    title: chapter.title,
    sections: chapter.sections,
    stub: chapter.stub,
  })),
}));

function found(course: Course) {
  return course.parts.map(({ title, chapters }) => ({
    part: title.toLowerCase(),
    chapters: chapters.map((chapter) => ({
      title: chapter.title,
      sections: chapter.sections.map((section) => section.title),
      stub: chapter.stub !== undefined,
    })),
  }));
}

describe.each(Object.entries(styles))('a course of %s', (_, style) => {
  const text = setBook(book, style);
  const course = readCourse(text);
  const at = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);

  it('has its parts, chapters and sections, and which are written', () => {
    expect(found(course)).toEqual(written);
  });

  it('has ranges that begin with their headings and follow each other', () => {
    const chapters = course.parts.flatMap((part) => part.chapters);
    for (const { title, heading, range, sections } of chapters) {
      expect(heading && at(heading)).toContain(title);
      expect(range.start).toBe(heading?.start);
      for (const section of sections) {
        expect(section.range.start).toBeGreaterThanOrEqual(range.start);
        expect(section.range.end).toBeLessThanOrEqual(range.end);
        expect(section.heading && at(section.heading)).toContain(section.title);
      }
    }
    for (const [index, next] of chapters.slice(1).entries()) {
      expect(chapters[index]?.range.end).toBeLessThan(next.range.start);
    }
    expect(chapters.at(-1)?.range.end).toBe(text.trimEnd().length);
  });

  it('states its progress', () => {
    const progress = course.parts.map((part) => [part.progress.written, part.progress.chapters]);
    expect(progress).toEqual([
      [1, 3],
      [1, 3],
      [1, 3],
    ]);
    expect(course.parts.every((part) => part.progress.words > 100)).toBe(true);
  });

  it('has its definitions and theorems', () => {
    const definitions = course.statements.filter(({ kind }) => kind === 'definition');
    expect(definitions.map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1.1 Thing 0',
      '1.2 Thing 1',
      '1.3 Thing 2',
      '4.1 Thing 0',
      '4.2 Thing 1',
      '7.1 Thing 0',
      '7.2 Thing 1',
    ]);
    const theorems = course.statements.filter(({ kind }) => kind === 'theorem');
    expect(theorems.map(({ number }) => number)).toEqual([
      '2.1.1',
      '3.1.1',
      '5.1.1',
      '6.1.1',
      '8.1.1',
      '9.1.1',
    ]);
    expect(theorems.every(({ name }) => name === 'A Placeholder')).toBe(true);
  });

  it('has the headers of pages as debris, and nothing that was written', () => {
    const pages = style.page === undefined ? 0 : 7;
    const headers = course.debris.filter(({ kind }) => kind === 'running header' || kind === 'page number');
    const outside = headers.filter(({ range }) => !course.contents || range.start > course.contents.end);
    expect(outside.map(({ range }) => at(range)).map((line) => /\d{2}/.test(line))).toEqual(
      new Array<boolean>(pages).fill(true),
    );
  });
});
