import { describe, expect, it } from 'vitest';
import { readNoteLinks, writeAddress, writeLinkText } from '../../../src/notes/noteLinks';
import { parseMarkdown, plainText } from '../../../src/notes/markdown';

const read = (note: string) =>
  readNoteLinks(note).map((link) => [
    link.form,
    note.slice(link.addressRange.start, link.addressRange.end),
    note.slice(link.range.start, link.range.end),
  ]);

describe("a note's links", () => {
  it.each([
    ['[a](https://x.org/b)', 'inline', 'https://x.org/b'],
    ['[a [b] c](https://x.org/b_(c)) d', 'inline', 'https://x.org/b_(c)'],
    ['[**b**](<https://x.org/a b> "t")', 'inline', 'https://x.org/a b'],
    ['[](https://x.org)', 'inline', 'https://x.org'],
    ['[a](\n  https://x.org\n)', 'inline', 'https://x.org'],
    ['[https://x.org/1](https://y.org/2?a=1&amp;b=2)', 'inline', 'https://y.org/2?a=1&amp;b=2'],
    ['[논문](0%20%EC%A0%95/a.pdf)', 'inline', '0%20%EC%A0%95/a.pdf'],
    ['see https://x.org/b, or', 'bare', 'https://x.org/b'],
    ['see <https://x.org/b>', 'angle', 'https://x.org/b'],
    ['[r]: https://x.org/b "t"', 'definition', 'https://x.org/b'],
    ['[r]: <https://x.org/b>', 'definition', 'https://x.org/b'],
    ['\uFEFF- [ ] [a](b.pdf)\r\n', 'inline', 'b.pdf'],
  ])('%j', (note, form, address) => {
    expect(read(note).map(([f, a]) => [f, a])).toEqual([[form, address]]);
  });

  it('are not those in code, jumps and mail addresses', () => {
    expect(read('`[a](https://x.org)` [b](#c) <me@x.org>\n\n```\nhttps://x.org\n```\n')).toEqual([]);
  });

  it('are found inside other links of the same line, once each', () => {
    const note = '- [a](https://x.org/1) and [![i](p.png)](https://x.org/2) https://x.org/3';
    expect(read(note).map(([, address]) => address)).toEqual([
      'https://x.org/1',
      'https://x.org/2',
      'https://x.org/3',
    ]);
  });
});

describe('a link that is written', () => {
  it('ends where it should, whatever its address', () => {
    for (const address of [
      'https://x.org/a b',
      'https://x.org/a)b',
      'https://x.org/(a',
      'https://x.org/<a>',
    ]) {
      const note = `[t](${writeAddress(address, 'inline')}) after`;
      const [link] = readNoteLinks(note);
      expect(
        decodeURI(link?.address ?? '')
          .replace('%28', '(')
          .replace('%29', ')'),
      ).toBe(address);
    }
  });

  it('shows its title as it is, whatever is in it', () => {
    for (const title of ['a [b] c', 'a ] b', 'a * b_c_ `d`', 'a <b> & c \\ d', '$x_1$ and _y_']) {
      const { root } = parseMarkdown(`[${writeLinkText(title)}](https://x.org)`);
      expect(plainText(root)).toBe(title);
    }
  });
});
