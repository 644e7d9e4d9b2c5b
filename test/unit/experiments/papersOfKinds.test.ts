import { describe, expect, it } from 'vitest';
import { experimentsOfPaper, kindPapers, papersOfKind } from '../../../src/experiments/papersOfKinds';
import { readSpec } from '../../../src/experiments/readSpec';
import { findKind } from '../../../src/experiments/registry';
import { readExperimentBlocks } from '../../../src/notes/experimentBlocks';
import { foldLibrary } from '../../../src/papers/library';
import { keysOfPaper } from '../../../src/papers/keysOfPaper';
import { paperKey, readPaperLink } from '../../../src/papers/links';
import { unlistedPlace } from '../../../src/papers/places';
import type { PaperRecord } from '../../../src/papers/paper';

const all = kindPapers.flatMap((paper) => paper.experiments.map((experiment) => ({ paper, experiment })));

describe('papers with an experiment', () => {
  it.each(all.map((each) => [each.paper.cite, each.experiment.kind, each] as const))(
    '%s: the block of %s can be run as it is written',
    (_, id, { experiment }) => {
      const kind = findKind(id);
      const lines = (experiment.lines ?? kind?.starter ?? []).map((line) =>
        line.replace('{data}', 'data/digits.csv'),
      );
      const note = ['```experiment one', `kind: ${id}`, ...lines, '```', ''].join('\n');
      const [block] = readExperimentBlocks(note);
      if (block === undefined) throw new Error('no block');
      const read = readSpec(block);
      expect(read.problems).toEqual([]);
      expect(read.spec).toBeDefined();
    },
  );

  it('have names in the normal form that links have, no two papers the same', () => {
    const keys = kindPapers.flatMap((paper) => paper.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      const address = key.startsWith('arxiv:')
        ? `https://arxiv.org/pdf/${key.slice('arxiv:'.length)}v3`
        : `https://doi.org/${key.slice('doi:'.length).toUpperCase()}`;
      expect(paperKey(readPaperLink(address))).toBe(key);
    }
  });

  it('are found by any of their names, and by kind', () => {
    expect(experimentsOfPaper(['arxiv:1803.03635'])).toEqual([{ kind: 'lottery-ticket' }]);
    expect(experimentsOfPaper(['url:x', 'doi:10.1038/S41598-017-11873-y'])[0]?.kind).toBe(
      'intrinsic-dimension',
    );
    expect(experimentsOfPaper(['arxiv:2101.00001'])).toEqual([]);
    expect(papersOfKind('gordon-bound').map(({ keys }) => keys[0])).toContain('arxiv:2107.05802');
  });
});

describe('the names of a paper', () => {
  const record: PaperRecord = {
    schema: 1,
    key: 'doi:10.1000/published',
    ids: { doi: '10.1000/published' },
    state: 'found',
    checkedAt: '2026-01-01T00:00:00.000Z',
    preprint: { value: 'arxiv:1803.03635', source: 'crossref', fetchedAt: '2026-01-01T00:00:00.000Z' },
  };

  it('are those of its preprint too, where the record says so', () => {
    const link = readPaperLink('https://doi.org/10.1000/published');
    const [paper] = foldLibrary([unlistedPlace(link)], new Map([[record.key, record]]));
    if (paper === undefined) throw new Error('no paper');
    expect(keysOfPaper(paper)).toEqual(expect.arrayContaining(['doi:10.1000/published', 'arxiv:1803.03635']));
    expect(experimentsOfPaper(keysOfPaper(paper))).toEqual([{ kind: 'lottery-ticket' }]);
  });
});
