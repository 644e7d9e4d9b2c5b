import type { StatementKind } from './course';
import { isWithinEdits } from './titles';

const kinds: Readonly<Record<StatementKind, string>> = {
  theorem: 'theorem|thm|정리',
  lemma: 'lemma|lem|보조정리|보조 정리',
  proposition: 'proposition|prop|명제',
  corollary: 'corollary|cor|따름정리|따름 정리',
  definition: 'definition|defn|def|정의',
  example: 'example|exmp|ex|예제|예시',
  exercise: 'exercise|exr|연습문제|연습 문제',
  algorithm: 'algorithm|alg|알고리즘',
  remark: 'remark|rem',
  axiom: 'axiom|공리',
  assumption: 'assumption|가정',
  conjecture: 'conjecture|conj|추측',
  claim: 'claim',
  fact: 'fact',
};

const kindOf = new Map(
  (Object.keys(kinds) as StatementKind[]).flatMap((kind) =>
    (kinds[kind] ?? '').split('|').map((word) => [word, kind] as const),
  ),
);
const fullWords = [...kindOf.keys()].filter((word) => word.length >= 4 || /\P{ASCII}/u.test(word));

/** The words that a statement in prose may begin with, the longer ones first, for a pattern. */
export const statementWords = fullWords.sort((a, b) => b.length - a.length).join('|');

/** The kind that a word, or the name of an environment such as `thm`, stands for. */
export function statementKind(word: string): StatementKind | undefined {
  return kindOf.get(word.toLowerCase());
}

/** "Fyample" is an example: a word of which a scanner misread two letters at most. */
export function misreadKind(word: string): StatementKind | undefined {
  const lower = word.toLowerCase();
  const near = fullWords.find((known) => known.length >= 7 && isWithinEdits(lower, known, 2));
  return near === undefined ? undefined : kindOf.get(near);
}
