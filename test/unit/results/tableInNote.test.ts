import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/base/text';
import { readResultMarkers } from '../../../src/notes/resultMarkers';
import { tableEdits } from '../../../src/results/tableInNote';
import { consensusOf, estimate, runResult } from './sampleResult';

const result = runResult([estimate('twonn', 12.93, [12.52, 13.34]), estimate('pca', 8, [8, 9])]);
const block = '```experiment digits\nkind: intrinsic-dimension\ndata: d.csv\n```';

function inserted(note: string, of = result): string {
  const edits = tableEdits(note, of, 'notes/a.md');
  if (!edits.ok) throw new Error(edits.error.message);
  return applyTextEdits(note, edits.value);
}

describe('tableEdits', () => {
  it('puts the table below the block, on lines of its own, and touches nothing else', () => {
    const note = `# Digits\n\n${block}\n\nText after.\n`;
    expect(inserted(note)).toBe(
      `# Digits\n\n${block}\n\n<!-- result digits.table -->\n\n` +
        '| Estimator | Dimension | 95 % interval | Interval by |\n| --- | ---: | ---: | --- |\n' +
        '| twonn | 12.9 | 12.5–13.3 | bootstrap |\n| pca | 8 | 8–9 | bootstrap |\n\n' +
        '*data/digits.csv: 1797 points in 64 dimensions, 2 of them duplicates; seed 7; javascript, 2 threads; 2026-01-02*\n\n' +
        '<!-- /result -->\n\nText after.\n',
    );
  });

  it('is one live value that a second time finds and leaves as it is', () => {
    const once = inserted(`${block}\n`);
    expect(readResultMarkers(once).markers).toMatchObject([{ field: 'table', form: 'block' }]);
    expect(inserted(once)).toBe(once);
  });

  it('brings a table that is there up to date, wherever it stands', () => {
    const note = `<!-- result digits.table -->\nold\n<!-- /result -->\n\n${block}\n`;
    const text = inserted(note);
    expect(text).toContain('| twonn | 12.9 |');
    expect(text).not.toContain('old');
    expect(readResultMarkers(text).markers).toHaveLength(1);
  });

  it('keeps the line ends and the list or quote that the block stands in', () => {
    const windows = inserted(`${block.replaceAll('\n', '\r\n')}\r\nnext`);
    expect(windows.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(windows).toMatch(/\/result -->\r\n\r\nnext$/);
    const quoted = inserted(block.replaceAll(/^/gm, '> '));
    expect(quoted.split('\n').every((line) => line.startsWith('>'))).toBe(true);
    const listed = inserted(`- ${block.replaceAll('\n', '\n  ')}\n- next\n`);
    expect(listed).toContain('\n  <!-- result digits.table -->\n\n  | Estimator |');
    expect(readResultMarkers(listed).markers).toMatchObject([{ form: 'block' }]);
  });

  it('closes with the consensus where there is one', () => {
    const agreed = runResult([estimate('twonn', 12.93, [12.52, 13.34])], {
      consensus: consensusOf(['twonn', 'mle'], 12, [11, 13.5], { reading: 'at-least' }),
    });
    expect(inserted(`${block}\n`, agreed)).toContain(
      '| **consensus** | ≥ 12.0 | 11.0–13.5 | pooled from twonn, mle |',
    );
  });

  it('says so where the block is gone', () => {
    expect(tableEdits('# Nothing\n', result, 'a.md')).toMatchObject({ ok: false });
  });
});
