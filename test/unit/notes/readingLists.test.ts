import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../src/base/text';
import { readReadingLists } from '../../../src/notes/readingLists';
import { readPaperLink } from '../../../src/papers/links';

/** What the tests look at: one line an entry. */
function entries(text: string, sections?: readonly string[]) {
  const lines = new LineIndex(text);
  return readReadingLists(text, sections ? { sections } : {}).map((entry) => ({
    line: lines.position(entry.range.start).line + 1,
    title: entry.title,
    href: entry.href,
    priority: entry.priority,
    status: entry.status,
  }));
}

const note = (...lines: string[]) => lines.join('\n');
const url = (n: number) => `https://arxiv.org/abs/2101.0000${n}`;

describe('what is an entry', () => {
  it('reads bare links, titled links, priorities and prose between', () => {
    const text = note(
      '# 회의록 🧠',
      '',
      'We liked https://arxiv.org/abs/2101.00009 before.',
      '',
      '## Papers Being Reviewed',
      '',
      'Change the priority as you like.',
      '',
      `- ${url(1)}`,
      `- [한글 제목의 논문](${url(2)}) (p2)`,
      '',
      `Somebody should sort what follows, as [this survey](${url(8)}) does.`,
      '',
      `1. <${url(3)}> (P 3)`,
      `2. [p1] [On $a_1 * b_2 * c$ and *ℝ*ⁿ](${url(4)})`,
      '',
      '## Additional Resources',
      '',
      `- ${url(9)}`,
    );
    expect(entries(text)).toEqual([
      { line: 9, title: undefined, href: url(1), priority: undefined, status: undefined },
      { line: 10, title: '한글 제목의 논문', href: url(2), priority: 2, status: undefined },
      { line: 14, title: undefined, href: url(3), priority: 3, status: undefined },
      { line: 15, title: 'On $a_1 * b_2 * c$ and ℝⁿ', href: url(4), priority: 1, status: undefined },
    ]);
  });

  it('reads the same of CRLF, of a byte order mark and of no final newline', () => {
    const text = note('## To Read', '', `- [A](${url(1)}) (p1)`, `- [B](${url(2)})`);
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `\ufeff${text}`]) {
      const found = readReadingLists(variant);
      expect(found.map((entry) => variant.slice(entry.range.start, entry.range.end))).toEqual([
        `- [A](${url(1)}) (p1)`,
        `- [B](${url(2)})`,
      ]);
    }
  });

  it('reads check boxes and words as states', () => {
    const text = note(
      '## Reading list',
      `- [ ] [One paper](${url(1)})`,
      `- [x] [Two papers](${url(2)}) (p1)`,
      `- [/] [Three papers](${url(3)})`,
      `- [-] [Four papers](${url(4)})`,
      `- [Five papers](${url(5)}) (읽는 중)`,
    );
    expect(entries(text).map((entry) => entry.status)).toEqual([
      'to read',
      'read',
      'reading',
      'skipped',
      'reading',
    ]);
  });

  it('takes what is nested under an entry as its attachments', () => {
    const text = note(
      '## Papers to Read',
      '',
      `- [A title](${url(1)}) (p3)`,
      '    ',
      '    [x.pdf](0%20%ED%91%9C/x.pdf)',
      '    ',
      `    - see [the code](https://example.org/code), [jump](#there)`,
      `- [Another](${url(2)})`,
    );
    const found = readReadingLists(text);
    expect(found.map((entry) => entry.title)).toEqual(['A title', 'Another']);
    expect(found[0]?.attachments).toEqual([
      { label: 'x.pdf', href: '0%20%ED%91%9C/x.pdf' },
      { label: 'the code', href: 'https://example.org/code' },
    ]);
  });

  it('takes the paper of a line and its other links as attachments', () => {
    const text = note(
      '## References',
      `- [[pdf](${url(1)}.pdf)] [A long title](${url(1)}) [[code](https://x.org)]`,
    );
    const [entry] = readReadingLists(text);
    expect(entry).toMatchObject({ title: 'A long title', href: url(1) });
    expect(entry?.attachments.map((each) => each.label)).toEqual(['pdf', 'code']);
  });

  it('reads links on lines of their own, not those within prose', () => {
    const text = note(
      '## Reading List',
      url(1),
      `${url(2)} (p2)`,
      '',
      `As [Smith](${url(7)}) says, ${url(8)} is worth a look.`,
      '',
      `[A title](${url(3)})`,
      '',
      '[A sub-page](Sub%20page.md)',
    );
    expect(entries(text).map(({ line, href }) => [line, href])).toEqual([
      [2, url(1)],
      [3, url(2)],
      [7, url(3)],
    ]);
  });

  it('separates what sticks to a bare address', () => {
    const [first, second] = entries(note('## To read', `- ${url(1)}(p2)`, `- ${url(2)}, (p1)`));
    expect(first).toMatchObject({ href: url(1), priority: 2 });
    expect(second).toMatchObject({ href: url(2), priority: 1 });
  });

  it('reads addresses with particles, without a scheme, and leading priorities', () => {
    const text = note(
      '## 읽을 논문',
      `- ${url(1)}를 읽자 (p1)`,
      '- arxiv.org/abs/2101.00002 (p2)',
      `- p3: [A title](${url(3)})`,
      `- P 4 – ${url(4)}`,
      '- [P2P networks](https://example.org/p2p)',
      '- https://namu.wiki/w/신경망',
    );
    expect(entries(text).map(({ href, title, priority }) => [href, title, priority])).toEqual([
      [url(1), undefined, 1],
      ['arxiv.org/abs/2101.00002', undefined, 2],
      [url(3), 'A title', 3],
      [url(4), undefined, 4],
      ['https://example.org/p2p', 'P2P networks', undefined],
      ['https://namu.wiki/w/신경망', undefined, undefined],
    ]);
  });

  it('finds a title beside a bare or generic link, and invents none', () => {
    const text = note(
      '## Reading List',
      `- **A bold title**: ${url(1)}`,
      `- Deep nets do not overfit much [pdf](${url(2)}) (p1)`,
      `- 홍철: ${url(3)}`,
      `- please take a look at ${url(4)}`,
      `- “A quoted title”, ${url(5)}`,
      `- [${url(6)}](${url(6)})`,
      `- Title on its line`,
      '',
      `  ${url(7)}`,
    );
    expect(entries(text).map((entry) => entry.title)).toEqual([
      'A bold title',
      'Deep nets do not overfit much',
      undefined,
      undefined,
      'A quoted title',
      undefined,
      'Title on its line',
    ]);
  });

  it('reads several bare links of an item as several entries', () => {
    const found = entries(note('## To read', `- ${url(1)}, ${url(2)} (p1)`));
    expect(found.map(({ href, priority }) => [href, priority])).toEqual([
      [url(1), 1],
      [url(2), 1],
    ]);
  });

  it('reads tables, headings with links, numbered references and identifiers without links', () => {
    const text = note(
      '## Papers',
      '',
      '| Paper | Priority | Status |',
      '| --- | --- | --- |',
      `| [In a table](${url(1)}) | 2 | reading |`,
      `| Named beside | p1 | |`,
      `| Named beside [link](${url(2)}) | 1 | |`,
      '',
      `### [As a heading](${url(3)}) (p3)`,
      '',
      `- notes on it with [a link](${url(9)})`,
      '',
      '## References',
      '',
      `[1] A. Author, "Some title here," 2020. ${url(4)}`,
      '',
      '- B. Author, *Another title*, arXiv:2101.00005, 2021',
      '- [By reference][ref] (p0)',
      '',
      `[ref]: ${url(6)}`,
    );
    expect(entries(text).map(({ line, title, href, priority }) => [line, title, href, priority])).toEqual([
      [5, 'In a table', url(1), 2],
      [7, 'Named beside link', url(2), 1],
      [9, 'As a heading', url(3), 3],
      [15, 'Some title here', url(4), undefined],
      [17, 'Another title', 'arXiv:2101.00005', undefined],
      [18, 'By reference', url(6), 0],
    ]);
  });

  it('takes a bare link in a column of titles for no title', () => {
    const text = note('## To Read', '', '| Paper | Year |', '| --- | --- |', `| ${url(1)} | 2021 |`);
    expect(entries(text)).toMatchObject([{ title: undefined, href: url(1) }]);
  });

  it('takes one word beside the link of a heading for its title, and no name of a place', () => {
    const text = note(
      '# Notes',
      ...[`## Adam (${url(1)})`, '- a', `### Grokking, ${url(2)} (p2)`, '- b'],
      ...[`## ${url(3)} Transformer`, '- c', `## Paper: ${url(4)}`, '- d', `## [pdf](${url(5)}) SAM`, '- e'],
    );
    expect(entries(text).map(({ title, href }) => [title, href])).toEqual([
      ['Adam', url(1)],
      ['Grokking', url(2)],
      ['Transformer', url(3)],
      [undefined, url(4)],
      ['SAM', url(5)],
    ]);
  });

  it('takes no number, quotes, authors or venue of a heading for its title', () => {
    const text = note(
      '# Summaries',
      ...[
        '### 1. Attention Is Enough',
        `[arXiv](${url(1)}) | [code](https://github.com/a/b) | NeurIPS 2017`,
        '- a',
      ],
      ...['### 2. "Grokking" (Power et al., 2022)', `Link: ${url(2)}`, '- b'],
      ...[`#### 3) Low Rank Adaptation (ICLR'22) [[pdf](${url(3)})]`, '- c'],
    );
    expect(entries(text).map(({ title, href }) => [title, href])).toEqual([
      ['Attention Is Enough', url(1)],
      ['Grokking', url(2)],
      ['Low Rank Adaptation', url(3)],
    ]);
    expect(readReadingLists(text)[1]).toMatchObject({ authors: ['Power'], year: 2022 });
  });

  it('leaves code, comments, jumps and mail alone', () => {
    const text = note(
      '## Reading List',
      '```',
      `- ${url(1)}`,
      '```',
      `<!-- - ${url(2)} -->`,
      '- [jump](#x)',
      '- <mailto:a@example.org>',
      '- `https://example.org/x`',
      '- just words (p1)',
    );
    expect(entries(text)).toEqual([]);
  });

  it('reads a link between prices', () => {
    const text = note('## Reading List', `- [Training for $10](${url(1)}) not $20 (p2)`);
    expect(entries(text)).toMatchObject([{ title: 'Training for $10', priority: 2 }]);
  });
});

