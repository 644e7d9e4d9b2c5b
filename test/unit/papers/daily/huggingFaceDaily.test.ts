import { describe, expect, it } from 'vitest';
import { decodeHuggingFaceDaily, huggingFaceDailyUrl } from '../../../../src/papers/clients/huggingFaceDaily';
import { looksLikeDailyPapers } from '../../../../src/papers/daily/looksLikeDailyPapers';
import { readDailyPapers } from '../../../../src/papers/daily/readDailyPapers';

const item = (over: object = {}, paper: object = {}) => ({
  paper: {
    id: '2510.01234',
    title: 'Quiet Nets:\n  a Survey',
    summary: 'Nets are\nquiet.\n\nMore so at night.',
    authors: [
      { name: 'Ada Öne', hidden: false },
      { name: 'B. Two', hidden: true },
    ],
    publishedAt: '2025-10-02T17:59:00.000Z',
    submittedOnDailyAt: '2025-10-30T00:00:00.000Z',
    upvotes: 12,
    githubRepo: 'https://github.com/example/quiet',
    ...paper,
  },
  numComments: 3,
  submittedBy: { fullname: 'Zed Zee', name: 'zed' },
  organization: { name: 'deeplab', fullname: 'Deep Lab' },
  ...over,
});
const read = (value: unknown) => readDailyPapers(JSON.stringify(value), { today: '2026-11-21' });

describe('the service’s papers of a day', () => {
  it('come with everything it says, lines unwrapped', () => {
    const page = read([item()]);
    expect([page.format, page.date?.iso, page.problems]).toEqual(['json', '2025-10-30', []]);
    expect(page.entries).toEqual([
      {
        key: 'arxiv:2510.01234',
        title: 'Quiet Nets: a Survey',
        abstract: 'Nets are quiet.\n\nMore so at night.',
        authorsCount: 1,
        authors: ['Ada Öne'],
        organisation: 'Deep Lab',
        submitter: 'Zed Zee',
        date: { iso: '2025-10-02', yearWritten: true, reason: 'As the service has it.' },
        comments: 3,
        upvotes: 12,
        ids: { arxiv: '2510.01234' },
        links: ['https://github.com/example/quiet'],
        missing: [],
        range: undefined,
      },
    ]);
  });

  it('survive missing and misshapen parts', () => {
    const page = read([
      { paper: { id: '2510.00001', title: 'Only a title' } },
      item(
        { organization: 7, numComments: 'many' },
        { id: '2510.00002', authors: null, publishedAt: 5, upvotes: -1 },
      ),
      item({}, { id: 'not-arxiv', title: 'Elsewhere' }),
      item({}, { id: '2510.00003', organization: { name: 'inner' } }),
    ]);
    expect(page.entries.map(({ key, organisation, missing }) => [key, organisation, missing.join()])).toEqual(
      [
        ['arxiv:2510.00001', undefined, 'abstract,authors,date'],
        ['arxiv:2510.00002', undefined, 'authors,date'],
        ['title:elsewhere', 'Deep Lab', ''],
        ['arxiv:2510.00003', 'inner', ''],
      ],
    );
  });

  it('leave out what is no paper, and say so; a paper listed twice is one', () => {
    const page = read([item(), null, 7, { paper: {} }, item()]);
    expect([page.entries.length, page.repeated]).toEqual([1, 1]);
    expect(page.problems).toEqual(['3 items are no papers and left out']);
  });

  it('may come as one paper alone, or within an object', () => {
    expect(read(item()).entries).toHaveLength(1);
    expect(read(item().paper).entries).toHaveLength(1);
    expect(read({ papers: [item()] }).entries).toHaveLength(1);
  });

  it.each([
    ['<!DOCTYPE html><html>Sign in</html>', 'it is a web page, not JSON'],
    ['[{"paper":', 'it is not JSON'],
    ['{"error":"Rate limited"}', 'the service says: Rate limited'],
    ['{"a":1}', 'it is JSON, but no list of papers'],
    ['[1,2]', 'it is JSON, but no list of papers'],
    ['7', 'it is JSON, but no list of papers'],
  ])('are none in %s', (body, why) => {
    expect(decodeHuggingFaceDaily(body)).toEqual({ ok: false, error: why });
  });

  it('may be none at all', () => {
    expect(decodeHuggingFaceDaily('[]')).toEqual({ ok: true, value: { papers: [], refused: 0 } });
  });
});

describe('the address of a day', () => {
  it('names the day under any base', () => {
    const url = 'https://huggingface.co/api/daily_papers?date=2025-10-30&limit=100';
    expect(huggingFaceDailyUrl('https://huggingface.co', '2025-10-30')).toBe(url);
    expect(huggingFaceDailyUrl('https://huggingface.co/', '2025-10-30')).toBe(url);
    expect(huggingFaceDailyUrl('https://huggingface.co/api/daily_papers', '2025-10-30')).toBe(url);
    expect(huggingFaceDailyUrl('http://127.0.0.1:1/proxy', '2025-10-30')).toContain(
      '/proxy/api/daily_papers?',
    );
  });

  it.each(['ftp://example.org', 'nowhere', ''])('refuses the base %j', (base) => {
    expect(() => huggingFaceDailyUrl(base, '2025-10-30')).toThrow(/is not an http or https address/);
  });

  it.each(['2025-02-30', 'Oct 30', '2025-10-30&x=1', ''])('refuses the day %j', (day) => {
    expect(() => huggingFaceDailyUrl('https://huggingface.co', day)).toThrow(/is not a day/);
  });
});

describe('a file of the workspace', () => {
  it('is told to be a page by its start', () => {
    const entry = 'A Title of Words\n\nAn abstract.\n\n  • 7 authors\n·\nOct 19\n\n';
    expect(looksLikeDailyPapers(entry.repeat(3))).toBe(true);
    expect(looksLikeDailyPapers(entry.repeat(2))).toBe(true);
    expect(looksLikeDailyPapers('A Title\n\nAn abstract.\n\nOrganisation\n·\n3 days ago\n\n'.repeat(2))).toBe(
      true,
    );
    expect(looksLikeDailyPapers('A Title\n\nAn abstract.\n\n• 7 authors · Dec 18, 2024\n\n'.repeat(2))).toBe(
      true,
    );
    expect(looksLikeDailyPapers(`Daily Papers\r\n\r\n${entry}`)).toBe(true);
    expect(looksLikeDailyPapers(JSON.stringify([item()]))).toBe(true);
    for (const other of [
      '',
      '# Papers\n\n- https://arxiv.org/abs/2101.00001',
      '{"name":"x"}',
      entry,
      '7 authors wrote it',
      '- 7 authors\n- 7 authors\n2024-10-28\n2024-10-29',
      'Seoul · Oct 28\n·\nand more\n'.repeat(3),
    ]) {
      expect(looksLikeDailyPapers(other), other).toBe(false);
    }
  });
});
