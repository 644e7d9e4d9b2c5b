import { describe, expect, it } from 'vitest';
import { offersPaper, readAddInput } from '../../../src/papers/addInput';
import { paperKey } from '../../../src/papers/links';

const keys = (text: string): readonly string[] => {
  const read = readAddInput(text);
  return read.kind === 'links' ? read.links.map(paperKey) : [];
};

describe('what is added', () => {
  it.each([
    ['2107.05802', ['arxiv:2107.05802']],
    [' arXiv:2107.05802v2 ', ['arxiv:2107.05802']],
    ['physics/0004057', ['arxiv:physics/0004057']],
    ['doi:10.1007/BFb0081737', ['doi:10.1007/bfb0081737']],
    ['10.1007/BFb0081737.', ['doi:10.1007/bfb0081737']],
    ['https://www.google.com/url?q=https://arxiv.org/pdf/2107.05802&sa=D', ['arxiv:2107.05802']],
    [
      '- [A title](https://arxiv.org/abs/2107.05802) (p2)\n- https://openreview.net/forum?id=abc',
      ['arxiv:2107.05802', 'url:openreview.net/forum?id=abc'],
    ],
    ['https://arxiv.org/abs/2107.05802, https://arxiv.org/pdf/2107.05802v1.pdf', ['arxiv:2107.05802']],
    ['see 2107.05802 and 1803.03635', ['arxiv:2107.05802', 'arxiv:1803.03635']],
  ])('%j', (text, expected) => {
    expect(keys(text)).toEqual(expected);
    expect(offersPaper(text)).toBe(true);
  });

  it.each([
    ['“A Made-up Title”', 'A Made-up Title'],
    ['A title\n over two lines', 'A title over two lines'],
    ['2013.1', '2013.1'],
    ['신경망의 차원', '신경망의 차원'],
  ])('is searched by title: %j', (text, title) => {
    expect(readAddInput(text)).toEqual({ kind: 'title', title });
    expect(offersPaper(text)).toBe(false);
  });

  it.each(['', ' \n', 'x'.repeat(500)])('is nothing in %j', (text) => {
    expect(readAddInput(text)).toEqual({ kind: 'nothing' });
  });
});