describe('which headings count', () => {
  const under = (heading: string) => entries(note(heading, '', `- ${url(1)}`)).length === 1;

  it.each([
    '## papers being reviewed',
    '## **Papers** *to Read*',
    '# 📚 Reading List (2025)',
    '### 2.1 References',
    '## Week 3 – To-Read',
    '## Winter reading list',
    '## 논문 목록',
    '## 읽을 논문',
    '## 참고문헌',
    'Further Reading\n---',
    '**Papers to read**',
    'Papers to read:',
    '- Papers to read:\n    - item',
  ])('%s', (heading) => {
    if (heading.startsWith('- ')) {
      expect(entries(`- Papers to read:\n    - ${url(1)}`)).toHaveLength(1);
    } else expect(under(heading)).toBe(true);
  });

  it.each(['## Additional Resources', '## How to read', '## Meeting notes', '## 할 일', '**To do**'])(
    'not %s',
    (heading) => {
      expect(under(heading)).toBe(false);
    },
  );

  it('ends a list at a heading of its depth, and divides it at deeper ones', () => {
    const text = note(
      '## Reading List',
      '### Theory',
      `- ${url(1)}`,
      '### Notes',
      `- ${url(8)}`,
      '### Experiments',
      `- ${url(2)}`,
      '- Grouped',
      `    - ${url(3)}`,
      '## Afterwards',
      `- ${url(9)}`,
    );
    expect(readReadingLists(text).map(({ section, href }) => [section, href])).toEqual([
      ['Reading List › Theory', url(1)],
      ['Reading List › Experiments', url(2)],
      ['Reading List › Experiments › Grouped', url(3)],
    ]);
  });

  it('follows the option', () => {
    const text = note('## Inbox', `- ${url(1)}`, '## Reading List', `- ${url(2)}`);
    expect(entries(text, ['inbox']).map((entry) => entry.href)).toEqual([url(1)]);
  });
});

