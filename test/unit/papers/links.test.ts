import { describe, expect, it } from 'vitest';
import { paperKey, readPaperLink } from '../../../src/papers/links';

const arxivPage = 'https://arxiv.org/abs/2107.05802';

describe('arXiv links', () => {
  it.each([
    ['https://arxiv.org/abs/2107.05802', 'arxiv-abs'],
    ['http://arxiv.org/abs/2107.05802', 'arxiv-abs'],
    ['arxiv.org/abs/2107.05802', 'arxiv-abs'],
    ['https://www.arxiv.org/abs/arXiv:2107.05802', 'arxiv-abs'],
    ['https://arxiv.org/abs/2107.05802?context=cs.LG#x', 'arxiv-abs'],
    ['https://arxiv.org/abs/2107.05802을', 'arxiv-abs'],
    ['https://arxiv.org/pdf/2107.05802', 'arxiv-pdf'],
    ['https://arxiv.org/pdf/2107.05802.pdf', 'arxiv-pdf'],
    ['https://arxiv.org/html/2107.05802', 'arxiv-mirror'],
    ['https://export.arxiv.org/abs/2107.05802', 'arxiv-mirror'],
    ['https://ar5iv.org/abs/2107.05802', 'arxiv-mirror'],
    ['https://ar5iv.labs.arxiv.org/html/2107.05802', 'arxiv-mirror'],
    ['https://www.alphaxiv.org/abs/2107.05802', 'arxiv-mirror'],
    ['https://huggingface.co/papers/2107.05802', 'arxiv-mirror'],
    ['https://doi.org/10.48550/arXiv.2107.05802', 'doi'],
    ['https://dx.doi.org/10.48550/ARXIV.2107.05802', 'doi'],
    ['arXiv:2107.05802', 'arxiv-abs'],
    ['2107.05802', 'arxiv-abs'],
  ])('%s is 2107.05802', (href, kind) => {
    const link = readPaperLink(href);
    expect(link).toMatchObject({ href, kind, ids: { arxiv: '2107.05802' }, pageUrl: arxivPage });
    expect(link.pdfUrl).toBe('https://arxiv.org/pdf/2107.05802');
    expect(link.ids.doi).toBeUndefined();
    expect(paperKey(link)).toBe('arxiv:2107.05802');
  });

  it('keeps the version apart, and in the addresses', () => {
    const link = readPaperLink('https://arxiv.org/pdf/2107.05802v3.pdf');
    expect(link.ids).toEqual({ arxiv: '2107.05802', arxivVersion: 3 });
    expect(link.pageUrl).toBe('https://arxiv.org/abs/2107.05802v3');
    expect(link.pdfUrl).toBe('https://arxiv.org/pdf/2107.05802v3');
    expect(paperKey(link)).toBe('arxiv:2107.05802');
  });

  it('reads old-style identifiers', () => {
    expect(readPaperLink('https://arxiv.org/abs/Physics/0004057v1').ids).toEqual({
      arxiv: 'physics/0004057',
      arxivVersion: 1,
    });
    expect(readPaperLink('https://arxiv.org/pdf/cs.LG/0101001.pdf').ids.arxiv).toBe('cs/0101001');
    expect(readPaperLink('https://arxiv.org/abs/cond-mat%2F9901001').ids.arxiv).toBe('cond-mat/9901001');
  });

  it('invents no identifier', () => {
    for (const path of ['abs/2113.05802', 'abs/0808.05394', 'abs/2107.0580', 'abs/physics/0013057']) {
      const link = readPaperLink(`https://arxiv.org/${path}`);
      expect(link).toMatchObject({ kind: 'arxiv-abs', ids: {} });
    }
    expect(readPaperLink('https://arxiv.org/list/cs.LG/2107').kind).toBe('web');
    expect(readPaperLink('https://notarxiv.org/abs/2107.05802').ids).toEqual({});
    expect(readPaperLink('https://huggingface.co/models/2107.05802').ids).toEqual({});
  });
});

describe('wrapped links', () => {
  const once = `https://www.google.com/url?q=${encodeURIComponent(arxivPage)}&sa=D&usg=AOvVaw`;
  it.each([
    once,
    `https://www.google.co.kr/url?sa=t&url=${encodeURIComponent(arxivPage)}`,
    `https://www.google.com/url?q=${encodeURIComponent(once)}&sa=D`,
    `https://www.google.com/url?q=https://www.google.com/url?q%3D${arxivPage}%26amp;sa%3DD%26amp;ust%3D17&sa=D&ust=18`,
    `https://www.google.com/url?sa=D&amp;q=${arxivPage}&amp;usg=A`,
    `https://www.google.com/url?q=${encodeURIComponent(encodeURIComponent(arxivPage))}`,
    `https://l.facebook.com/l.php?u=${encodeURIComponent(arxivPage)}&h=AT0`,
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(arxivPage)}&data=05`,
    `https://scholar.google.com/scholar_url?url=${encodeURIComponent(arxivPage)}&hl=en`,
    `https://urldefense.com/v3/__${arxivPage}__;!!Ab!cd$`,
  ])('%s', (href) => {
    const link = readPaperLink(href);
    expect(link.url).toBe(arxivPage);
    expect(link.ids.arxiv).toBe('2107.05802');
    expect(link.kind).toBe('arxiv-abs');
  });

  it('leaves a redirect without a target, and a search, as they are', () => {
    const bare = 'https://www.google.com/url?sa=D';
    expect(readPaperLink(bare)).toMatchObject({ url: bare, kind: 'web', ids: {} });
    const search = 'https://www.google.com/search?q=https://arxiv.org/abs/2107.05802';
    expect(readPaperLink(search)).toMatchObject({ url: search, kind: 'web' });
  });

  it('ends on a redirect that wraps itself', () => {
    let href = arxivPage;
    for (let i = 0; i < 40; i++) href = `https://www.google.com/url?q=${href}`;
    expect(() => readPaperLink(href)).not.toThrow();
  });
});

