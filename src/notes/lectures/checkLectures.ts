import type { Problem } from '../../base/problem';
import type { CheckedNote, NoteProblem } from '../noteChecks';
import { lectureGaps, type LectureGap } from './gaps';
import { Glossary } from './glossary';
import { noteTerms } from './noteTerms';
import { readLectures } from './readLectures';
import { defaultTemplate } from './template';

/** Gaps of lecture notes against the template, questions without an answer, and terms that two places explain. */
export function checkLectures(notes: readonly CheckedNote[]): readonly NoteProblem[] {
  const template = defaultTemplate();
  const glossary = new Glossary();
  const problems: NoteProblem[] = [];
  for (const { path, text, kinds } of notes) {
    const read = kinds.has('lecture') ? readLectures(text) : { text, lectures: [] };
    for (const lecture of read.lectures) {
      for (const gap of lectureGaps(lecture, template)) problems.push({ note: path, ...gapProblem(gap) });
      for (const { question, answers } of lecture.questions) {
        if (answers.length > 0) continue;
        problems.push({
          note: path,
          code: 'lecture.unanswered',
          severity: 'hint',
          message: `“${question.text}” has no answer yet.`,
          remedy: '',
          range: question.range,
        });
      }
    }
    glossary.set(path, noteTerms(path, text, read));
  }
  return [...problems, ...duplicateProblems(glossary)];
}

function duplicateProblems(glossary: Glossary): readonly NoteProblem[] {
  return glossary.duplicates().flatMap(({ places }) =>
    places.map(({ at, name }): NoteProblem => {
      const others = new Set(places.filter((place) => place.at !== at).map((place) => place.at.note));
      return {
        note: at.note,
        code: 'lecture.term-twice',
        severity: 'information',
        message: `“${name.text}” is explained elsewhere too: ${[...others].map((note) => (note === at.note ? 'in this note' : note)).join(', ')}.`,
        remedy: 'Explain it in one place, and name it in the others.',
        range: name.range,
      };
    }),
  );
}

function gapProblem(gap: LectureGap): Problem {
  const base = { severity: 'hint' as const, range: gap.range };
  const place = 'part' in gap && gap.part ? gap.part.name : 'This lecture';
  switch (gap.kind) {
    case 'meta':
      return {
        ...base,
        code: 'lecture.no-meta',
        message: 'This lecture does not say what it is of.',
        remedy: 'Add course, date and lecturer.',
      };
    case 'field':
      return {
        ...base,
        code: 'lecture.no-field',
        message: `This lecture has no field “${gap.label}”.`,
        remedy: '',
      };
    case 'empty-field':
      return {
        ...base,
        code: 'lecture.empty-field',
        message: `“${gap.label}” is not filled in.`,
        remedy: '',
      };
    case 'section':
      return {
        ...base,
        code: 'lecture.no-section',
        message: `${place} has no section “${gap.label}”.`,
        remedy: '',
      };
    case 'empty-section':
      return { ...base, code: 'lecture.empty-section', message: `“${gap.label}” is empty.`, remedy: '' };
    case 'no-fix':
      return { ...base, code: 'lecture.no-fix', message: 'This limitation has no fix.', remedy: '' };
    case 'no-limitation':
      return {
        ...base,
        code: 'lecture.no-limitation',
        message: 'This fix does not say what it is for.',
        remedy: 'Say what the part before could not do.',
      };
  }
}
