import { describe, expect, it } from 'vitest';
import { AbortedError } from '../../../../src/base/abort';
import { bibliographyFormat, readBibliography } from '../../../../src/papers/citations/bibliography';
import { importedPapers } from '../../../../src/papers/citations/importPapers';

const at = '2026-01-01T00:00:00.000Z';
const read = async (text: string) => importedPapers(await readBibliography(text, 'refs'), at);

const bib = String.raw`% made by hand
@string{proc = "Proceedings of Invented Results"}
@inproceedings{lee2019narrow,
  title     = {Narrow Paths through {$\ell_1$} Meshes},
  author    = {Lee, Ada B. and {The Mesh Collaboration} and M{\"u}ller, J{\'o}zef and 홍길동 and others},
  booktitle = proc # { 7},
  year      = 2019,
  eprint    = {1901.00001v3}, archivePrefix = {arXiv}, primaryClass = {cs.LG},
  keywords  = {meshes, escape},
}
@misc{torn, title = {No end
@article{vanDerBerg_2012, author = "Jan van der Berg", title = "Fifty \% \& more", journal = {J. Inv. Math.},
  volume = 3, number = {2}, pages = {12--34}, date = {2012-03}, doi = {https://doi.org/10.1234/ABC.5}}
@online{page, title = {A page}, url = {https://example.org/a?b=1}, year = {n.d.}}
`;

describe('a BibTeX file', () => {
  it('becomes records with identifiers in normal form, names as they are displayed, and its keys', async () => {
    const { papers } = await read(bib);
    expect(
      papers.map(({ record, citekey, tags, url, line }) => [record.key, citekey, tags, url, line]),
    ).toEqual([
      ['arxiv:1901.00001', 'lee2019narrow', ['escape', 'meshes'], 'https://arxiv.org/abs/1901.00001', 3],
      ['doi:10.1234/abc.5', 'vanDerBerg_2012', [], 'https://doi.org/10.1234/abc.5', 12],
      ['url:example.org/a?b=1', 'page', [], 'https://example.org/a?b=1', 14],
    ]);
    const [lee, berg, page] = papers.map(({ record }) => record);
    expect(lee).toMatchObject({
      title: { value: 'Narrow Paths through ℓ₁ Meshes', source: 'import', fetchedAt: at },
      authors: { value: ['Ada B. Lee', 'The Mesh Collaboration', 'Józef Müller', '홍길동'] },
      year: { value: 2019 },
      venue: { value: 'Proceedings of Invented Results 7' },
      type: { value: 'paper-conference' },
    });
    expect(berg).toMatchObject({
      title: { value: 'Fifty % & more' },
      authors: { value: ['Jan van der Berg'] },
      year: { value: 2012 },
      volume: { value: '3' },
      issue: { value: '2' },
      pages: { value: '12–34' },
    });
    expect(page?.year).toBeUndefined();
  });

  it('that is broken in one entry keeps the others, and names the line', async () => {
    const { problems } = await read(bib);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(11);
    expect(problems[0]?.message).toMatch(/cannot be read: its brackets are still open/);
  });

  it('gives entries what others say: abbreviations, commands, the fields of a parent', async () => {
    const { papers, problems } = await read(String.raw`@preamble{"\newcommand{\NN}{Neural Nets}"}
@string(short = {J. Inv.})
@string{long = short # " Meshes"}
@comment{ of entries
@article{unread, title={Commented out}}
}
@inproceedings{child, crossref = {Parent}, title = {On {\NN} at 50\% "speed"}}
% @article{unread, title={Commented out too}}
@article(round, title = "f(x) within", journal = long) @misc{beside, title={On the same line}, note = unknown}
@misc{late, title={At last}, note = unknown}
@proceedings{parent, booktitle = {Proc. of Things}, year = 2001}`);
    expect(
      papers.map(({ citekey, line, record }) => [citekey, line, record.title?.value, record.venue?.value]),
    ).toEqual([
      ['child', 7, 'On Neural Nets at 50% "speed"', 'Proc. of Things'],
      ['round', 9, 'f(x) within', 'J. Inv. Meshes'],
      ['beside', 9, 'On the same line', undefined],
      ['late', 10, 'At last', undefined],
    ]);
    expect(problems.map(({ line, message }) => [line, /“unknown”/.test(message)])).toEqual([
      [9, true],
      [11, false],
    ]);
  });

  it('of entries that never close, or close wrongly, names each and reads the one between', async () => {
    const torn = '@article{\n'.repeat(2000) + '@comment{\n'.repeat(500) + '@misc{a b}\n'.repeat(500);
    const { papers, problems } = await read(`${torn}@misc{good, title={Between}}\n${torn}`);
    expect(papers.map(({ citekey, line }) => [citekey, line])).toEqual([['good', 3001]]);
    expect(problems).toHaveLength(5000);
    expect(new Set(problems.map(({ line }) => line)).size).toBe(5000);
  });

  it('is left off where it is cancelled', async () => {
    const cancel = () => Promise.reject(new AbortedError());
    const entries = '@misc{a, title={A}}\n'.repeat(60);
    await expect(readBibliography(entries, 'refs', { breathe: cancel })).rejects.toThrow('cancelled');
  });

  it('that names a paper twice gives it once, with the fields of both', async () => {
    const { papers } = await read(
      '@article{a, title={One}, eprint={1901.00001}, archiveprefix={arXiv}}\n@article{b, title={Other}, url={https://arxiv.org/pdf/1901.00001}, year=2020}',
    );
    expect(papers).toHaveLength(1);
    expect(papers[0]).toMatchObject({
      citekey: 'a',
      record: { title: { value: 'One' }, year: { value: 2020 } },
    });
  });
});