describe('publishers', () => {
  it('reads the DOI in a Springer path', () => {
    expect(readPaperLink('https://link.springer.com/chapter/10.1007/BFb0081737')).toMatchObject({
      kind: 'springer',
      ids: { doi: '10.1007/bfb0081737' },
      pageUrl: 'https://link.springer.com/chapter/10.1007/BFb0081737',
      pdfUrl: 'https://link.springer.com/content/pdf/10.1007/BFb0081737.pdf',
    });
    for (const path of [
      'article/10.1007%2Fs00440-020-00996-z',
      'article/10.1007/s00440-020-00996-z/fulltext.html#Sec3',
      'content/pdf/10.1007/s00440-020-00996-z.pdf?pdf=button',
    ]) {
      expect(readPaperLink(`https://link.springer.com/${path}`).ids.doi).toBe('10.1007/s00440-020-00996-z');
    }
    expect(readPaperLink('https://link.springer.com/journal/440')).toMatchObject({
      kind: 'springer',
      ids: {},
    });
  });

  it('knows that a Nature article is 10.1038 and its id', () => {
    for (const tail of ['s41586-023-06004-9', 's41586-023-06004-9.pdf', 's41586-023-06004-9?x=1#Fig1']) {
      expect(readPaperLink(`https://www.nature.com/articles/${tail}`)).toMatchObject({
        kind: 'nature',
        ids: { doi: '10.1038/s41586-023-06004-9' },
        pageUrl: 'https://www.nature.com/articles/s41586-023-06004-9',
      });
    }
  });

  it('leads from a NeurIPS PDF to its page and back', () => {
    const hash = 'a292f1c5874b2be8395ffd75f313937f';
    for (const base of [
      'https://papers.nips.cc/paper_files/paper/2018',
      'https://proceedings.neurips.cc/paper/2018',
    ]) {
      const pdf = `${base}/file/${hash}-Paper.pdf`;
      const page = `${base}/hash/${hash}-Abstract.html`;
      for (const href of [pdf, page]) {
        expect(readPaperLink(href)).toMatchObject({ kind: 'neurips', pageUrl: page, pdfUrl: pdf });
        expect(paperKey(readPaperLink(href))).toBe(
          `url:papers.nips.cc/paper/2018/hash/${hash}-Abstract.html`,
        );
      }
    }
    const track = `https://proceedings.neurips.cc/paper_files/paper/2023/file/${hash}-Paper-Conference.pdf`;
    expect(readPaperLink(track).pageUrl).toBe(
      `https://proceedings.neurips.cc/paper_files/paper/2023/hash/${hash}-Abstract-Conference.html`,
    );
    expect(readPaperLink('https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf').pageUrl).toBe(
      'https://papers.nips.cc/paper/7181-attention-is-all-you-need',
    );
  });

  it('leads from a PMLR PDF to its page and back', () => {
    for (const href of [
      'http://proceedings.mlr.press/v119/xu20i/xu20i.pdf',
      'https://proceedings.mlr.press/v119/xu20i.html',
      'https://proceedings.mlr.press/v119/xu20i/xu20i-supp.pdf',
    ]) {
      expect(readPaperLink(href)).toMatchObject({
        kind: 'pmlr',
        pageUrl: 'https://proceedings.mlr.press/v119/xu20i.html',
        pdfUrl: 'https://proceedings.mlr.press/v119/xu20i/xu20i.pdf',
      });
    }
  });

  it('knows OpenReview forums, DOIs, PDFs, videos and files', () => {
    expect(readPaperLink('https://openreview.net/pdf?id=rJl-b3RcF7')).toMatchObject({
      kind: 'openreview',
      pageUrl: 'https://openreview.net/forum?id=rJl-b3RcF7',
      pdfUrl: 'https://openreview.net/pdf?id=rJl-b3RcF7',
    });
    expect(readPaperLink('https://doi.org/10.1007/BF02759761')).toMatchObject({
      kind: 'doi',
      ids: { doi: '10.1007/bf02759761' },
      pageUrl: 'https://doi.org/10.1007/bf02759761',
    });
    expect(readPaperLink('doi:10.1007/BF02759761.').ids.doi).toBe('10.1007/bf02759761');
    expect(readPaperLink('https://dl.acm.org/doi/pdf/10.1145/3292500.3330701')).toMatchObject({
      kind: 'web',
      ids: { doi: '10.1145/3292500.3330701' },
    });
    expect(
      readPaperLink('https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf').ids.doi,
    ).toBe('10.1101/2020.01.02.123456');
    const pdf = 'https://www.example.edu/~someone/our_papers/a+b_04.pdf';
    expect(readPaperLink(pdf)).toMatchObject({ kind: 'pdf', pageUrl: pdf, pdfUrl: pdf });
    expect(readPaperLink('https://youtu.be/UTMpM4orS30').kind).toBe('video');
    expect(readPaperLink('https://slideslive.com/38938349').kind).toBe('talk');
    expect(readPaperLink('a%20folder/%ED%91%9C.pdf').kind).toBe('file');
    expect(readPaperLink('C:\\papers\\x.pdf').kind).toBe('file');
    expect(readPaperLink('https://example.org/lab').kind).toBe('web');
    expect(readPaperLink('javascript:alert(1)').kind).toBe('web');
  });
});
