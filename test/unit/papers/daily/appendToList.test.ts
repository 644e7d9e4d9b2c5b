import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../../src/base/text';
import { appendableLists, appendToList } from '../../../../src/papers/daily/appendToList';
import type { NewListPaper } from '../../../../src/papers/daily/listEntry';

const paper = (title: string, arxiv?: string, over: Partial<NewListPaper> = {}): NewListPaper => ({
  title,
  url: arxiv === undefined ? undefined : `https://arxiv.org/abs/${arxiv}`,
  organisation: undefined,
  day: undefined,
  priority: undefined,
  ...over,
});
const two = [
  paper('First: a *Study* of [Nets]', '2510.00001'),
  paper('Second, With "Quotes"', undefined, { organisation: 'Deep Lab', day: '2024-12-18' }),
];
const written = [
  String.raw`[First: a \*Study\* of \[Nets\]](https://arxiv.org/abs/2510.00001)`,
  `"Second, With 'Quotes'" (Deep Lab, 2024-12-18)`,
];

/** The note with the papers in its longest list. */
function after(text: string, papers: readonly NewListPaper[] = two): string {
  const section = appendableLists(text)[0]?.section;
  return applyTextEdits(text, appendToList(text, papers, { section }).edits);
}
const note = (...lines: readonly string[]) => lines.join('\n');
const url = (n: number) => `https://arxiv.org/abs/2101.0000${n}`;
const head = '## Papers to Read\n\n';

describe('papers are added in the style of the list', () => {
  it.each([
    ['bullets', `- [A](${url(1)})\n- [B](${url(2)})`, ['- ', '- '], '\n'],
    ['stars', `* [A](${url(1)})\n* [B](${url(2)})`, ['* ', '* '], '\n'],
    ['wide bullets', `-   [A](${url(1)})`, ['-   ', '-   '], '\n'],
    ['check boxes', `- [x] [A](${url(1)})\n- [ ] [B](${url(2)})`, ['- [ ] ', '- [ ] '], '\n'],
    ['numbers', `1. [A](${url(1)})\n2. [B](${url(2)})`, ['3. ', '4. '], '\n'],
    ['numbers with brackets', `9) [A](${url(1)})`, ['10) ', '11) '], '\n'],
    ['ones', `1. [A](${url(1)})\n1. [B](${url(2)})`, ['1. ', '1. '], '\n'],
    ['empty lines between', `- [A](${url(1)})\n\n- [B](${url(2)})`, ['- ', '- '], '\n\n'],
    ['an indent', ` - [A](${url(1)})\n - [B](${url(2)})`, [' - ', ' - '], '\n'],
    ['a quote', `> - [A](${url(1)})\n> - [B](${url(2)})`, ['> - ', '> - '], '\n'],
  ])('%s', (_, list, marks, between) => {
    const text = `${head}${list}\n\nMore text.\n\n## Other\n`;
    const lines = written.map((line, i) => `${marks[i]}${line}`);
    expect(after(text)).toBe(`${head}${list}${between}${lines.join(between)}\n\nMore text.\n\n## Other\n`);
  });

  it('behind what stands below the last entry', () => {
    const text = note(head, `- [A](${url(1)})`, '', '    [file.pdf](file.pdf)', '', '# End');
    expect(after(text, two.slice(0, 1))).toBe(
      note(head, `- [A](${url(1)})`, '', '    [file.pdf](file.pdf)', `- ${written[0]}`, '', '# End'),
    );
  });

  it('as rows of a table', () => {
    const text = note(head, '| p | Paper | Note |', '| - | - | - |', `| 1 | [A](${url(1)}) | x |`, '', 'End');
    expect(
      after(text, [paper('P | Q', '2510.00001')])
        .split('\n')
        .slice(6, 9),
    ).toEqual([String.raw`|  | [P \| Q](https://arxiv.org/abs/2510.00001) |  |`, '', 'End']);
  });

  it('as headings, behind the notes on the last one', () => {
    const text = note(head, `### [A](${url(1)})`, '', '- a note on it', '', '## Other', '');
    expect(after(text, two.slice(0, 1))).toBe(
      note(head, `### [A](${url(1)})`, '', '- a note on it', '', `### ${written[0]}`, '', '## Other', ''),
    );
  });

  it('as bare links where the list has such', () => {
    const text = `${head}- ${url(1)}\n- ${url(2)}\n`;
    expect(after(text, two.slice(0, 1))).toBe(`${text}- https://arxiv.org/abs/2510.00001\n`);
  });

  it('with a priority only where one is given', () => {
    const text = `${head}- [A](${url(1)}) (p3)\n`;
    expect(after(text, [paper('B', '2510.00001', { priority: 2 }), paper('C', '2510.00002')])).toBe(
      `${text}- [B](https://arxiv.org/abs/2510.00001) (p2)\n- [C](https://arxiv.org/abs/2510.00002)\n`,
    );
  });

  it('with the line ends of the note, and no final one where it has none', () => {
    const text = `\ufeff# 회의 🧠\r\n\r\n## 읽을 논문\r\n\r\n- [A](${url(1)})`;
    expect(after(text)).toBe(`${text}\r\n- ${written[0]}\r\n- ${written[1]}`);
  });

  it('keeps maths and words with underscores as they are', () => {
    const text = `${head}- [A](${url(1)})\n`;
    expect(after(text, [paper('M$_a^*$ of snake_case and _so_', '2510.00001')])).toBe(
      String.raw`${text}- [M$_a^*$ of snake_case and \_so\_](https://arxiv.org/abs/2510.00001)` + '\n',
    );
  });
});

