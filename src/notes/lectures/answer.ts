import type { TextEdit } from '../../base/text';
import { lineEnd, lineEndOf } from '../outline/lineEnds';
import type { Lecture, Question } from './lecture';
import { indentOf } from './sectionStyle';

/** Where an answer is to be written, and what has to be inserted for it first. */
export interface AnswerPlace {
  readonly edits: readonly TextEdit[];
  /** In the text as it is after the edits. */
  readonly cursor: number;
}

const mark = /^(\s*[*_[(]*)(q|question|질문|질의|의문)(\s*#?\d{0,3})([\])]*[.:：)）]?[*_]*)/iu;
const answerWords: Readonly<Record<string, string>> = {
  q: 'a',
  Q: 'A',
  question: 'answer',
  Question: 'Answer',
  질문: '답',
  질의: '답',
  의문: '답',
};

/** A place for the answer of a question: the empty one it has, else a new line written as its note writes answers. */
export function answerPlace(text: string, lecture: Lecture, question: Question): AnswerPlace {
  if (question.openAnswer !== undefined) {
    const at = lineEnd(text, question.openAnswer);
    const isSpaced = /[ \t]$/.test(text.slice(0, at));
    return {
      edits: isSpaced ? [] : [{ range: { start: at, end: at }, newText: ' ' }],
      cursor: isSpaced ? at : at + 1,
    };
  }
  const { node } = question;
  const eol = lineEndOf(text);
  const { start, end } = node.line.content;
  const asked = mark.exec(text.slice(start, Math.min(end, start + 40)));
  const nested = asked ? nestsAnswers(lecture) : node.kind === 'item';
  const bullet = text.slice(node.line.marker.start, node.line.marker.end).replace(/\s*\[.\]$/, '');
  const unit = text.includes('\n\t') ? '\t' : '    ';
  const prefix =
    node.kind === 'item'
      ? `${indentOf(text, node)}${nested ? unit : ''}${/\d/.test(bullet) ? '-' : bullet} `
      : '';
  const label = asked
    ? `${asked[1] ?? ''}${answerWords[asked[2] ?? ''] ?? 'A'}${asked[3] ?? ''}${asked[4] ?? ''} `
    : '';
  const isTable = node.kind === 'table';
  const at = lineEnd(
    text,
    isTable ? question.whole.end : Math.max(question.question.range.end, node.line.content.end),
  );
  const newText = isTable ? '' : `${eol}${prefix}${label}`;
  return {
    edits: newText === '' ? [] : [{ range: { start: at, end: at }, newText }],
    cursor: at + newText.length,
  };
}

/** Whether the lecture has its answers below their questions rather than beside them. */
function nestsAnswers({ questions }: Lecture): boolean {
  const answered = questions.filter(({ answers }) => answers.length > 0);
  const nested = answered.filter(
    ({ node, answers }) => (answers[0]?.range.start ?? 0) < node.end && node.kind === 'item',
  );
  return nested.length * 2 > answered.length;
}
