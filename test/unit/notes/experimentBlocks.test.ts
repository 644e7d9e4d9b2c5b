import { describe, expect, it } from 'vitest';
import type { ExperimentBlock } from '../../../src/notes/experimentBlock';
import { readExperimentBlocks } from '../../../src/notes/experimentBlocks';

function only(text: string): ExperimentBlock {
  const blocks = readExperimentBlocks(text);
  expect(blocks).toHaveLength(1);
  return blocks[0] as ExperimentBlock;
}

/** The body's lines without what the note puts before them. */
function content(text: string): readonly string[] {
  return only(text).lines.map(({ start, end }) => text.slice(start, end));
}

describe('readExperimentBlocks', () => {
  it('gives the block, its fence, id and body their places in the note', () => {
    const text = 'Before\n\n```experiment digits-dimension\nkind: x\ndata: d.csv\n```\nafter\n';
    const block = only(text);
    expect(block.id).toBe('digits-dimension');
    expect(text.slice(block.range.start, block.range.end)).toBe(
      '```experiment digits-dimension\nkind: x\ndata: d.csv\n```',
    );
    expect(text.slice(block.fence.start, block.fence.end)).toBe('```experiment digits-dimension');
    expect(text.slice(block.idRange.start, block.idRange.end)).toBe('digits-dimension');
    expect(block.body).toBe('kind: x\ndata: d.csv\n');
    expect(text.slice(block.bodyRange.start, block.bodyRange.end)).toBe(block.body);
    expect(block.closed).toBe(true);
  });

  it.each([
    ['tildes', '~~~experiment a\nk: 1\n~~~'],
    ['a long fence with shorter ones inside', '`````  experiment   a  \nk: 1\n`````'],
    ['three spaces', '   ```experiment a\n   k: 1\n   ```'],
    ['a list item', '- item\n\n  ```experiment a\n  k: 1\n  ```'],
    ['an ordered item, deep', '1. one\n   - two\n     ```experiment a\n     k: 1\n     ```'],
    ['the first thing in an item', '- ```experiment a\n  k: 1\n  ```'],
    ['a quote', '> ```experiment a\n> k: 1\n> ```'],
    ['carriage returns', 'x\r\n\r\n```experiment a\r\nk: 1\r\n```\r\n'],
    ['tabs in an item', '-\t```experiment a\n\tk: 1\n\t```'],
    ['a byte order mark', '\uFEFF```experiment a\nk: 1\n```'],
    ['front matter before it', '---\ntitle: x\n---\n```experiment a\nk: 1\n```'],
    ['no final line end', '```experiment a\nk: 1\n```'],
    ['한글과 😀', '안녕 😀\n```experiment a\nk: 1\n```'],
  ])('reads a block in %s', (_what, text) => {
    expect(only(text)).toMatchObject({ id: 'a', closed: true });
    expect(content(text)).toEqual(['k: 1']);
  });

  it('takes an id in any script', () => {
    expect(only('```experiment 내재-차원_1\n```').id).toBe('내재-차원_1');
  });

  it.each([
    ['other code', '```js\nexperiment a\n```'],
    ['a longer word', '```experiments a\n```'],
    ['code in code', '````md\n```experiment a\n```\n````'],
    ['indented code', '    ```experiment a\n    ```'],
    ['raw HTML', '<div>\n```experiment a\n```\n</div>'],
    ['a comment', '<!--\n```experiment a\n```\n-->'],
    ['inline code', 'Write ```experiment a``` there.'],
  ])('sees no block in %s', (_what, text) => {
    expect(readExperimentBlocks(text)).toEqual([]);
  });

  it('keeps a block without an id, for its author to be told', () => {
    const text = '```experiment  \nkind: x\n```';
    const block = only(text);
    expect(block.id).toBe('');
    expect(block.idRange.start).toBe(block.idRange.end);
  });

  it('says where a fence is never closed', () => {
    for (const text of [
      '```experiment a\nk: 1\n\nmore\n',
      '> ```experiment a\n> k: 1\nafter',
      '```experiment a',
    ]) {
      expect(only(text).closed).toBe(false);
    }
    expect(only('> ```experiment a\n> k: 1\nafter').body).not.toContain('after');
  });

  it('reads two blocks in order', () => {
    const text = '```experiment a\n```\n\n~~~experiment b\n~~~\n';
    expect(readExperimentBlocks(text).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
