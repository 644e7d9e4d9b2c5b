import { describe, expect, it } from 'vitest';
import { columnNames } from '../../../src/adapters/data/columnNames';
import { temporaryFolder } from './dataFolder';

const { path, write } = temporaryFolder();

describe('the columns of a table', () => {
  it('are named by its header, quoted or not, after a byte-order mark', async () => {
    await write('named.csv', '\uFEFF"a, b",label\r\n1,cat\r\n');
    expect(await columnNames(path('named.csv'))).toEqual(['a, b', 'label']);
    await write('named.tsv', 'x\ty\n1\t2\n');
    expect(await columnNames(path('named.tsv'))).toEqual(['x', 'y']);
  });

  it('are numbered where there is no header, and unknown of other formats', async () => {
    await write('plain.csv', '1;2;3\n4;5;6\n');
    expect(await columnNames(path('plain.csv'))).toEqual(['0', '1', '2']);
    await write('some.npy', 'x');
    expect(await columnNames(path('some.npy'))).toBeUndefined();
  });
});
