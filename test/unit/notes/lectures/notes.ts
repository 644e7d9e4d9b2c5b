import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lecture, LecturePart } from '../../../../src/notes/lectures/lecture';
import { readLectures } from '../../../../src/notes/lectures/readLectures';

const folder = join(__dirname, '..', '..', '..', 'fixtures', 'lectures');

/** Lecture notes of our own, each in another hand. */
export function lectureFixture(name: string): string {
  return readFileSync(join(folder, `${name}.md`), 'utf8');
}

export const fixtureNames = ['headings', 'bullets', 'several', 'template', 'lines', 'korean'] as const;

export function onlyLecture(text: string): Lecture {
  const { lectures } = readLectures(text);
  const [lecture] = lectures;
  if (!lecture || lectures.length !== 1)
    throw new Error(`${lectures.length} lectures where one was expected`);
  return lecture;
}

/** A part as a reader would retell it. */
export function retell(part: LecturePart): Record<string, unknown> {
  return {
    name: part.name,
    title: part.title,
    sections: part.sections.map(({ key, isEmpty }) => (isEmpty ? `${key} (empty)` : key)),
    limitations: part.limitations.map(({ limitation, fix }) => [limitation?.text, fix?.text]),
    steps: part.steps.map(({ number, passage }) => `${number} ${passage.text}`),
    terms: part.terms.map(({ names, definition }) => [
      names.map(({ text }) => text).join(' | '),
      definition?.text,
    ]),
    why: part.why?.text,
  };
}

export function askedIn(lecture: Lecture): readonly (readonly (string | undefined)[])[] {
  return lecture.questions.map(({ question, answers }) => [
    question.text,
    ...answers.map(({ text }) => text),
  ]);
}
