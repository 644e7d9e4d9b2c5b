import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/base/text';
import { readNoteLinks } from '../../../src/notes/noteLinks';
import { linkProblems, mendLinks } from '../../../src/papers/linkProblems';

const problemsOf = (note: string) => linkProblems(readNoteLinks(note));
const mend = (note: string) => applyTextEdits(note, mendLinks(readNoteLinks(note)));

const once = 'https://www.google.com/url?q=https://arxiv.org/pdf/1901.00001&sa=D&ust=1&usg=AOv';
const twice = `https://www.google.com/url?q=${encodeURIComponent(once)}&source=docs`;

describe('a link', () => {
  it.each([
    [once, 'link.wrapped', 'https://arxiv.org/pdf/1901.00001'],
    [twice, 'link.wrapped', 'https://arxiv.org/pdf/1901.00001'],
    ['http://proceedings.mlr.press/v1/a.pdf', 'link.http', 'https://proceedings.mlr.press/v1/a.pdf'],
    ['https://x.org/a?b=1&utm_source=mail&c=%20#d', 'link.tracking', 'https://x.org/a?b=1&c=%20#d'],
    ['https://youtu.be/abc?si=XyZ', 'link.tracking', 'https://youtu.be/abc'],
  ])('%s has a problem with a remedy', (address, code, better) => {
    const note = `- [Title](${address}) (p2)\r\n`;
    const problems = problemsOf(note);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    const [problem] = problems;
    expect(problem && applyTextEdits(note, [problem.fix])).toBe(`- [Title](${better}) (p2)\r\n`);
  });

  it('mended for all of its problems at once', () => {
    expect(mend(`a [t](http://x.org/?utm_medium=a) b <${once}> c`)).toBe(
      'a [t](https://x.org/) b <https://arxiv.org/pdf/1901.00001> c',
    );
    expect(mend('no links, nothing to do')).toBe('no links, nothing to do');
  });

  it.each([
    'https://arxiv.org/abs/1901.00001',
    'https://openreview.net/forum?id=a&amp;b=c',
    'http://localhost:8080/a',
    'http://192.168.1.2/a',
    'https://x.org/?ref=main&s=1',
    'notes/other.md',
    'https://www.google.com/search?q=entropy',
  ])('%s is well', (address) => {
    expect(problemsOf(`[t](${address})`)).toEqual([]);
  });
});
