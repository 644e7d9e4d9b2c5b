import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDailyPapers } from '../../../../src/papers/daily/readDailyPapers';
import type { PageContext } from '../../../../src/papers/daily/resolveDates';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/dailyPapers/${name}`, import.meta.url), 'utf8');
const search = fixture('search.txt');
const today = { today: '2026-11-21' };
const read = (text: string, context: PageContext = today) => readDailyPapers(text, context);
const table = (text: string, context?: PageContext) =>
  read(text, context).entries.map((entry) => [
    entry.title,
    entry.authorsCount ?? entry.organisation,
    entry.date?.iso,
    entry.comments,
    entry.missing.join(),
  ]);

const ofSearch = [
  ['M$^2$-Nets: Two Scales, Two Losses, and a Way Between Them', 7, '2024-12-18', undefined, ''],
  ['Estimating What Cannot Be Counted', 4, '2017-11-08', undefined, ''],
  ['Frames Without Training', 'Deep Lab', '2025-10-19', 2, 'authors'],
  ['ASK: Modal Reasoning via Difficulty-Aware Shaping', undefined, undefined, undefined, 'authors,date'],
  ['BTRL: Balancing Search in Test-Time Learning Via Entropy', 6, '2025-08-15', undefined, ''],
  ['엔트로피가 큰 합금의 발견: 증거 이론을 통한 지식의 융합', 9, '2025-02-20', undefined, ''],
  ['Compressing Minds of Code into 3 MB', 5, '2022-08-15', 12, ''],
  ['When Is Realisability Enough?', 1, '2022-11-09', undefined, ''],
  ['Sparse Codes by Annealing', 2, '2024-03-01', undefined, ''],
  ['Widths and Depths of Random Features', 3, '2024-07-16', undefined, ''],
];

describe('the saved text of a page', () => {
  it('gives every entry and none of the page’s own words', () => {
    expect(table(search)).toEqual(ofSearch);
  });

  it('keeps abstracts whole, of any number of paragraphs', () => {
    const [first, second] = read(search).entries;
    expect(first?.abstract).toMatch(/^Deep nets are .* https:\/\/example\.org\/m2-nets\.github\.io\/\.$/);
    expect(second?.abstract.split('\n\n').map((paragraph) => paragraph.slice(0, 12))).toEqual([
      'Counting par',
      'An experimen',
    ]);
  });

  it('says where each entry stands, to the character', () => {
    const entries = read(search).entries;
    const texts = entries.map(({ range }) => search.slice(range?.start, range?.end));
    expect(texts.map((text) => text.split('\n')[0])).toEqual(entries.map(({ title }) => title));
    expect(texts[2]?.endsWith('·\nOct 19 2')).toBe(true);
    expect(texts[3]?.endsWith('of the price.')).toBe(true);
    const gaps = entries.slice(1).map(({ range }, i) => search.slice(entries[i]?.range?.end, range?.start));
    expect(new Set(gaps.map((gap) => gap.trim()))).toEqual(new Set(['']));
  });

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['no empty lines', (text: string) => text.replaceAll(/\n{2,}/g, '\n')],
    ['an empty line after every line', (text: string) => text.replaceAll(/\n+/g, '\n\n')],
    [
      'deep indents and spaces behind',
      (text: string) => text.replaceAll(/^(?=.)/gm, '\t ').replaceAll(/$/gm, '  '),
    ],
    ['other spaces', (text: string) => text.replaceAll(' • ', '\u00a0•\u00a0')],
    ['quote marks', (text: string) => text.replaceAll(/^/gm, '> ')],
    ['metadata on one line', (text: string) => text.replaceAll(/\n·\n/g, ' · ')],
    [
      'a footer',
      (text: string) => `${text}\nPrevious\n1\n2\n...\n24\nNext\n\nCompany\nTOS\nPrivacy\n© Hugging Face\n`,
    ],
  ])('reads the same with %s', (_, change) => {
    expect(table(change(search))).toEqual(ofSearch);
  });

  it('reads text that is wrapped at a column', () => {
    const wrapped = search
      .split('\n')
      .map((line) => line.replaceAll(/(.{40,60}?) /g, '$1\n'))
      .join('\n');
    expect(table(wrapped).map(([title]) => title)).toEqual(ofSearch.map(([title]) => title));
  });
});

describe('other pages', () => {
  it('reads the page of a day: votes before the title, comments behind', () => {
    const page = read(fixture('day.txt'));
    expect(page.date?.iso).toBe('2025-10-30');
    expect(page.date?.reason).toContain('weekday');
    expect(
      page.entries.map((entry) => [
        entry.title,
        entry.submitter,
        entry.upvotes,
        entry.comments,
        entry.organisation,
      ]),
    ).toEqual([
      ['Flat Minima of Quiet Networks: A Survey', 'mira-k', 165, 6, 'InternLab'],
      ['무게를 줄인 신경망의 엔트로피: 이론과 실험', 'yo-sun', 43, 2, undefined],
      ['One Lonely Title', 'zed', 9, undefined, 'InternLab2'],
    ]);
  });

  it('reads the page of what is trending', () => {
    const { entries } = read(fixture('trending.txt'));
    expect(entries.map((entry) => [entry.title, entry.upvotes, entry.date?.iso, entry.authorsCount])).toEqual(
      [
        ['Tuning a Hundred Models at Once', 173, '2024-03-20', 5],
        ['Graphs for Retrieval: Simple and Fast', 21, '2025-10-08', undefined],
      ],
    );
    expect(entries[1]?.organisation).toBe('Some Lab');
  });

  it('reads the page of one paper, and not what people say below it', () => {
    const { entries } = read(fixture('one.txt'));
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      key: 'arxiv:2510.23473',
      authors: ['Ji Wang', 'Bo Jin', 'Yujin Kim'],
      submitter: 'Ji Wang',
      upvotes: 84,
      ids: { arxiv: '2510.23473' },
      date: { iso: '2025-10-27', yearWritten: false },
      missing: [],
    });
    expect(entries[0]?.abstract).toContain('extend to moving pictures');
  });

  it('reads markdown: headings, links, bold titles, lists of metadata', () => {
    const { entries } = read(fixture('marked.md'));
    expect(
      entries.map(({ title, ids, date, authors }) => [title, ids.arxiv, date?.iso, authors.length]),
    ).toEqual([
      ['Sparse Nets, Dense Thoughts', '2510.12345', '2025-10-19', 0],
      ['On the Shape of Loss: Part II', '2405.01234', '2024-05-03', 3],
      ['Only a Title Here', undefined, undefined, 0],
      ['Another Title, With Date', undefined, '2023-12-03', 0],
    ]);
    expect(entries[0]).toMatchObject({ comments: 2, upvotes: 14, authorsCount: 7 });
  });
});

describe('a part of a page', () => {
  const part = (from: string, to: string): string => search.slice(search.indexOf(from), search.indexOf(to));

  it('reads one entry alone', () => {
    expect(table(part('Frames', 'ASK')).map(([title]) => title)).toEqual(['Frames Without Training']);
  });

  it('keeps an abstract whose title was not copied', () => {
    const [entry, ...others] = read(part('Deep nets', 'Estimating')).entries;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ authorsCount: 7, missing: ['title'] });
    expect(entry?.title).toMatch(/^Deep nets are trained at one scale.*…$/);
  });

  it('keeps a title at which the copy ends', () => {
    expect(table(part('When Is', 'We anneal')).at(-1)?.[0]).toBe('Sparse Codes by Annealing');
  });

  it('keeps an entry without an abstract between others', () => {
    const text = search.replace(/Counting parameters[^•]*/, '');
    expect(read(text).entries[1]).toMatchObject({
      title: 'Estimating What Cannot Be Counted',
      authorsCount: 4,
      abstract: '',
    });
  });

  it('counts an entry once, however often the page was pasted', () => {
    const page = read(`${search}\n\n${search}`);
    expect([page.entries.length, page.repeated]).toEqual([10, 10]);
  });

  it.each([
    '',
    ' \r\n',
    '·',
    'Daily Papers',
    'Subscribe\n\nOct 30\n',
    'new',
    '\u0000',
    '[',
    '12',
    'Submitted by',
  ])('finds no entry in %j', (text) => {
    expect(read(text).entries).toEqual([]);
  });
});

describe('a day without a year', () => {
  const page = (header: string, ...dates: readonly string[]): string =>
    [
      'Daily Papers',
      header,
      ...dates.map(
        (date, i) =>
          `Title Number ${i} of Some\n\nAn abstract that is a sentence of words.\n\n• 2 authors\n·\n${date}`,
      ),
    ].join('\n\n');
  const days = (text: string, context?: PageContext) =>
    read(text, context).entries.map(({ date }) => date?.iso);
  const written = ['Dec 1, 2023', 'Mar 2, 2023', 'May 3, 2023'];

  it('is of the year after the last that the page writes out, where it does so often', () => {
    expect(days(page('Oct 30', 'Oct 19', ...written))[0]).toBe('2024-10-19');
    expect(read(page('Oct 30', 'Oct 19', ...written)).entries[0]?.date?.reason).toContain(
      'last year it writes out is 2023',
    );
  });

  it('is of the year the file was written in, where nothing else tells', () => {
    expect(days(page('Oct 30', 'Oct 19'), { today: '2026-11-21', savedOn: '2025-11-02' })).toEqual([
      '2025-10-19',
    ]);
  });

  it('is never after the page or the day it was read', () => {
    expect(days(page('Jan 3', 'Dec 30', 'Jan 2'), { today: '2026-01-03' })).toEqual([
      '2025-12-30',
      '2026-01-02',
    ]);
    expect(days(page('', 'Dec 30'), { today: '2026-01-03' })).toEqual(['2025-12-30']);
  });

  it.each([
    ['Oct 30, 2021', {}, '2021-10-19'],
    ['Thu, Oct 30', {}, '2025-10-19'],
    ['Oct 30', { fileName: 'papers-2022-10-30.txt' }, '2022-10-19'],
    ['2019년 10월 30일', {}, '2019-10-19'],
  ])('is of the page’s year: %s %j', (header, context, day) => {
    expect(days(page(header, 'Oct 19'), { ...today, ...context })).toEqual([day]);
  });

  it('takes a number behind it for comments, and four digits for a year', () => {
    const entries = read(
      page('', 'Oct 19 2', 'Oct 28, 2024 12', 'May 3 2021', '28 Oct 2020', '2018-05-09'),
    ).entries;
    expect(entries.map(({ date, comments }) => [date?.iso, comments])).toEqual([
      ['2026-10-19', 2],
      ['2024-10-28', 12],
      ['2021-05-03', undefined],
      ['2020-10-28', undefined],
      ['2018-05-09', undefined],
    ]);
  });

  it('is counted back where the page says how long ago', () => {
    expect(days(page('Oct 30, 2025', 'about 3 hours ago', '2 days ago'))).toEqual([
      '2025-10-30',
      '2025-10-28',
    ]);
    const { entries } = read(page('Oct 30, 2025', '1 day ago 12', '3일 전 4'));
    expect(entries.map(({ date, comments }) => [date?.iso, comments])).toEqual([
      ['2025-10-29', 12],
      ['2025-10-27', 4],
    ]);
  });
});

describe('an entry that names both', () => {
  it('has its organisation and how many wrote it', () => {
    const abstract = 'We show at some length, and with proofs, that what is known of nets holds for trees.';
    const text = `Daily Papers\n\nNets and Trees\n\n${abstract}\n\nnaver NAVER\n  • 12 authors\n·\nDec 30, 2024\n`;
    expect(read(text).entries).toMatchObject([
      { title: 'Nets and Trees', abstract, organisation: 'NAVER', authorsCount: 12, missing: [] },
    ]);
  });
});

const corpus = new URL('../../../../../shared/corpus/daily-papers.txt', import.meta.url);
describe.skipIf(!existsSync(corpus))('the page of the corpus (only where it is at hand)', () => {
  it('holds 57 entries, with an abstract each and a date but for one', () => {
    const text = readFileSync(corpus, 'utf8');
    const { entries } = read(text);
    const of = (part: string) =>
      entries.filter(({ missing }) => missing.some((each) => each === part)).length;
    expect([entries.length, of('title'), of('abstract'), of('date'), of('authors')]).toEqual([
      57, 0, 0, 1, 2,
    ]);
    expect(entries.filter(({ comments }) => comments !== undefined)).toHaveLength(7);
    expect(entries.filter(({ date }) => date?.yearWritten === false)).toHaveLength(20);
    expect(
      new Set(entries.flatMap(({ date }) => (date?.yearWritten === false ? date.iso.slice(0, 4) : []))),
    ).toEqual(new Set(['2025']));
    const covered = entries.reduce((sum, { range }) => sum + (range ? range.end - range.start : 0), 0);
    expect(text.length - covered).toBeLessThan(300);
  });
});
