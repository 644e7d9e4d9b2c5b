import { Parser } from 'commonmark';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../src/base/rng';
import { scanBlocks } from '../../../src/notes/blockScan';

/** Every fence with its info and body, every line of indented code; lines from 0, white space trimmed. */
function scannedCode(text: string): readonly string[] {
  const found: string[] = [];
  for (const { type, lines, info, closed } of scanBlocks(text)) {
    const first = lineOf(text, lines[0]?.line.start ?? 0);
    const contents = lines.map(({ content }) => text.slice(content.start, content.end));
    if (type === 'indentedCode') found.push(...indentedLines(contents.join('\n'), first));
    if (type === 'fence') {
      const body = contents.slice(1, closed ? -1 : undefined).join('\n');
      found.push(`${first} fence ${text.slice(info.start, info.end)}: ${trimLines(body)}`);
    }
  }
  return found;
}

/** The same by the reference implementation of CommonMark. */
function parsedCode(text: string): readonly string[] {
  const found: string[] = [];
  const walker = new Parser().parse(text).walker();
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (!entering || node.type !== 'code_block') continue;
    const first = node.sourcepos[0][0] - 1;
    const literal = node.literal ?? '';
    // Indented code has no info string, not even an empty one.
    if (typeof node.info === 'string') found.push(`${first} fence ${node.info}: ${trimLines(literal)}`);
    else found.push(...indentedLines(literal, first));
  }
  return found;
}

function indentedLines(body: string, first: number): readonly string[] {
  return body
    .split('\n')
    .map((line, i) => ({ line: line.trim(), number: first + i }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => `${number} ${line}`);
}

function trimLines(body: string): string {
  return body.replace(/^[ \t]+|[ \t]+$/gm, '').trim();
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}

const prefixes = [
  '',
  '',
  '',
  '',
  '  ',
  '   ',
  '    ',
  '\t',
  '> ',
  '>',
  '- ',
  '1. ',
  '2. ',
  '> - ',
  '- > ',
  '      ',
];
const contents = [
  'prose',
  'more prose',
  '',
  '',
  '```',
  '```experiment a',
  '~~~',
  '~~~~ experiment b',
  '````',
  '---',
  '===',
  '# head',
  '-',
  '* * *',
  '<!-- note -->',
  '<!-- open',
  'close -->',
  '<div>',
  '</div>',
  '| a | b |',
  '```no`fence',
  '<pre>',
  '-     code in item',
  '<b>',
  '- \t deep',
  '10. ten',
  '</pre>',
];

describe('scanBlocks', () => {
  it('finds the code that the reference parser of CommonMark finds, on random documents', () => {
    const rng = new Rng(7);
    const pick = (list: readonly string[]) => list[rng.integer(list.length)] ?? '';
    for (let round = 0; round < 4000; round++) {
      const lines = Array.from({ length: 1 + rng.integer(9) }, () => pick(prefixes) + pick(contents));
      const text = ['# No front matter here', ...lines].join('\n');
      expect(scannedCode(text), JSON.stringify(text)).toEqual(parsedCode(text));
    }
  });

  it('leaves every line of a text in place, whatever the line ends', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['가나', '', '> 😀', '```x', 'a', '```'].join(end);
      const lines = scanBlocks(text).flatMap((block) => block.lines);
      expect(lines.map(({ line }) => text.slice(line.start, line.end))).toEqual([
        '가나',
        '> 😀',
        '```x',
        'a',
        '```',
      ]);
    }
  });

  it('skips a byte order mark and front matter', () => {
    const blocks = scanBlocks('\uFEFF---\ntitle: "```"\n---\n```experiment a\n```\n');
    expect(blocks.map((block) => block.type)).toEqual(['frontmatter', 'fence']);
  });

  it('gets through ten megabytes', () => {
    const text = '- item with `code` and <!-- a comment -->\n  more\n\n'.repeat(200_000);
    expect(scanBlocks(text)).toHaveLength(200_000);
  });
});
