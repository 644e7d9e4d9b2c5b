import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/base/text';
import { insertMarker } from '../../../src/results/insertMarker';
import { estimate, runResult } from './sampleResult';

const result = runResult([estimate('twonn', 12.93, [12.52, 13.34])]);

/** The note with a value put at `|`, or the reason why not. */
function inserted(marked: string, field?: string, filled = true): string {
  const at = marked.indexOf('|');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const edit = insertMarker(
    text,
    { start: at, end: at },
    { experimentId: 'digits', field, result: filled ? result : undefined, notePath: 'a.md' },
  );
  return edit.ok ? applyTextEdits(text, [edit.value]) : edit.error.message;
}

describe('insertMarker', () => {
  it('puts a value into a line, filled or to be filled', () => {
    expect(inserted('It is |.', 'twonn')).toBe(
      'It is <!-- result digits.twonn -->12.9 ± 0.4<!-- /result -->.',
    );
    expect(inserted('It is |.', 'twonn', false)).toBe('It is <!-- result digits.twonn --><!-- /result -->.');
  });

  it('puts a whole result on lines of its own where the line is empty, in the note’s line ends', () => {
    const text = inserted('a\r\n|\r\nb');
    expect(text).toMatch(/^a\r\n<!-- result digits -->\r\n\r\n\| [^]*\r\n\r\n<!-- \/result -->\r\nb$/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(inserted('a\n|', undefined, false)).toBe('a\n<!-- result digits -->\n<!-- /result -->');
  });

  it('puts a table of the estimates on an empty line, and nowhere else', () => {
    expect(inserted('a\n\n|\n', 'table')).toMatch(
      /^a\n\n<!-- result digits\.table -->\n\n\| Estimator [^]*-->\n$/,
    );
    expect(inserted('a |', 'table')).toBe('A table needs lines of its own.');
  });

  it('writes a single value in an empty line too', () => {
    expect(inserted('|', 'twonn')).toBe('<!-- result digits.twonn -->12.9 ± 0.4<!-- /result -->');
  });

  it.each([
    '```\nx|\n```',
    '```\nx\n```|',
    'a `b|c`',
    '---\nt: |\n---\n',
    '<!-- result digits.twonn -->1|2<!-- /result -->',
    '<!-- no|te -->',
  ])('refuses %j', (text) => {
    expect(inserted(text, 'twonn')).toMatch(/not shown in code|here already/);
  });

  it('goes right after a marker or a code span', () => {
    expect(inserted('`b`|', 'twonn', false)).toBe('`b`<!-- result digits.twonn --><!-- /result -->');
    expect(inserted('<!-- n -->|', 'twonn', false)).toContain('<!-- n --><!-- result');
  });
});
