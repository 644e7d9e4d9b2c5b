import { describe, expect, it } from 'vitest';
import { publishedFamilies, publishedThresholds } from '../../../../src/science/subspace/publishedThresholds';

const family = (id: string) => publishedThresholds.find((each) => each.id === id)?.thresholds ?? [];

describe('published thresholds', () => {
  it('are told by the ids that a block may name', () => {
    expect(publishedThresholds.map(({ id }) => id)).toEqual([...publishedFamilies]);
  });

  it('stand at the numbers of parameters that the paper’s own code prints', () => {
    const rows = (id: string): number[] => family(id).map(({ parameters }) => parameters);
    expect(rows('mnist-fc')).toEqual([
      ...[39760, 42310, 44860, 47410, 49960, 79510, 89610, 99710, 109810, 119910],
      ...[159010, 199210, 239410, 279610, 319810, 318010, 478410, 638810, 799210, 959610],
    ]);
    expect(rows('cifar-fc').slice(-5)).toEqual([1233210, 1393610, 1554010, 1714410, 1874810]);
    expect(family('mnist-fc')[6]).toMatchObject({ network: '784-100-100-10', dimension: 575 });
  });
});
