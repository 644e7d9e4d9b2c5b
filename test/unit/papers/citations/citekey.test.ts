import { describe, expect, it } from 'vitest';
import { foldLibrary } from '../../../../src/papers/library';
import {
  assignCitekeys,
  checkKeyPattern,
  defaultKeyPattern,
  formatKey,
} from '../../../../src/papers/citations/citekey';
import { cslItemOf } from '../../../../src/papers/citations/cslItem';
import type { LibraryPaper, PaperRecord } from '../../../../src/papers/paper';
import { readPlaces } from '../../../../src/papers/places';
import { place } from '../../../fixtures/papers';

const fetchedAt = '2026-01-01T00:00:00Z';

function paper(id: string, title: string, authors: string[], year: number): LibraryPaper {
  const from = <T>(value: T) => ({ value, source: 'arxiv' as const, fetchedAt });
  const key = `arxiv:${id}`;
  const record: PaperRecord = {
    schema: 1,
    key,
    ids: { arxiv: id },
    state: 'found',
    checkedAt: fetchedAt,
    title: from(title),
    authors: from(authors),
    year: from(year),
  };
  const [folded] = foldLibrary([place(`https://arxiv.org/abs/${id}`)], new Map([[key, record]]));
  if (!folded) throw new Error('no paper');
  return folded;
}

const unfetched = foldLibrary([place('https://arxiv.org/abs/2001.00009')], new Map())[0];

describe('a citation key', () => {
  it('is made of what the note says where no service said anything, and the year is cited', () => {
    const note =
      '## References\n- Vapnik, V. N. (1998). *Statistical Learning Theory*. Wiley.\n- "Meshes and their widths", Öne et al., 2019\n';
    const papers = foldLibrary(readPlaces('note.md', note), new Map());
    const keys = papers.map((each) => formatKey(each, defaultKeyPattern));
    expect([...keys].sort()).toEqual(['one2019meshes', 'vapnik1998statistical']);
    const [first] = papers;
    expect(first && cslItemOf(first, 'k')).toMatchObject({ issued: { 'date-parts': [[1998]] } });
    expect(first && cslItemOf(first, 'k')).not.toHaveProperty('author');
  });

  it.each([
    [defaultKeyPattern, 'How Narrow Is a Path?', ['José Ångström', 'B. Two'], 'angstrom2019narrow'],
    [defaultKeyPattern, 'A 3-Step Method', ['Laurens van der Maaten'], 'vandermaaten2019step'],
    [defaultKeyPattern, '신경망의 차원', ['홍 길동'], '홍2019신경망의'],
    ['{Author}{yy}:{Title}', 'The path', ['Ada Lee'], 'Lee19:Path'],
    ['{authors}_{year}', 'The path', ['Ada Lee', 'Bo Kim', 'C. Roe', 'D. Doe'], 'lee-kim-roe_2019'],
    ['{id}', 'The path', ['Ada Lee'], 'arXiv1901.00001'],
    ['{venue}-{author}', 'The path', ['Ada Lee'], 'lee'],
  ])('by %j', (pattern, title, authors, key) => {
    expect(formatKey(paper('1901.00001', title, authors, 2019), pattern)).toBe(key);
  });

  it('of a paper of which nothing is known is its identifier', () => {
    expect(unfetched && formatKey(unfetched, defaultKeyPattern)).toBe('arXiv2001.00009');
  });
});

describe('the keys of a library', () => {
  const twins = ['1901.00001', '1901.00002', '1901.00003'].map((id) =>
    paper(id, 'The path', ['Ada Lee'], 2019),
  );

  it('tell papers apart, and do not depend on the order', () => {
    const keys = assignCitekeys(twins, defaultKeyPattern);
    expect([...keys.values()]).toEqual(['lee2019path', 'lee2019pathb', 'lee2019pathc']);
    expect(new Map(assignCitekeys([...twins].reverse(), defaultKeyPattern))).toEqual(new Map(keys));
  });

  it('that were given once stay, whatever the pattern, and are not given again', () => {
    const kept = twins.map((each) =>
      each.key === 'arxiv:1901.00003' ? { ...each, citekey: 'lee2019path' } : each,
    );
    const keys = assignCitekeys(kept, defaultKeyPattern);
    expect(keys.get('arxiv:1901.00003')).toBe('lee2019path');
    expect(keys.get('arxiv:1901.00001')).toBe('lee2019pathb');
  });

  it('stay apart beyond the alphabet', () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      paper(`1901.${String(i + 1).padStart(5, '0')}`, 'The path', ['Ada Lee'], 2019),
    );
    expect(new Set(assignCitekeys(many, defaultKeyPattern).values()).size).toBe(60);
  });
});

describe('a pattern', () => {
  it.each(['{author}{year}', '{Author}-{Title}', 'x:{id}'])('%j can be used', (pattern) => {
    expect(checkKeyPattern(pattern)).toBeUndefined();
  });
  it.each(['{editor}', 'fixed', '{author} {year}', '{author},{year}'])(
    '%j cannot, and says why',
    (pattern) => {
      expect(checkKeyPattern(pattern)).toMatch(/\.$/);
    },
  );
});
