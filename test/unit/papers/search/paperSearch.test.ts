import { describe, expect, it } from 'vitest';
import { PaperSearch, type SearchDocument } from '../../../../src/papers/search/paperSearch';

function document(key: string, fields: Partial<SearchDocument>): SearchDocument {
  return { key, title: '', ids: '', tags: '', authors: '', note: '', abstract: '', ...fields };
}

const shelf: readonly SearchDocument[] = [
  document('nets', {
    title: 'Wide networks and their tangent kernels',
    ids: '2107.05802 arxiv',
    authors: 'Ada Öne, Bo Two',
    abstract: 'We bound the training error of a network by the spectrum of its kernel.',
    tags: 'stat.ML theory',
  }),
  document('dimension', {
    title: 'Estimating the intrinsic dimension of data on manifolds',
    ids: 'physics/0004057',
    authors: 'Céline Dürer',
    abstract: 'Nearest neighbours tell how many directions data vary in.',
    note: '정보 압축 이론과 manifold가 만나는 곳. PCA를 먼저 볼 것.',
  }),
  document('bottleneck', {
    title: 'An information bottleneck for multi-head models',
    ids: '10.1007/bfb0081737',
    authors: 'Eve Three',
    abstract: 'Compression of what the intrinsic variables say about the dimension of the task.',
    note: '예준: 정보이론 세미나에서 발표',
  }),
  document('game', { title: 'Learning to play without rules', authors: 'Bo Two', note: '강화학습' }),
];

function search(documents: readonly SearchDocument[] = shelf): PaperSearch {
  const index = new PaperSearch();
  for (const each of documents) index.put(each);
  return index;
}

const keys = (query: string, index = search()): string[] => index.search(query).map(({ key }) => key);