const corpus = new URL('../../../../shared/corpus/meeting-notes.md', import.meta.url);
describe.skipIf(!existsSync(corpus))('the meeting notes (only where the shared corpus is at hand)', () => {
  it('holds 17 papers under "Papers Being Reviewed"', () => {
    const found = entries(readFileSync(corpus, 'utf8'));
    const table = found.map(({ line, priority, href, title }) => {
      const { kind, ids } = readPaperLink(href ?? '');
      return [line, priority, kind, ids.arxiv ?? ids.doi, title === undefined ? 'bare' : 'titled'];
    });
    expect(table).toEqual([
      [73, undefined, 'arxiv-abs', '2107.05802', 'bare'],
      [74, undefined, 'arxiv-abs', 'physics/0004057', 'bare'],
      [75, undefined, 'arxiv-abs', '1503.02406', 'bare'],
      [76, undefined, 'arxiv-abs', '1711.01530', 'bare'],
      [77, 2, 'arxiv-pdf', '1905.12784', 'titled'],
      [78, 2, 'pdf', undefined, 'titled'],
      [79, 2, 'arxiv-abs', '1803.03635', 'titled'],
      [80, 2, 'arxiv-abs', '2002.00585', 'titled'],
      [81, 3, 'neurips', undefined, 'titled'],
      [82, 3, 'arxiv-pdf', '2410.05898', 'titled'],
      [83, 3, 'springer', '10.1007/bfb0081737', 'titled'],
      [87, 3, 'springer', '10.1007/bf02759761', 'titled'],
      [91, 3, 'arxiv-pdf', '2006.07642', 'titled'],
      [92, 3, 'arxiv-abs', '2305.18887', 'titled'],
      [93, 3, 'arxiv-abs', '1902.01996', 'titled'],
      [94, 3, 'arxiv-abs', '2205.14120', 'titled'],
      [95, 3, 'pmlr', undefined, 'titled'],
    ]);
  });

  it('unwraps the doubly wrapped link of its first meeting', () => {
    const wrapped =
      /\((https:\/\/www\.google\.com\/url[^)]+)\)/.exec(readFileSync(corpus, 'utf8'))?.[1] ?? '';
    expect(readPaperLink(wrapped)).toMatchObject({ kind: 'arxiv-pdf', ids: { arxiv: '2107.05802' } });
  });
});
