import { expect, it } from 'vitest';
import { studyTable } from '../../../src/cli/studyTable';
import { studyOf } from '../results/sampleStudy';

it('tells the first rows of a long table, and once what several values are warned of', () => {
  const study = studyOf();
  const [table] = study.tables;
  if (table === undefined) throw new Error('the sample has a table');
  const long = (count: number): string =>
    studyTable({
      ...study,
      values: study.values.slice(0, 2).map((value) => ({ ...value, warnings: ['The rows are few.'] })),
      tables: [{ ...table, rows: Array.from({ length: count }, (_, i) => [i, `remark ${i}`]) }],
    });
  expect(long(60).match(/remark/gu)).toHaveLength(30);
  expect(long(60)).toContain('… and 30 more rows: --json tells all.');
  expect(long(50).match(/remark/gu)).toHaveLength(50);
  expect(long(50)).not.toContain('more rows');
  expect(long(2)).toContain('! effective rank; limit: The rows are few.');
});
