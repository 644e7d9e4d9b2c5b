import { describe, expect, it } from 'vitest';
import { readCourse } from '../../../../src/notes/course/readCourse';

function debris(text: string): readonly string[] {
  return readCourse(text).debris.map(
    ({ kind, range }) => `${kind}: ${JSON.stringify(text.slice(range.start, range.end))}`,
  );
}
const page = (...lines: readonly string[]): string => `Some text.\n\n${lines.join('\n\n')}\n\nMore text.\n`;

describe('page debris', () => {
  it.each([
    ['2.1. BEDS AND BORDERS 17', 'running header'],
    ['16 CHAPTER 2. BEDS AND BORDERS', 'running header'],
    ['CONTENTS 9', 'running header'],
    ['BIBLIOGRAPHY 312', 'running header'],
    ['Page 12 of 30', 'page number'],
    ['\\newpage', 'page break'],
    ['<!-- page break -->', 'page break'],
    ['<div style="page-break-after: always"></div>', 'page break'],
    ['{12}------------------------------------------------', 'page break'],
  ])('is %s', (line, kind) => {
    expect(debris(page(line))).toEqual([`${kind}: ${JSON.stringify(line)}`]);
  });

  it.each([
    ['an answer', '42'],
    ['a loud name with a number', 'GPT 4'],
    ['a heading', '## 2.1 Beds 17'],
    ['a numbered sentence', '2.1. We have 17'],
    ['steps that are counted', 'Step 1\n\nDo.\n\nStep 2\n\nDo.\n\nStep 3'],
    ['a rule', '---'],
    ['a list', '- 12\n- 13\n- 14'],
  ])('is not %s', (_, line) => {
    expect(debris(page(line))).toEqual([]);
  });

  it('is a line that recurs but for its page number', () => {
    const text = [17, 19, 23].map((number) => page(`Notes on Gardening ${number}`)).join('\n');
    expect(debris(text)).toHaveLength(3);
  });

  it('is numbers alone where they rise as pages do', () => {
    const text = ['11', '12', '7', '13', '– 14 –'].map((line) => page(line)).join('\n');
    expect(debris(text)).toEqual(
      ['11', '12', '13', '– 14 –'].map((line) => `page number: ${JSON.stringify(line)}`),
    );
  });

  it('is a form feed, whatever stands beside it', () => {
    expect(debris('One.\n\f\nTwo.\fThree.')).toEqual(['page break: "\\f"', 'page break: "\\f"']);
  });

  it('is the hyphen of a divided word with its line end', () => {
    expect(debris('A long algo-\nrithm, a well-known one.\r\nThe divi-\r\nsion.')).toEqual([
      'hyphenation: "-\\n"',
      'hyphenation: "-\\r\\n"',
    ]);
  });

  it('is the gap in a sentence that a page break cut, over a header too', () => {
    const line = 'The rake of a garden that has no hedge is longer than the rake of';
    const text = `${line}\n\n17 CHAPTER 2. BEDS AND BORDERS\n\nany other garden.\n\n${line},\n\nsaid he.\n\n${line}:\n\nthis one.`;
    expect(debris(text)).toEqual([
      'split paragraph: "\\n\\n"',
      'running header: "17 CHAPTER 2. BEDS AND BORDERS"',
      'split paragraph: "\\n\\n"',
    ]);
  });

  it('is a title that stands again within its chapter', () => {
    const text = `# Chapter 1: Beds and Borders\n\nText.\n\nBeds and Borders\n\nText.\n\n# Chapter 2: Rakes\n\nBeds and Borders\n`;
    expect(debris(text)).toEqual(['running header: "Beds and Borders"']);
    const page = `# Chapter 1: Beds and Borders\n\nText ends.\n\fCHAPTER 1. BEDS AND BORDERS\nMore text.\n`;
    expect(debris(page)).toEqual(['page break: "\\f"', 'running header: "CHAPTER 1. BEDS AND BORDERS"']);
  });
});
