import { describe, expect, it } from 'vitest';
import { KnownPapers } from '../../../../src/papers/daily/knownPapers';
import { readDailyPapers } from '../../../../src/papers/daily/readDailyPapers';
import { readPaperLink } from '../../../../src/papers/links';
import type { PaperPlace, PaperRecord } from '../../../../src/papers/paper';

const place = (line: number, title: string | undefined, href: string | undefined): PaperPlace => ({
  note: 'list.md',
  line,
  range: { start: 0, end: 0 },
  section: 'Papers to Read',
  title,
  link: href === undefined ? undefined : readPaperLink(href),
  priority: undefined,
  status: undefined,
  attachments: [],
  reason: '',
});
const record: PaperRecord = {
  schema: 1,
  key: 'arxiv:2510.00002',
  ids: { arxiv: '2510.00002' },
  state: 'found',
  checkedAt: '2026-01-01T00:00:00.000Z',
  title: { value: 'Known by Its Record', source: 'arxiv', fetchedAt: '2026-01-01T00:00:00.000Z' },
};
const known = new KnownPapers(
  [
    place(0, 'By another title', 'https://www.alphaxiv.org/abs/2510.00001v2'),
    place(1, undefined, 'https://arxiv.org/abs/2510.00002'),
    place(2, 'M$^2$-Nets: quoted, without a link', undefined),
    place(3, 'Notes', 'https://example.org/notes'),
  ],
  new Map([[record.key, record]]),
);
const entryOf = (title: string, id: string) => {
  const item = { paper: { id, title, summary: 'An abstract.' }, numComments: 0 };
  const [entry] = readDailyPapers(JSON.stringify([item]), { today: '2026-11-21' }).entries;
  if (!entry) throw new Error('no entry');
  return entry;
};

describe('a paper of a page is in a list already', () => {
  it.each([
    ['by its identifier, whatever the title', 'Renamed since', '2510.00001', 0],
    ['by the title that a service gave a bare link', 'Known by its record', '', 1],
    ['by a title that the list only quotes', 'M^2-Nets: Quoted, Without a Link', '', 2],
    ['not by a word that any paper could be called', 'Notes', '', undefined],
    ['not where it is another', 'Quite another paper', '2510.00009', undefined],
  ])('%s', (_, title, id, line) => {
    expect(known.find(entryOf(title, id))?.line).toBe(line);
  });
});
