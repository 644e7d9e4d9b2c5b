import { describe, expect, it } from 'vitest';
import { failure, read, rowsOf } from './read';

describe('delimited text', () => {
  it.each([1, 2, 7, Infinity])('reads the same in pieces of %s bytes', (piece) => {
    const text = '\uFEFFa,"b ""x""",班\r\n1,"2",3\r\n\r\n"4",5e-1,-6\r\n';
    const data = read('points.csv', text, {}, piece);
    expect(data.columnNames).toEqual(['a', 'b "x"', '班']);
    expect(rowsOf(data)).toEqual([
      [1, 2, 3],
      [4, 0.5, -6],
    ]);
  });

  it('keeps numbers to the last bit', () => {
    expect(rowsOf(read('a.csv', '0.1,1e-300,9007199254740993,-0\n1,2,3,4\n'))[0]).toEqual([
      0.1, 1e-300, 9007199254740992, -0,
    ]);
  });

  it.each([
    ['a.csv', '1;2\n3;4\n'],
    ['a.csv', '1\t2\n3\t4\n'],
    ['a.tsv', '1\t2\n3\t4'],
    ['A.CSV', '1,2\r3,4\r'],
    ['a.csv', '1, 2 \n 3,4'],
  ])('finds the delimiter and the line ends: %s %j', (path, text) => {
    expect(rowsOf(read(path, text))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('reads UTF-16 with a byte-order mark, as spreadsheets export it', () => {
    const text = '\uFEFFx\ty\r\n1\t2\r\n';
    const bytes = new Uint8Array([...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]));
    expect(rowsOf(read('a.tsv', bytes, {}, 3))).toEqual([[1, 2]]);
  });

  it('reads a single column', () => {
    expect(rowsOf(read('a.csv', 'height\n1\n2\n'))).toEqual([[1], [2]]);
  });

  describe('header', () => {
    it.each([
      ['names above numbers', 'a,b\n1,2\n', 1, 'error'],
      ['names above a gap', 'a,b\n,2\n3,4\n', 1, 'drop-rows'],
      ['pandas numbers its columns', '0,1,2\n5,6,7\n', 1, 'error'],
      ['no header', '1,2\n3,4\n', 2, 'error'],
      ['two columns that count are data', '0,1\n5,6\n', 2, 'error'],
    ] as const)('auto: %s', (_name, text, rows, missing) => {
      expect(read('a.csv', text, { missing }).matrix.rows).toBe(rows);
    });

    it('does not take a first row with a text label for names', () => {
      const data = read('a.csv', '5.1,3.5,setosa\n4.9,3.0,setosa\n', { label: 2 });
      expect(data.matrix).toMatchObject({ rows: 2, columns: 2 });
      expect(data.labels).toEqual(['setosa', 'setosa']);
    });

    it('can be forced either way', () => {
      expect(read('a.csv', '1,2\n3,4\n', { header: true }).columnNames).toEqual(['1', '2']);
      expect(failure(() => read('a.csv', 'a,b\n3,4\n', { header: false }))).toMatchObject({
        location: { file: 'a.csv', line: 1, column: 1 },
      });
    });
  });

  describe('label', () => {
    const text = 'x,y,class\n1,2,"a, b"\n3,4,c\n';
    it.each([2, '2', 'class', ' class '])('by name or index: %j', (label) => {
      const data = read('a.csv', text, { label });
      expect(data.labels).toEqual(['a, b', 'c']);
      expect(data.columnNames).toEqual(['x', 'y']);
      expect(rowsOf(data)).toEqual([
        [1, 2],
        [3, 4],
      ]);
    });

    it('in the first column, with CRLF at the end of the last', () => {
      const data = read('a.csv', 'c,x,y\r\n7,1,2\r\n8,3,4\r\n', { label: 'c' });
      expect(data.labels).toEqual(['7', '8']);
      expect(data.columnNames).toEqual(['x', 'y']);
    });

    it('a name wins over an index', () => {
      expect(read('a.csv', '1,0\n5,6\n', { header: true, label: 0 }).labels).toEqual(['6']);
    });

    it.each(['digit', 3])('that is not there names what is: %j', (label) => {
      expect(failure(() => read('a.csv', text, { label }))).toMatchObject({
        code: 'data.unreadable',
        location: { file: 'a.csv', line: 1 },
        remedy: expect.stringContaining('"class"') as string,
      });
    });
  });

  describe('missing values', () => {
    it.each(['', ' ', 'NaN', 'nan', 'NA', 'inf', '-Infinity', '1e999', 'null'])(
      '%j is an error with its place',
      (gap) => {
        expect(failure(() => read('data/a.csv', `x,y\n1,2\n3,${gap}\n`))).toMatchObject({
          code: 'data.unreadable',
          location: { file: 'data/a.csv', line: 3, column: 2 },
          remedy: expect.stringContaining('missing: drop-rows') as string,
        });
      },
    );

    it('drop-rows counts the rows it leaves out, and their labels', () => {
      const data = read('a.csv', 'x,y,c\n1,2,a\n3,,b\nNaN,6,c\n7,8,d\n', {
        missing: 'drop-rows',
        label: 'c',
      });
      expect(rowsOf(data)).toEqual([
        [1, 2],
        [7, 8],
      ]);
      expect(data.droppedRows).toBe(2);
      expect(data.labels).toEqual(['a', 'd']);
    });

    it('drop-rows does not drop rows that hold text', () => {
      expect(failure(() => read('a.csv', '1,2\n,oops\n', { missing: 'drop-rows' }))).toMatchObject({
        location: { line: 2, column: 2 },
      });
    });

    it('says so when every row has one', () => {
      expect(failure(() => read('a.csv', '1,\n,2\n', { missing: 'drop-rows' }))).toMatchObject({
        message: expect.stringContaining('all 2 rows') as string,
      });
    });
  });

  describe('what is wrong is named with its place', () => {
    it.each([
      ['too few fields', '1,2\n3,4\n5\n', { line: 3 }, '1 field where line 1 has 2'],
      ['too many fields', 'a,b\n1,2\n\n3,4,5\n', { line: 4 }, '3 fields where line 1 has 2'],
      ['text', 'a,b\n1,2\n3,four\n', { line: 3, column: 2 }, '"four"'],
      ['hexadecimal', '1,2\n0x1f,2\n', { line: 2, column: 1 }, '"0x1f"'],
      ['after a field over two lines', 'a,"b\nc"\n1,2\n3,x\n', { line: 4, column: 2 }, '"x"'],
      ['an open quote', 'a,b\n1,2\n3,"4\n5,6\n', { line: 3 }, 'never closed'],
      ['nothing at all', '', { line: 1 }, 'no rows'],
      ['only blank lines', '\n\r\n \n', { line: 1 }, 'no rows'],
      ['only a header', 'a,b\n', { line: 1 }, 'no rows'],
    ])('%s', (_name, text, location, message) => {
      expect(failure(() => read('a.csv', text))).toMatchObject({
        code: 'data.unreadable',
        message: expect.stringContaining(message) as string,
        remedy: expect.stringMatching(/\w+ .*\.$/) as string,
        location: { file: 'a.csv', ...location },
      });
    });

    it('tells a decimal comma', () => {
      expect(failure(() => read('a.csv', '1,5;2,5\n3,5;4,5\n'))).toMatchObject({
        remedy: 'Write decimals with a point.',
      });
    });
  });

  it('refuses before it takes more memory than allowed', () => {
    const text = '1,2,3,4\n'.repeat(1000);
    expect(failure(() => read('a.csv', text, { maxBytes: 1000 }))).toMatchObject({ code: 'data.too-large' });
    expect(read('a.csv', text, { maxBytes: 32_000 }).matrix.rows).toBe(1000);
  });

  it('lists what is supported for any other file', () => {
    expect(failure(() => read('points.xlsx', 'PAR1'))).toMatchObject({
      code: 'data.unsupported',
      remedy: expect.stringContaining('.csv, .tsv, .npy') as string,
    });
  });
});
