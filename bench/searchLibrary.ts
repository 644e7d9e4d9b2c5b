import { Rng } from '../src/base/rng';
import type { SearchDocument } from '../src/papers/search/paperSearch';

const onsets = 'b c d f g h l m n p r s t v w st tr pl gr ch sh sp cl'.split(' ');
const vowels = 'a e i o u ea io'.split(' ');
const codas = ' n r s l t m ng nt ck'.split(' ');
const syllables =
  '정보압축이론학습강화신경망근사차원다양체기저변환최적수송확률분포추정표본경계증명실험'.split('');
/** Words that many papers have, which cost a search most. */
const frequent =
  'learning deep neural network networks data the of and a in for we to model training intrinsic dimension manifold information bottleneck'.split(
    ' ',
  );
const vocabularySize = 60_000;

/**
 * Papers of invented words, as frequent as words of a language are: the n-th with frequency 1/n. Titles of 9 words,
 * abstracts of 150, and a note, in part Korean, on one paper of five.
 */
export function searchLibrary(papers: number): readonly SearchDocument[] {
  const rng = new Rng(20_261);
  const below = (count: number): number => Math.floor(rng.uniform() * count);
  const pick = (from: readonly string[]): string => from[below(from.length)] ?? '';
  const words = new Set(frequent);
  while (words.size < vocabularySize) {
    words.add(Array.from({ length: 1 + below(4) }, () => pick(onsets) + pick(vowels) + pick(codas)).join(''));
  }
  const vocabulary = [...words];
  const text = (length: number): string =>
    Array.from({ length }, () => vocabulary[Math.floor(vocabularySize ** rng.uniform()) - 1]).join(' ');
  const korean = (): string => Array.from({ length: 2 + below(4) }, () => pick(syllables)).join('');
  return Array.from({ length: papers }, (_, i) => ({
    key: `arxiv:${2000 + (i % 99)}.${10_000 + i}`,
    title: text(9),
    ids: `${2000 + (i % 99)}.${10_000 + i}`,
    tags: `to read\ncs.LG\nstat.ML`,
    authors: Array.from({ length: 4 }, () => `${pick(vocabulary)} ${pick(vocabulary)}`).join('\n'),
    note: i % 5 === 0 ? `${text(30)} ${Array.from({ length: 12 }, korean).join(' ')}` : '',
    abstract: text(150),
  }));
}
