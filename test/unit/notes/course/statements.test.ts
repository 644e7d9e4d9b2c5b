import { describe, expect, it } from 'vitest';
import { readCourse } from '../../../../src/notes/course/readCourse';

function statements(text: string) {
  return readCourse(text).statements.map(({ kind, number, name, range }) => ({
    kind,
    number,
    name,
    text: text.slice(range.start, range.end),
  }));
}
const first = (text: string) => {
  const [statement] = statements(text);
  return statement && [statement.kind, statement.number, statement.name];
};

describe('a statement', () => {
  it.each([
    ['Theorem 3.2 (Law of Rakes). Every rake is long.', ['theorem', '3.2', 'Law of Rakes']],
    ['**Definition 1 (Bed).** A bed is a set.', ['definition', '1', 'Bed']],
    ['**Lemma.** A hedge is closed.', ['lemma', undefined, undefined]],
    ['**Proposition 2.1**: (Growth) it grows.', ['proposition', '2.1', 'Growth']],
    ['*Corollary 7.* It grows fast.', ['corollary', '7', undefined]],
    ['Definition. A bed is a set of rows.', ['definition', undefined, undefined]],
    ['### Theorem 4.1: Law of Hoses', ['theorem', '4.1', 'Law of Hoses']],
    ['- **Remark 3.** Rakes rust.', ['remark', '3', undefined]],
    ['> **Example 2.2** (Two rakes).\n> They rust.', ['example', '2.2', 'Two rakes']],
    ['> [!theorem] Law of Hoses\n> Water flows.', ['theorem', undefined, 'Law of Hoses']],
    [
      '\\begin{theorem}[Law of Hoses]\\label{t}\nWater flows.\n\\end{theorem}',
      ['theorem', undefined, 'Law of Hoses'],
    ],
    ['\\begin{defn}\nA hose.\n\\end{defn}', ['definition', undefined, undefined]],
    [':::{prf:theorem} Law of Hoses\nWater flows.\n:::', ['theorem', undefined, 'Law of Hoses']],
    ['정의 2.1 (화단). 화단은 집합이다.', ['definition', '2.1', '화단']],
    ['**정리 3.** 모든 갈퀴는 길다.', ['theorem', '3', undefined]],
    ['Algorithm 2 (Mowing)\n\nMow.', ['algorithm', '2', 'Mowing']],
    ['THEOREM 2.4. Every rake is long.', ['theorem', '2.4', undefined]],
    ['Assumption A.1. Rakes are long.', ['assumption', 'A.1', undefined]],
    // What scanners make of them.
    ['Dcfinition 4.1.2. Some Rake\n\nIt rusts.', ['definition', '4.1.2', 'Some Rake']],
    ['Lemma 4 1.2 Some Rake\n\nIt rusts.', ['lemma', '4.1.2', 'Some Rake']],
    ['Example Ouestion 4.1.2: Which?\n\nThat one.', ['example', '4.1.2', 'Which?']],
  ])('%s', (text, expected) => {
    expect(first(text)).toEqual(expected);
  });

  it.each([
    'Theorem 3.2 implies that rakes are long.',
    'Definitions are given below.',
    'By Theorem 3.2. nothing follows.',
    'Example usage is shown in the appendix.',
    '```\nTheorem 3.2. In code.\n```',
    '<!-- Theorem 3.2. Left out. -->',
    'An algorithm is an example of a definition.',
    '- Example: a rake',
    '## Definition',
    'In fact. Nothing.',
  ])('is not in: %s', (text) => {
    expect(statements(text)).toEqual([]);
  });

  it('is found where a converter ran several together, each with its own text', () => {
    const text =
      'A section. Theorem 2.1.1. Some Law All rakes are long. Definition 2.1.2. A hose is wet. By Theorem 2.1.1. we go on.';
    expect(statements(text).map((each) => each.text)).toEqual([
      'Theorem 2.1.1. Some Law All rakes are long.',
      'Definition 2.1.2. A hose is wet. By Theorem 2.1.1. we go on.',
    ]);
  });

  it('reaches to the end of its paragraph, or of the next one where its line is a title', () => {
    const text =
      'Theorem 1.1.1. Rakes\n\nAll rakes\nare long.\n\nAfter.\n\n**Lemma 2.** One\ntwo.\n\nAfter.\n';
    expect(statements(text).map((each) => each.text)).toEqual([
      'Theorem 1.1.1. Rakes\n\nAll rakes\nare long.',
      '**Lemma 2.** One\ntwo.',
    ]);
  });

  it('reaches to the end of its environment, paragraphs included', () => {
    const text = 'Before.\n\n\\begin{lemma}\nOne.\n\nTwo.\n\\end{lemma}\n\nAfter.\n';
    expect(statements(text)[0]?.text).toBe('\\begin{lemma}\nOne.\n\nTwo.\n\\end{lemma}');
  });

  it('has exact offsets behind a byte order mark, CRLF and characters of two units', () => {
    const text = '\uFEFF🌱 beds\r\n\r\n**Theorem 1.** 갈퀴 🌱\r\ngoes on.\r\n\r\nAfter.';
    expect(statements(text)[0]?.text).toBe('**Theorem 1.** 갈퀴 🌱\r\ngoes on.');
  });

  it('gives its first words where it has no name', () => {
    const long = `Lemma 2. ${'Every rake of the garden is at least as long as its shadow. '.repeat(4)}`;
    const [statement] = readCourse(long).statements;
    expect(statement?.excerpt).toMatch(/^Every rake of the garden .*…$/);
    expect(statement?.excerpt.length).toBeLessThanOrEqual(91);
  });
});
