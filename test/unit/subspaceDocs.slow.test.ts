/** The experiments that docs/subspace-training.md shows, as a reader would run them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../src/adapters/dataFile';
import { findKind } from '../../src/experiments/registry';
import { readSpec } from '../../src/experiments/readSpec';
import { subspaceSchema } from '../../src/experiments/kinds/subspaceOptions';
import { readExperimentBlocks } from '../../src/notes/experimentBlocks';
import { idx } from '../fixtures/data/idx';
import { trainingContext } from './experiments/kinds/trainingContext';
import { temporaryFolder } from './adapters/dataFolder';

const docs = readFileSync('docs/subspace-training.md', 'utf8').replace(/^ {4}/gm, '');
const blocks = readExperimentBlocks(docs).map((block) => ({ block, read: readSpec(block) }));
const { write } = temporaryFolder();

describe('docs/subspace-training.md', () => {
  it('shows blocks without a problem', () => {
    expect(blocks.length).toBeGreaterThan(2);
    for (const { block, read } of blocks)
      expect(read.problems.map(({ message }) => `${block.id}: ${message}`)).toEqual([]);
  });

  it.each(['mnist-random', 'mnist-burn-in'])(
    'shows %s, which runs on a file of the same form',
    async (id) => {
      const { read } = blocks.find(({ block }) => block.id === id) ?? {};
      if (read?.spec === undefined) throw new Error('there is no such block');
      const spec = subspaceSchema.parse(read.spec);
      expect(spec.model).toBe('tinycnn');
      const labels = Array.from({ length: 40 }, (_, i) => i % 10);
      // A row of light for each digit.
      const pixels = labels.flatMap((digit) =>
        Array.from({ length: 784 }, (_, k) => (Math.floor(k / 56) === digit ? 255 : 0)),
      );
      await write('train-labels-idx1-ubyte', idx([40], labels));
      const images = await write('train-images-idx3-ubyte', idx([40, 28, 28], pixels));
      expect(spec.data.endsWith('train-images-idx3-ubyte')).toBe(true);
      const context = trainingContext(
        await readDataFile(images, { header: 'auto', label: undefined, missing: 'error', maxBytes: 1e8 }),
      );
      // As many dimensions and runs as the block asks for would take a test too long: the two smallest, once.
      const less = { ...spec, dimensions: [8, 32], seeds: 1, full: 1, epochs: 2 };
      const { result } = (await findKind('subspace-training')?.run(less, context)) ?? {};
      if (result?.kind !== 'subspace-training') throw new Error('another kind');
      expect(result.model.parameters).toBe(20_490);
      expect(result.runs).toHaveLength(3);
      expect(result.data.classes).toBe(10);
      expect(result.budget.method).toContain(id === 'mnist-random' ? 'random' : 'burn-in of');
    },
  );
});
