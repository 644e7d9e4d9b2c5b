import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { linksIn, parseMarkdown, plainText } from '../../../../src/notes/markdown';
import { ChunkedParser } from '../../../../src/notes/markdown/parseInChunks';
import { parseOnce } from '../../../../src/notes/markdown/parseWhole';
import { splitMarkdown } from '../../../../src/notes/markdown/splitMarkdown';
import { hostileNote } from '../../properties/hostileNotes';

/** A tree without what the readers of trees do not look at: lines and columns, and how far list items stand apart. */
function shape(node: Nodes): unknown {
  const { position, ...rest } = node as Nodes & { spread?: unknown };
  const { spread: _, ...kept } = rest as Record<string, unknown>;
  const children = 'children' in node ? { children: node.children.map((child) => shape(child)) } : {};
  return { ...kept, ...children, at: [position?.start.offset, position?.end.offset] };
}
describe('a large note', { timeout: 60_000 }, () => {
  it('is cut into pieces that make up the whole', () => {
    fc.assert(
      fc.property(hostileNote(120), (note) => {
        const chunks = splitMarkdown(note);
        for (const [index, chunk] of chunks.entries()) {
          expect(chunk.start).toBe(
            index === 0 ? (note.startsWith('\uFEFF') ? 1 : 0) : chunks[index - 1]?.end,
          );
        }
        if (chunks.length > 0) expect(chunks.at(-1)?.end).toBe(note.length);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it('is read as it would be at once, wherever it is cut', () => {
    fc.assert(
      fc.property(hostileNote(60), (note) => {
        // What is tangled is read otherwise, and meant to be.
        fc.pre(splitMarkdown(note, 1).every(({ kind }) => kind !== 'tangled'));
        const parser = new ChunkedParser((text, { frontmatter }) => parseOnce(text, frontmatter, true), 1);
        expect(shape(parser.read(note))).toEqual(shape(parseOnce(note, true, true)));
      }),
      { seed: 12, numRuns: 50 },
    );
  });

  it('has the same links whether it is long or short, references into other parts of it included', () => {
    const filler = '\n\nWords with *emphasis*, a line of them.'.repeat(100);
    const parts = [
      '\uFEFF# Papers',
      '- [One](https://a.b/1)\r\n- [Two][2]',
      '[Three] and [^n]',
      '[2]: https://a.b/2\n[three]: <https://a.b/3>',
    ];
    const urls = (text: string) => {
      const { root, definitions } = parseMarkdown(text);
      return linksIn(root).map((link) => [
        plainText(link),
        link.type === 'link' ? link.url : definitions.get(link.identifier)?.url,
        text.slice(link.position?.start.offset, link.position?.end.offset),
      ]);
    };
    const short = parts.join('\n\n');
    const long = parts.join(`${filler}\n\n`);
    expect(long.length).toBeGreaterThan(8_000);
    expect(urls(short)).toHaveLength(3);
    expect(urls(long)).toEqual(urls(short));
  });

  it('is read again only where it was edited', () => {
    const items = Array.from({ length: 400 }, (_, i) => `- A [paper ${i}](https://a.b/${i}) with *notes*.`);
    const note = items.join('\n');
    const parsed: string[] = [];
    const parser = new ChunkedParser((text, { frontmatter }) => {
      parsed.push(text);
      return parseOnce(text, frontmatter, true);
    });
    parser.read(note);
    expect(parsed.length).toBeGreaterThan(5);
    parsed.length = 0;
    const edited = note.replace('[paper 200]', '[paper two hundred]');
    expect(shape(parser.read(edited))).toEqual(shape(parseOnce(edited, true, true)));
    expect(parsed).toHaveLength(1);
    expect(parsed[0]).toContain('[paper two hundred]');
  });

  it('keeps its links where there is more of it than is parsed, or more marks than are paired', () => {
    const tangled = `${'*a_ ['.repeat(300)} [Kept](https://a.b/kept) https://a.b/bare\n\n- [Item](https://a.b/item)\n`;
    const { root } = parseMarkdown(tangled);
    expect(linksIn(root).map((link) => link.type === 'link' && link.url)).toEqual([
      'https://a.b/kept',
      'https://a.b/bare',
      'https://a.b/item',
    ]);
    const many = '- [A paper](https://a.b/c)\n'.repeat(26_000);
    expect(linksIn(parseMarkdown(many).root)).toHaveLength(26_000);
  });
});
