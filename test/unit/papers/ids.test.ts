import { describe, expect, it } from 'vitest';
import { readArxivId } from '../../../src/papers/arxivId';
import { arxivIdOfDoi, readDoi } from '../../../src/papers/doi';

describe('readArxivId', () => {
  it.each([
    ['2107.05802', '2107.05802', undefined],
    ['arXiv:2107.05802v2', '2107.05802', 2],
    ['ARXIV: 1412.6980', '1412.6980', undefined],
    ['0704.0001', '0704.0001', undefined],
    ['2107.05802.pdf', '2107.05802', undefined],
    ['math.GT/0309136', 'math/0309136', undefined],
    ['math-ph/9901001v10', 'math-ph/9901001', 10],
    ['cond-mat.stat-mech/0101001', 'cond-mat/0101001', undefined],
    ['Hep-TH/9711200', 'hep-th/9711200', undefined],
  ])('%s', (text, id, version) => {
    expect(readArxivId(text)).toEqual({ id, version });
  });

  it.each([
    '2113.05802', // no such month
    '2100.05802',
    '0703.0001', // before the new style
    '1412.69801', // five digits came in 1501
    '1501.0001', // and four went
    '2107.058021',
    '2107.05802vx',
    'physics/0013057',
    'physics/00040571',
    '10.1007/bfb0081737',
    'hello',
    '',
  ])('refuses %s', (text) => {
    expect(readArxivId(text)).toBeUndefined();
  });
});

describe('readDoi', () => {
  it('is lower case without what surrounds it', () => {
    expect(readDoi('doi: 10.1007/BFb0081737,')).toBe('10.1007/bfb0081737');
    expect(readDoi('10.1016/0001-6160(73)90012-4')).toBe('10.1016/0001-6160(73)90012-4');
    expect(readDoi('10.1007/BF02759761).')).toBe('10.1007/bf02759761');
    expect(readDoi('10.12/too-short-a-registrant')).toBeUndefined();
    expect(readDoi('11.1007/x')).toBeUndefined();
  });

  it("knows arXiv's own", () => {
    expect(arxivIdOfDoi('10.48550/arXiv.2107.05802v2')).toEqual({ id: '2107.05802', version: 2 });
    expect(arxivIdOfDoi('10.1007/bfb0081737')).toBeUndefined();
  });
});