describe('PaperSearch', () => {
  it('finds titles, authors, abstracts, notes and tags', () => {
    expect(keys('tangent')).toEqual(['nets']);
    expect(keys('Eve')).toEqual(['bottleneck']);
    expect(keys('spectrum')).toEqual(['nets']);
    expect(keys('pca')).toEqual(['dimension']);
    expect(keys('theory')).toEqual(['nets']);
    expect(keys('absent')).toEqual([]);
    expect(keys('')).toEqual([]);
    expect(keys('?!')).toEqual([]);
  });

  it('ranks what a title says before what an abstract says, and wants every word', () => {
    expect(keys('intrinsic dimension')).toEqual(['dimension', 'bottleneck']);
    expect(keys('two kernel')).toEqual(['nets']);
  });

  it('finds a word from its first letters on, whatever is typed so far', () => {
    const words = 'intrinsic dimension of data';
    for (let length = 3; length <= words.length; length++)
      expect(keys(words.slice(0, length))[0], words.slice(0, length)).toBe('dimension');
  });

  it('forgives one wrong, missing, additional or swapped letter, two in long words', () => {
    for (const query of ['kernal', 'kernl', 'kerneel', 'kenrel', 'tangnet kernle']) {
      expect(keys(query), query).toEqual(['nets']);
    }
    expect(keys('botleneck')).toEqual(['bottleneck']);
    expect(keys('infromaton')).toEqual(['bottleneck']);
    expect(keys('btlencek')[0], 'the beginning, too').toBeUndefined();
    expect(keys('xernel')).toEqual(['nets']);
  });

  it('says which words were corrected and which are missing', () => {
    const [hit] = search().search('kernal zebra tangent');
    expect(hit?.key).toBe('nets');
    expect(hit?.missing).toEqual(['zebra']);
    expect(hit?.matches.map(({ written, term, corrected }) => [written, term, corrected])).toEqual([
      ['kernal', 'kernel', true],
      ['tangent', 'tangent', false],
    ]);
  });

  it('says where the words are, the weightiest field first', () => {
    const [first, second] = search().search('intrinsic dimension');
    expect(first?.fields).toEqual(['title']);
    expect(second?.fields).toEqual(['abstract']);
    expect(search().search('kernel')[0]?.fields).toEqual(['title', 'abstract']);
  });

  it('finds singular and plural by each other', () => {
    expect(keys('kernels network')).toEqual(['nets']);
    expect(keys('manifold')).toEqual(['dimension']);
  });

  it('takes accents, case, width and mathematical letters for what they stand for', () => {
    expect(keys('durer')).toEqual(['dimension']);
    expect(keys('DÜRER')).toEqual(['dimension']);
    expect(keys('ｋｅｒｎｅｌ')).toEqual(['nets']);
    expect(keys('kernels', search([document('a', { title: 'Of 𝐤𝐞𝐫𝐧𝐞𝐥𝐬' })]))).toEqual(['a']);
    expect(keys('lodz', search([document('a', { title: 'Łódź' })]))).toEqual(['a']);
  });

  it('finds identifiers and their beginnings', () => {
    expect(keys('2107.05802')).toEqual(['nets']);
    expect(keys('2107.05')).toEqual(['nets']);
    expect(keys('2107.05803'), 'a number is not a typing mistake').toEqual([]);
    expect(keys('physics/0004057')).toEqual(['dimension']);
    expect(keys('10.1007/BFb0081737')).toEqual(['bottleneck']);
  });

  it('finds Korean within words, across spaces, with particles and half typed', () => {
    expect(keys('압축')).toEqual(['dimension']);
    expect(keys('정보압축')).toEqual(['dimension']);
    expect(keys('정보 이론').sort()).toEqual(['bottleneck', 'dimension']);
    expect(keys('이론').sort()).toEqual(['bottleneck', 'dimension']);
    expect(keys('세미나')).toEqual(['bottleneck']);
    expect(keys('manifold가')).toEqual(['dimension']);
    // As an input method shows it, letter by letter.
    for (const typed of ['강', '강호', '강화', '강황', '강화하', '강화학', '강화학스', '강화학습', '학ㅅ']) {
      expect(keys(typed), typed).toEqual(['game']);
    }
    expect(keys('강화학섭'), 'a wrong vowel').toEqual(['game']);
    expect(keys('강화학습'.normalize('NFD')), 'as a Mac names files').toEqual(['game']);
  });

  it('finds words joined by a hyphen apart and together', () => {
    for (const query of ['multi-head', 'multihead', 'multi head', 'head']) {
      expect(keys(query), query).toEqual(['bottleneck']);
    }
  });

  it('does not want common words in an abstract', () => {
    expect(keys('the spectrum of the kernel')).toEqual(['nets']);
    expect(keys('to')[0], 'the only word counts').toBe('game');
  });

  it('puts a title that has the very words before one that has them apart', () => {
    const index = search([
      document('apart', { title: 'Networks that are deep, and deep proofs of neural sort' }),
      document('phrase', { title: 'A long story about many matters that ends with deep neural networks' }),
    ]);
    expect(keys('deep neural networks', index)[0]).toBe('phrase');
  });

  it('does not rank a rare word before the common one that was begun', () => {
    const many = Array.from({ length: 30 }, (_, i) => document(`d${i}`, { abstract: `dimension ${i}x` }));
    const index = search([
      ...many,
      document('rare', { abstract: 'dimensionful' }),
      document('t', { title: 'Dimension' }),
    ]);
    expect(keys('dimen', index)[0]).toBe('t');
    expect(keys('dimension', index).at(-1)).toBe('rare');
  });

  it('follows papers that change and go, like an index made anew', () => {
    const index = search();
    index.put({ ...(shelf[0] as SearchDocument), title: 'Narrow networks' });
    index.remove('dimension');
    index.put(document('new', { title: 'Tangent bundles' }));
    expect(keys('wide', index)).toEqual([]);
    expect(keys('narrow', index)).toEqual(['nets']);
    expect(keys('tangent', index)).toEqual(['new']);
    expect(keys('압축', index)).toEqual([]);
    expect(index.size).toBe(4);
    expect(new Set(index.keys())).toEqual(new Set(['nets', 'bottleneck', 'game', 'new']));
  });

  it('keeps to the limit, and tells all keys without one', () => {
    const index = search(
      Array.from({ length: 500 }, (_, i) => document(String(i), { title: `Paper ${i} of many` })),
    );
    expect(index.search('many', 7)).toHaveLength(7);
    expect(index.matching('many').size).toBe(500);
    expect(index.search('many', 400)).toHaveLength(400);
  });

  it('takes any text', () => {
    for (const query of [
      '\u0000',
      '🧠',
      '((((',
      'a'.repeat(10_000),
      '\ud800',
      '정'.repeat(5000),
      '- - -',
      '1.'.repeat(999),
    ]) {
      expect(() => keys(query), query.slice(0, 20)).not.toThrow();
    }
  });
});