describe('a new section', () => {
  it.each([
    ['# Notes\n\nText.', '# Notes\n\nText.\n\n## Papers to Read\n\n- X'],
    ['# Notes\n\nText.\n', '# Notes\n\nText.\n\n## Papers to Read\n\n- X\n'],
    ['# Notes\r\n\r\n* item\r\n\r\n', '# Notes\r\n\r\n* item\r\n\r\n## Papers to Read\r\n\r\n* X\r\n'],
    ['', '## Papers to Read\n\n- X\n'],
  ])('is made where a note has no list: %j', (text, expected) => {
    const [edit] = appendToList(text, [paper('Title', '2510.00001')], { section: undefined }).edits;
    expect(applyTextEdits(text, edit ? [edit] : [])).toBe(
      expected.replace('X', '[Title](https://arxiv.org/abs/2510.00001)'),
    );
  });

  it('has a heading that counts', () => {
    const options = { section: undefined, sections: ['* Queue', 'Inbox'] };
    expect(appendToList('', [paper('Title', '2510.00001')], options).edits[0]?.newText).toMatch(
      /^## Inbox\n/,
    );
  });
});

describe('nothing doubles', () => {
  it('whether a paper is there by identifier, by title or as a quoted title', () => {
    const text = note(
      head,
      '- [Other words](https://www.alphaxiv.org/abs/2510.00001v3)',
      '- [The *Same* title: here](https://example.org/x)',
      '- “A title that is quoted” (Lab, 2024)',
    );
    const papers = [
      paper('By its identifier', '2510.00001'),
      paper('The same title — here', '2510.00002'),
      paper('A Title That Is Quoted'),
      paper('A new one of ours'),
      paper('A New One of Ours!'),
    ];
    const { added, present } = appendToList(text, papers, { section: appendableLists(text)[0]?.section });
    expect(added.map(({ title }) => title)).toEqual(['A new one of ours']);
    expect(present).toHaveLength(4);
  });

  it('when the same is added again', () => {
    const once = after(`${head}- [A](${url(1)})\n`);
    expect(after(once)).toBe(once);
    expect(appendToList('', two, { section: undefined }).added).toHaveLength(2);
  });
});
