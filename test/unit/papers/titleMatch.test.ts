import { describe, expect, it } from 'vitest';
import { leastScore, matchTitle, normaliseTitle, titleSimilarity } from '../../../src/papers/titleMatch';

const paper = {
  ids: {},
  title: 'Learning Meshes from Few Words',
  authors: ['Ada Öne', 'B. Two'],
  year: 2020,
};

describe('titleSimilarity', () => {
  it('is 1 for the same title however it is set', () => {
    for (const same of [
      'learning meshes from few words.',
      'Learning  Meshes — from “Few” Words',
      '{L}earning $Meshes$ from few words',
    ])
      expect(titleSimilarity(paper.title, same)).toBe(1);
    expect(normaliseTitle('Über Größe & Öl')).toBe(normaliseTitle('Uber Große and Ol'));
  });

  it('is high without a subtitle or a hyphen, and low for another paper on the subject', () => {
    expect(titleSimilarity(paper.title, 'Learning Meshes from Few Words: A Large Study')).toBeGreaterThan(
      0.9,
    );
    expect(titleSimilarity('Multi-task meshes', 'Multitask Meshes')).toBeGreaterThan(0.98);
    expect(titleSimilarity(paper.title, 'Learning Words from Many Sounds')).toBeLessThan(0.75);
    expect(titleSimilarity(paper.title, 'Optimal Transport')).toBeLessThan(leastScore);
    expect(titleSimilarity('적은 단어로 메시 배우기', '적은 단어로 메시 배우기')).toBe(1);
    expect(titleSimilarity('', '')).toBe(0);
  });

  it('reads 100,000 letters at once', () => {
    expect(titleSimilarity('a: '.repeat(50_000), 'b '.repeat(50_000))).toBeLessThan(1);
  });
});

describe('matchTitle', () => {
  const query = (more: object) => ({ title: paper.title, ...more });

  it('is sure only of what agrees', () => {
    expect(matchTitle(query({ year: 2020, authors: ['Öne, A.'] }), paper)).toEqual({
      score: 1,
      title: 1,
      year: 'same',
      authors: 'agree',
    });
    expect(matchTitle(query({ year: 2019, authors: ['one', 'Someone'] }), paper)).toMatchObject({
      year: 'near',
      authors: 'some',
    });
    expect(matchTitle(query({}), paper).score).toBe(1);
  });

  it('counts against a paper what speaks against it', () => {
    const others = matchTitle(query({ authors: ['Zed'] }), paper);
    expect(others).toMatchObject({ authors: 'differ' });
    expect(others.score).toBeLessThan(0.7);
    expect(matchTitle(query({ year: 1999 }), paper).score).toBeLessThan(0.85);
    expect(matchTitle(query({ year: 2020 }), { ids: {}, title: paper.title }).score).toBeLessThan(1);
    expect(matchTitle(query({ authors: ['홍철'] }), { ...paper, authors: ['남 홍철'] }).authors).toBe(
      'agree',
    );
    expect(matchTitle(query({ authors: ['A.'] }), paper).authors).toBe('unknown');
  });

  it('is not sure of a short title alone', () => {
    const short = { ids: {}, title: 'Meshes', authors: ['Ada One'] };
    expect(matchTitle({ title: 'Meshes' }, short).score).toBe(0.75);
    expect(matchTitle({ title: 'Meshes', authors: ['One'] }, short).score).toBe(1);
  });
});
