import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSpec } from '../../src/experiments/readSpec';
import { experimentKinds } from '../../src/experiments/registry';
import { readExperimentBlocks } from '../../src/notes/experimentBlocks';
import { readResultMarkers } from '../../src/notes/resultMarkers';

const folder = join(import.meta.dirname, '../../media/sample');
const notes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && !name.startsWith('.marginalia'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const blocks = notes.flatMap(({ name, text }) =>
  readExperimentBlocks(text).map((block) => ({ name, block, read: readSpec(block) })),
);
/** What these find depends on estimators with options, whose names are told elsewhere. */
const ownNames = ['intrinsic-dimension', 'layer-dimension'];

describe('the notes of the sample workspace', () => {
  it('have a block of every kind, each without a problem, each of files that are there', () => {
    expect(blocks.flatMap(({ read }) => read.problems)).toEqual([]);
    expect(new Set(blocks.map(({ read }) => read.kind?.id))).toEqual(
      new Set(experimentKinds.map(({ id }) => id)),
    );
    // From the note's folder, then from the workspace's.
    const isThere = (name: string, path: string): boolean =>
      [dirname(name), '.'].some((from) => existsSync(join(folder, from, path)));
    const lost = blocks.flatMap(({ name, read }) =>
      read.files.filter(({ path }) => !isThere(name, path)).map(({ path }) => `${name}: ${path}`),
    );
    expect(lost).toEqual([]);
  });

  it('ask for values that their experiments have', () => {
    const missing = notes.flatMap(({ name, text }) =>
      readResultMarkers(text).markers.flatMap(({ experimentId, field }) => {
        const found = blocks.find(({ block }) => block.id === experimentId)?.read;
        if (found?.kind === undefined || found.spec === undefined) return [`${name}: ${experimentId}`];
        const isKnown =
          field === undefined ||
          ownNames.includes(found.kind.id) ||
          found.kind.fields(found.spec).includes(field);
        return isKnown ? [] : [`${name}: ${experimentId}.${field}`];
      }),
    );
    expect(missing).toEqual([]);
  });
});
