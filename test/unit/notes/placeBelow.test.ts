import { describe, expect, it } from 'vitest';
import { placeBelow } from '../../../src/notes/placeBelow';

/** The text of the line below which something goes that belongs to the line with the mark. */
function below(text: string): string | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes('*'));
  return lines[placeBelow(lines, at).line];
}

describe('the place below', () => {
  it('a paragraph is its end', () => {
    expect(below('a\n\nb*\nc\n\nd')).toBe('c');
    expect(below('b*')).toBe('b*');
    expect(below('b*\n\n\n')).toBe('b*');
  });

  it('a list is its last item, with what is nested and blank lines between', () => {
    expect(below('- a*\n- b\n  - c\n\nText')).toBe('  - c');
    expect(below('1. a*\n\n2. b\n\n   nested\n\nText')).toBe('   nested');
    expect(below('- a*\n# Next')).toBe('- a*');
  });

  it('a table is its last row', () => {
    expect(below('| a* |\n| - |\n| b |\n\n- list')).toBe('| b |');
  });

  it('a heading is the end of its section, of which a comment in a fenced block is none', () => {
    expect(below('# A*\n\ntext\n\n```sh\n# comment\n\n```\n\nend\n\n## B\n')).toBe('end');
    expect(below('## A*\n## B')).toBe('## A*');
    expect(below('# A*\n\n~~~\n```\n# no\n~~~\n\nlast')).toBe('last');
  });
});