describe('an export of Zotero', () => {
  it('as CSL JSON', async () => {
    const { papers, problems } = await read(
      JSON.stringify([
        {
          id: 'http://zotero.org/users/1/items/AB',
          'citation-key': 'roe2020',
          type: 'article',
          title: 'A made-up preprint',
          number: 'arXiv:2001.00002',
          author: [{ family: 'Roe', given: 'Jane', 'non-dropping-particle': 'de' }],
          issued: { 'date-parts': [['2020', 1, 3]] },
          DOI: '10.48550/arXiv.2001.00002',
        },
        { id: 7, type: 'book', title: 'Untold', issued: { literal: 'around 1999' } },
        { title: 'no id' },
      ]),
    );
    expect(papers.map(({ record, citekey }) => [record.key, citekey, record.year?.value])).toEqual([
      ['arxiv:2001.00002', 'roe2020', 2020],
      ['title:untold', undefined, 1999],
    ]);
    expect(papers[0]?.record.authors?.value).toEqual(['Jane de Roe']);
    expect(problems).toHaveLength(1);
  });

  it('as the JSON of Better BibTeX, without its attachments', async () => {
    const item = {
      itemType: 'conferencePaper',
      citationKey: 'kim2021sharp',
      title: 'Sharp edges',
      creators: [
        { firstName: 'Min', lastName: 'Kim', creatorType: 'author' },
        { firstName: 'Ed', lastName: 'Itor', creatorType: 'editor' },
      ],
      date: '2021-05',
      url: 'https://openreview.net/forum?id=abc123',
      tags: [{ tag: 'sharpness' }],
    };
    const { papers } = await read(
      JSON.stringify({ items: [item, { itemType: 'attachment', title: 'PDF' }] }),
    );
    expect(papers).toHaveLength(1);
    expect(papers[0]).toMatchObject({
      citekey: 'kim2021sharp',
      tags: ['sharpness'],
      record: { authors: { value: ['Min Kim'] }, year: { value: 2021 }, type: { value: 'paper-conference' } },
    });
  });

  it('as RDF', async () => {
    const { papers } = await read(`<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="r" xmlns:z="z" xmlns:dc="d" xmlns:dcterms="t" xmlns:bib="b" xmlns:foaf="f" xmlns:prism="p">
  <bib:Article rdf:about="http://dx.doi.org/10.1234/xyz">
    <z:itemType>journalArticle</z:itemType>
    <dcterms:isPartOf rdf:resource="urn:issn:1"/>
    <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Doe</foaf:surname><foaf:givenName>Jo</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
    <dc:title>Invented &amp; true</dc:title>
    <dc:date>2004</dc:date>
    <dc:identifier>DOI 10.1234/xyz</dc:identifier>
  </bib:Article>
  <bib:Journal rdf:about="urn:issn:1"><dc:title>Annals of Nothing</dc:title><prism:volume>12</prism:volume></bib:Journal>
</rdf:RDF>`);
    expect(papers).toHaveLength(1);
    expect(papers[0]?.record).toMatchObject({
      key: 'doi:10.1234/xyz',
      title: { value: 'Invented & true' },
      authors: { value: ['Jo Doe'] },
      year: { value: 2004 },
      venue: { value: 'Annals of Nothing' },
      volume: { value: '12' },
    });
  });

  it('as RIS, an entry without an end told', async () => {
    const { papers, problems } = await read(
      'TY  - JOUR\r\nAU  - Roe, Jane\r\nTI  - A long\r\n title\r\nPY  - 2001/02\r\nSP  - 1\r\nEP  - 9\r\nDO  - 10.1234/q\r\nER  - \r\nTY  - CONF\r\nTI  - Open',
    );
    expect(
      papers.map(({ record }) => [record.title?.value, record.pages?.value, record.year?.value]),
    ).toEqual([
      ['A long title', '1–9', 2001],
      ['Open', undefined, undefined],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([10]);
  });
});

describe('what is no bibliography', () => {
  it('is refused with what to give instead', async () => {
    expect(bibliographyFormat('# Notes\n\n- [ ] me@home.org')).toBeUndefined();
    await expect(readBibliography('# Notes', 'a.md')).rejects.toMatchObject({ code: 'data.unsupported' });
    await expect(readBibliography('[{"id": 1,', 'a.json')).rejects.toMatchObject({ code: 'data.unreadable' });
  });
});
