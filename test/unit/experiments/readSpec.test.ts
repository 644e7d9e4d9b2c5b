import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../src/base/text';
import { experimentKinds } from '../../../src/experiments/registry';
import { readSpec, type ReadSpec } from '../../../src/experiments/readSpec';
import type { ExperimentBlock } from '../../../src/notes/experimentBlock';
import { readExperimentBlocks } from '../../../src/notes/experimentBlocks';

function read(note: string): ReadSpec {
  const [block] = readExperimentBlocks(note);
  expect(block).toBeDefined();
  return readSpec(block as ExperimentBlock);
}

function readBody(...lines: readonly string[]): ReadSpec {
  return read(noteOf(...lines));
}

function noteOf(...lines: readonly string[]): string {
  return ['# A note', '', '```experiment digits', ...lines, '```', ''].join('\n');
}

/** Code, line from 0 in the body (-1: the fence), and the text it is about. */
function places(...lines: readonly string[]): readonly (readonly [string, number, string])[] {
  const note = noteOf(...lines);
  const index = new LineIndex(note);
  return read(note).problems.map(({ code, range }) => [
    code,
    index.position(range.start).line - 3,
    note.slice(range.start, range.end),
  ]);
}

describe('readSpec', () => {
  it('fills in the defaults and finds the data file', () => {
    const note = noteOf('kind: intrinsic-dimension', 'data: data/digits.csv');
    const { kind, spec, problems, files } = read(note);
    expect(problems).toEqual([]);
    expect(kind?.id).toBe('intrinsic-dimension');
    expect(spec).toMatchObject({ data: 'data/digits.csv', missing: 'error', seed: 0 });
    expect(spec).not.toHaveProperty('kind');
    expect(files.map(({ key, path, range }) => [key, path, note.slice(range.start, range.end)])).toEqual([
      ['data', 'data/digits.csv', 'data/digits.csv'],
    ]);
  });

  it.each(experimentKinds.map((kind) => [kind.id, kind] as const))(
    'takes what a new block of %s begins with',
    (id, { starter }) => {
      const lines = starter.map((line) => line.replace('{data}', 'points.csv'));
      const { kind, problems } = readBody(`kind: ${id}`, ...lines);
      expect(problems).toEqual([]);
      expect(kind?.id).toBe(id);
    },
  );

  it.each([
    ['data/all.npz#train', 'data/all.npz'],
    ['"data/all.npz#train"', '"data/all.npz#train"'],
  ])('tells the file of %s from the part', (written, underlined) => {
    const note = noteOf('kind: intrinsic-dimension', `data: ${written}`);
    const { spec, files } = read(note);
    expect(spec).toMatchObject({ data: 'data/all.npz#train' });
    expect(files.map(({ path, range }) => [path, note.slice(range.start, range.end)])).toEqual([
      ['data/all.npz', underlined],
    ]);
  });

  it('takes manifolds, which are no files', () => {
    const { spec, problems, files } = readBody(
      'kind: intrinsic-dimension',
      'data: manifold:M1(n=2500,seed=0)',
    );
    expect(problems).toEqual([]);
    expect(spec).toMatchObject({ data: 'manifold:M1(n=2500,seed=0)' });
    expect(files).toEqual([]);
  });

  it('refuses a manifold that there is not, under its name', () => {
    const note = noteOf('kind: intrinsic-dimension', 'data: manifold:spheer(d=2)');
    const { problems, spec } = read(note);
    expect(spec).toBeUndefined();
    expect(problems.map(({ range }) => note.slice(range.start, range.end))).toEqual(['manifold:spheer(d=2)']);
    expect(`${problems[0]?.message} ${problems[0]?.remedy}`).toMatch(/did you mean sphere\?/);
  });

  it('knows where every key stands', () => {
    const note = noteOf('kind: intrinsic-dimension', 'data: a.csv', 'estimators: [twonn]');
    const { keyRanges } = read(note);
    expect([...keyRanges].map(([key, { start, end }]) => [key, note.slice(start, end)])).toEqual([
      ['kind', 'kind'],
      ['data', 'data'],
      ['estimators', 'estimators'],
    ]);
  });

  it.each([
    [
      'an unknown kind',
      ['kind: intrinsic-dimensoin', 'data: a.csv'],
      ['experiment.kind', 0, 'intrinsic-dimensoin'],
    ],
    ['a missing kind', ['data: a.csv'], ['experiment.kind', -1, '```experiment digits']],
    ['a kind that is no word', ['kind: [a, b]', 'data: a.csv'], ['experiment.kind', 0, '[a, b]']],
    [
      'an unknown option',
      ['kind: intrinsic-dimension', 'data: a.csv', 'estimator: [mle]'],
      ['experiment.option', 2, 'estimator'],
    ],
    [
      'a wrong type',
      ['kind: intrinsic-dimension', 'data: a.csv', 'seed: soon'],
      ['experiment.value', 2, 'soon'],
    ],
    [
      'a wrong word',
      ['kind: intrinsic-dimension', 'missing: drop', 'data: a.csv'],
      ['experiment.value', 1, 'drop'],
    ],
    ['an empty value', ['kind: intrinsic-dimension', 'data:'], ['experiment.value', 1, 'data']],
    [
      'a missing option',
      ['kind: intrinsic-dimension', 'seed: 1'],
      ['experiment.missing', -1, '```experiment digits'],
    ],
    [
      'one bad item of a list',
      ['kind: intrinsic-dimension', 'data: a.csv', 'estimators: [twonn, mel, pca]'],
      ['experiment.value', 2, 'mel'],
    ],
    [
      'one bad item on its line',
      ['kind: intrinsic-dimension', 'data: a.csv', 'estimators:', '  - twonn', '  - mle(q=3)'],
      ['experiment.value', 4, 'mle(q=3)'],
    ],
    [
      'an option given twice',
      ['kind: intrinsic-dimension', 'data: a.csv', 'data: b.csv'],
      ['experiment.yaml', 2, 'data'],
    ],
    [
      'a list without end',
      ['kind: intrinsic-dimension', 'estimators: [twonn', 'data: a.csv'],
      ['experiment.yaml', 1, '[twonn'],
    ],
    [
      'a quote without end',
      ['kind: intrinsic-dimension', 'data: "a.csv', 'seed: 1'],
      ['experiment.yaml', 1, '"a.csv'],
    ],
    ['a tab', ['kind: intrinsic-dimension', '\tdata: a.csv'], ['experiment.yaml', 1, 'data: a.csv']],
    ['a missing space', ['kind: intrinsic-dimension', 'data:a.csv'], ['experiment.yaml', 1, 'data:a.csv']],
    ['a second colon', ['kind: intrinsic-dimension', 'data: a: b'], ['experiment.yaml', 1, 'a: b']],
    ['a list for a map', ['- kind'], ['experiment.yaml', 0, '- kind']],
    ['nothing at all', [], ['experiment.kind', -1, '```experiment digits']],
    ['only a comment', ['# later'], ['experiment.yaml', 0, '# later']],
  ] as const)('puts a problem on %s', (_what, lines, expected) => {
    expect(places(...lines)).toEqual([expected]);
    const { problems, spec } = readBody(...lines);
    expect(spec).toBeUndefined();
    expect(
      problems.every(({ remedy, severity }) =>
        remedy.endsWith('.') || remedy.length > 10 ? severity === 'error' : false,
      ),
    ).toBe(true);
  });

  it('suggests what was meant', () => {
    expect(readBody('kind: intrinsic-dimention').problems[0]?.remedy).toContain('“intrinsic-dimension”');
    const { problems } = readBody('kind: intrinsic-dimension', 'data: a.csv', 'estimater: [mle]');
    expect(problems[0]?.remedy).toContain('“estimators”');
  });

  it('reports several problems at once', () => {
    const found = places('kind: intrinsic-dimension', 'data: 3', 'seed: -1', 'nonsense: 1');
    expect(found.map(([, line, text]) => [line, text])).toEqual([
      [3, 'nonsense'],
      [1, '3'],
      [2, '-1'],
    ]);
  });

  it('accepts a list item with a comma within brackets', () => {
    const { problems, spec } = readBody(
      'kind: intrinsic-dimension',
      'data: a.csv',
      'estimators: [mle(k=5, combine=mean), pca]',
    );
    expect(problems).toEqual([]);
    expect(spec?.['estimators']).toEqual(['mle(k=5,combine=mean)', 'pca']);
  });

  it('finds the files of a block with errors elsewhere', () => {
    expect(readBody('kind: intrinsic-dimension', 'data: a.csv', 'seed: x').files).toHaveLength(1);
  });

  it.each([
    [
      'in a list',
      '- x\n\n  ```experiment digits\n  kind: intrinsic-dimension\n  seed: x\n  data: a.csv\n  ```\n',
    ],
    ['in a quote', '> ```experiment digits\n> kind: intrinsic-dimension\n> seed: x\n> data: a.csv\n> ```\n'],
    [
      'with carriage returns',
      '```experiment digits\r\nkind: intrinsic-dimension\r\nseed: x\r\ndata: a.csv\r\n```\r\n',
    ],
    [
      'unevenly indented',
      '   ```experiment digits\n   kind: intrinsic-dimension\n  seed: x\n data: a.csv\n   ```\n',
    ],
    [
      'after astral characters',
      '😀😀\n```experiment digits\nkind: intrinsic-dimension\nseed: x\ndata: a.csv\n```',
    ],
  ])('keeps places right %s', (_what, note) => {
    const { problems, files } = read(note);
    expect(problems).toHaveLength(1);
    expect(problems.map(({ range }) => note.slice(range.start, range.end))).toEqual(['x']);
    expect(files.map(({ range }) => note.slice(range.start, range.end))).toEqual(['a.csv']);
  });

  it.each([
    ['```experiment\nkind: intrinsic-dimension\ndata: a.csv\n```', 'experiment.id', '```experiment'],
    ['```experiment my digits\nkind: intrinsic-dimension\ndata: a.csv\n```', 'experiment.id', 'my digits'],
    ['```experiment a.b\nkind: intrinsic-dimension\ndata: a.csv\n```', 'experiment.id', 'a.b'],
    [
      `\`\`\`experiment ${'x'.repeat(61)}\nkind: intrinsic-dimension\ndata: a.csv\n\`\`\``,
      'experiment.id',
      'x'.repeat(61),
    ],
    ['```experiment a\nkind: intrinsic-dimension\ndata: a.csv\n', 'experiment.unclosed', '```experiment a'],
  ])('refuses %j', (note, code, about) => {
    const { problems, spec } = read(note);
    expect(
      problems.map((problem) => [problem.code, note.slice(problem.range.start, problem.range.end)]),
    ).toEqual([[code, about]]);
    expect(spec).toBeUndefined();
  });

  it('survives hostile YAML', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
    ];
    for (const lines of [
      bomb,
      ['kind: *nowhere'],
      ['? [a]', ': b'],
      ['kind: !!js/function x'],
      ['---', 'a: 1', '---', 'b: 2'],
    ]) {
      expect(readBody(...lines).spec).toBeUndefined();
      expect(readBody(...lines).problems.length).toBeGreaterThan(0);
    }
  });
});
