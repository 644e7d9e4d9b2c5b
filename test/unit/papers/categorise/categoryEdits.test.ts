import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../../src/base/text';
import { headingEdits, type Assignment } from '../../../../src/papers/categorise/headingEdits';
import { tagEdits } from '../../../../src/papers/categorise/tagEdits';

const lineOf = (text: string, words: string): number =>
  text.split(/\r\n|\r|\n/).findIndex((line) => line.includes(words));

function underHeadings(text: string, categories: Readonly<Record<string, string>>) {
  const assignments = Object.entries(categories).map(([words, category]): Assignment => ({
    line: lineOf(text, words),
    category,
  }));
  const { edits, left } = headingEdits(text, assignments);
  return { text: applyTextEdits(text, edits), left, edits };
}

function tagged(text: string, tags: Readonly<Record<string, readonly string[]>>) {
  const assignments = Object.entries(tags).map(([words, own]) => ({ line: lineOf(text, words), tags: own }));
  const { edits, left } = tagEdits(text, assignments);
  return { text: applyTextEdits(text, edits), left };
}

const note = `# Meeting

## Papers to Read

Sort these?

- https://example.org/a (p2)
- [Two](https://example.org/b)
    - why it matters

      and more
- [x] [Three](https://example.org/c)
- [Four](https://example.org/d)

## Notes

text
`;

describe('category headings', () => {
  it('takes entries with all that is nested in them under new headings at the end of the list', () => {
    const result = underHeadings(note, { '/a ': 'Maths', '/b)': 'Physics & more', '/d)': 'Maths' });
    expect(result.left).toEqual([]);
    expect(result.text).toBe(`# Meeting

## Papers to Read

Sort these?

- [x] [Three](https://example.org/c)

### Maths

- https://example.org/a (p2)
- [Four](https://example.org/d)

### Physics & more

- [Two](https://example.org/b)
    - why it matters

      and more

## Notes

text
`);
  });

  it('adds to the headings there are, numbered on, and touches nothing else', () => {
    const divided = `## Reading List
1. [One](https://example.org/a)
2. [Two](https://example.org/b)

### Maths

1. [Old](https://example.org/o)

### Empty
### Links

- https://example.org/z
`;
    const result = underHeadings(divided, { '/a)': 'maths', '/b)': 'Empty' });
    expect(result.text).toBe(`## Reading List

### Maths

1. [Old](https://example.org/o)
2. [One](https://example.org/a)

### Empty

1. [Two](https://example.org/b)

### Links

- https://example.org/z
`);
  });

  it('keeps CRLF, tabs, a byte order mark, Korean, emoji and a missing final newline', () => {
    const windows =
      '\uFEFF## 읽을 논문\r\n\r\n*\t[첫째 📄](https://example.org/a)\r\n*\t[둘째](https://example.org/b)\t';
    const result = underHeadings(windows, { '/a)': '정보 이론' });
    expect(result.text).toBe(
      '\uFEFF## 읽을 논문\r\n\r\n*\t[둘째](https://example.org/b)\t\r\n\r\n### 정보 이론\r\n\r\n*\t[첫째 📄](https://example.org/a)',
    );
    expect(result.left).toEqual([]);
  });

  it('brings an indented item to the margin, so that it does not become part of another', () => {
    const indented =
      '## Papers\n\n  - [A](https://example.org/a)\n    note\n  - [B](https://example.org/b)\n\n### Maths\n\n- [O](https://example.org/o)\n';
    expect(underHeadings(indented, { '/a)': 'Maths' }).text).toBe(
      '## Papers\n\n  - [B](https://example.org/b)\n\n### Maths\n\n- [O](https://example.org/o)\n- [A](https://example.org/a)\n  note\n',
    );
  });

  it.each([
    ['rows of a table', '## Papers\n\n| Paper |\n| --- |\n| [A](https://example.org/a) |\n'],
    ['links within a paragraph', '## Papers\n\nhttps://example.org/a\nhttps://example.org/b\n'],
    ['items of an outline', '- Papers to read:\n  - [A](https://example.org/a)\n'],
    ['items that a bold line divides already', '## Papers\n\n**Week 3**\n\n- [A](https://example.org/a)\n'],
    ['entries that are headings', '## Papers\n\n### [A](https://example.org/a)\n\nnotes\n'],
    ['a list no list heading stands over', '## Agenda\n\n- [A](https://example.org/a)\n'],
    [
      'a list that an open fence ends',
      '## Papers\n\n- [A](https://example.org/a)\n- [B](https://example.org/b)\n\n```\ncode\n',
    ],
  ])('leaves alone %s', (_, text) => {
    const result = underHeadings(text, { '/a': 'Maths' });
    expect(result).toMatchObject({ edits: [], left: [lineOf(text, '/a')] });
  });
});

describe('tags on entries', () => {
  it('stand at the end of the line, before white space, hard breaks and closing marks', () => {
    const text = `## Papers

- [A](https://example.org/a) (p2)  
- [B](https://example.org/b)\\
  more
### [C](https://example.org/c) ##

| Paper | Why |
| --- | --- |
| [D](https://example.org/d) | good |
`;
    expect(tagged(text, { '/a)': ['x'], '/b)': ['y', 'z'], '/c)': ['정보-이론'], '/d)': ['w'] })).toEqual({
      left: [],
      text: `## Papers

- [A](https://example.org/a) (p2) #x  
- [B](https://example.org/b) #y #z\\
  more
### [C](https://example.org/c) #정보-이론 ##

| Paper | Why |
| --- | --- |
| [D](https://example.org/d) #w | good |
`,
    });
  });

  it('are not written twice, whatever their case; a longer one is another', () => {
    const text = '## Papers\n\n- [A](https://example.org/a) #Maths #vision-old\n';
    expect(tagged(text, { '/a)': ['maths', 'vision'] }).text).toBe(
      '## Papers\n\n- [A](https://example.org/a) #Maths #vision-old #vision\n',
    );
  });

  it('leave alone a line that a link only begins on, and no other', () => {
    const text = '## Papers\n\n- [A long\n  title](https://example.org/a)\n- [B](https://example.org/b)\n';
    const result = tagged(text, { 'A long': ['x'], '/b)': ['y'] });
    expect(result.left).toEqual([2]);
    expect(result.text).toContain('[B](https://example.org/b) #y');
  });
});
