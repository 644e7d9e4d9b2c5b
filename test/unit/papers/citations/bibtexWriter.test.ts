import { describe, expect, it } from 'vitest';
import { readBibtex } from '../../../../src/papers/citations/bibtexReader';
import { escapeLatex, writeBibtex } from '../../../../src/papers/citations/bibtexWriter';
import type { CslItem } from '../../../../src/papers/citations/cslItem';

const article: CslItem = {
  id: 'lee2019narrow',
  type: 'article',
  title: 'Narrow paths: the TwoNN of Gordon & co. at 5% of $\\mathbb{R}^n$',
  author: [{ family: 'van Müller', given: 'Józef' }, { literal: 'Mesh & Co.' }, { family: '홍길동' }],
  issued: { 'date-parts': [[2019]] },
  number: 'arXiv:1901.00001',
  URL: 'https://arxiv.org/abs/1901.00001',
};

describe('a BibTeX entry', () => {
  it('escapes what LaTeX reads, keeps maths, and keeps names and acronyms from losing their capitals', () => {
    expect(writeBibtex([article], { abstracts: false })).toBe(String.raw`@misc{lee2019narrow,
  title = {Narrow paths: the {TwoNN} of {Gordon} \& co. at 5\% of $\mathbb{R}^n$},
  author = {van Müller, Józef and {Mesh \& Co.} and 홍길동},
  year = {2019},
  eprint = {1901.00001},
  archiveprefix = {arXiv},
  url = {https://arxiv.org/abs/1901.00001},
}
`);
  });

  it('of a published paper names where, in the fields of its type', () => {
    const text = writeBibtex(
      [
        {
          id: 'a',
          type: 'article-journal',
          'container-title': 'J. of X_1',
          page: '12–34',
          issue: '2',
          DOI: '10.1/a_b',
        },
        { id: 'b', type: 'paper-conference', 'container-title': 'Proc.', abstract: 'No {brace' },
      ],
      { abstracts: true },
    );
    expect(text).toContain('journal = {J. of X\\_1}');
    expect(text).toContain('pages = {12--34}');
    expect(text).toContain('number = {2}');
    expect(text).toContain('doi = {10.1/a_b}');
    expect(text).toContain('booktitle = {Proc.}');
    expect(text).toContain('abstract = {No \\{brace}');
  });

  it.each([
    'a & b_c #1 100% ~x^2 {y} \\z $5 and $6',
    '한국어 🧠 – “quotes”',
    'Costs $5',
    'x $\\alpha$ and $a{$',
  ])('is read back as it was written: %j', async (title) => {
    const { items } = await readBibtex(writeBibtex([{ ...article, title }], { abstracts: false }));
    const unmath = (text: string | undefined): string | undefined => text?.replace('$\\alpha$', 'α');
    expect(items[0]?.item.title).toBe(unmath(title));
    expect(items[0]?.item.author).toEqual(article.author);
  });

  it('leaves no brace open, whatever the title', () => {
    for (const text of ['}{', '$a{$ b', '\\', '{{{', '$}{$']) {
      const unescaped = escapeLatex(text).replace(/\\[{}]/g, '');
      expect(unescaped.split('{').length).toBe(unescaped.split('}').length);
    }
  });
});
