import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/base/text';
import { extendedRun, moreOf, setOption } from '../../../src/experiments/extension';
import { subspaceTraining } from '../../../src/experiments/kinds/subspaceTraining';
import { prepareRun } from '../../../src/experiments/prepareRun';
import { readSpec } from '../../../src/experiments/readSpec';
import type { Run, RunEvent } from '../../../src/experiments/run';
import { foldRun } from '../../../src/experiments/runEvents';
import { readExperimentBlocks } from '../../../src/notes/experimentBlocks';

const list = { data: 'a.csv', model: 'mlp(4-3-2)', dimensions: [1, 2], seeds: 5 };
const specOf = (options: Record<string, unknown>): Record<string, unknown> =>
  subspaceTraining.schema.parse({ ...list, ...options });

let made = 0;
function runOf(options: Record<string, unknown>, events: readonly RunEvent['type'][]): Run {
  const spec = prepareRun({
    ...{ experimentId: 'a', kind: subspaceTraining, spec: specOf(options), origin: {}, version: '' },
    clock: { now: () => made, sleep: () => Promise.resolve() },
    randomHex: () => String(made++),
  });
  const at = spec.createdAt;
  const error = { code: 'run.crashed', message: '', remedy: '' };
  return foldRun(
    spec,
    events.map((type) => ({ type, at, pid: 1, error, fraction: 0, message: '' })),
  );
}

describe('the run that a new one extends', () => {
  const done = runOf({}, ['started', 'finished']);
  const of = (options: Record<string, unknown>, ...runs: Run[]): string | undefined =>
    extendedRun(subspaceTraining, specOf(options), runs);

  it('is the newest that asked for less, or for other dimensions, of the same', () => {
    expect(of({ seeds: 10 }, done)).toBe(done.spec.runId);
    expect(of({ dimensions: [1, 2, 4], full: 5 }, done)).toBe(done.spec.runId);
    const paused = runOf({ seeds: 6 }, ['started', 'paused']);
    expect(of({ seeds: 10 }, paused, done)).toBe(paused.spec.runId);
  });

  it('is none of something else, none that goes on, and none for the very same', () => {
    for (const other of [{ seed: 1 }, { epochs: 9 }, { data: 'b.csv' }])
      expect(of({ seeds: 10, ...other }, done)).toBeUndefined();
    expect(of({ seeds: 10 }, runOf({}, ['started']))).toBeUndefined();
    expect(of({}, done)).toBeUndefined();
  });
});

describe('asking for more', () => {
  it('raises the seeds of a list, the runs of a search, within what is allowed', () => {
    expect(moreOf(subspaceTraining, specOf({}), 5)).toMatchObject({
      ok: true,
      value: { key: 'seeds', value: 10 },
    });
    expect(moreOf(subspaceTraining, specOf({ dimensions: 'auto' }), 40)).toMatchObject({
      value: { key: 'runs', value: 100 },
    });
    for (const wrong of [0, -1, 1.5, NaN, 10_000])
      expect(moreOf(subspaceTraining, specOf({}), wrong).ok).toBe(false);
  });

  it.each([
    [
      'in its place',
      'kind: subspace-training\nseeds: 5 # enough?\nepochs: 3',
      'seeds: 9 # enough?\nepochs: 3',
    ],
    ['on a line of its own', 'kind: subspace-training\nepochs: 3\n', 'epochs: 3\nseeds: 9\n'],
  ])('is written into the block %s', (_, body, expected) => {
    for (const [prefix, end] of [
      ['', '\n'],
      ['> ', '\n'],
      ['', '\r\n'],
    ] as const) {
      const lines = [
        '```experiment a',
        ...body.trimEnd().split('\n'),
        'data: a.csv',
        'model: mlp(4-3-2)',
        '```',
        'after',
      ];
      const note = lines.map((line) => `${prefix}${line}`).join(end);
      const [block] = readExperimentBlocks(note);
      const edit = block && setOption(note, block, 'seeds', 9);
      const edited = applyTextEdits(note, edit ? [edit] : []);
      const [again] = readExperimentBlocks(edited);
      expect(again && readSpec(again).spec?.['seeds']).toBe(9);
      expect(edited.length - note.length).toBe(
        expected.startsWith('seeds') ? 0 : `${end}${prefix}seeds: 9`.length,
      );
    }
  });
});
