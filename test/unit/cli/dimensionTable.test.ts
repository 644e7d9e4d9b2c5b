import { describe, expect, it } from 'vitest';
import { dimensionTable } from '../../../src/cli/dimensionTable';
import { dimensionOf, readSnapshot } from '../webviews/snapshots';

function table(name: string): string {
  return dimensionTable(dimensionOf(readSnapshot(name)));
}

describe('a dimension result in a terminal', () => {
  const text = table('everyView');

  it('closes the estimates with their consensus, and says how it was formed', () => {
    expect(text).toMatch(/^consensus {2,}9\.04 {2,}8\.23 – 10\.5$/m);
    expect(text).toContain('The median of 2 estimates (ess, danco)');
    expect(text).toContain('Left out: twonn, mle, mle(k=40) (distances alone read low here');
  });

  it('has a line for each scale, size, class, and estimator of single points', () => {
    expect(text).toMatch(/^scale \(ranks\) .*\n1, 2 /m);
    expect(text).toMatch(/^points +draws +twonn +mle +mle\(k=40\)\n112 +4 +/m);
    expect(text).toMatch(/^1797 +1 +7\.02/m);
    expect(text).toMatch(/^class +points +consensus +twonn/m);
    expect(text).toMatch(/^torn off +19 +– +–/m);
    expect(text).toContain('! class torn off: Too few points: 19 distinct ones, where 30 are the least.');
    expect(text).toMatch(/^of every point +points +5 % +25 % +median +75 % +95 %\nmle +1797/m);
    expect(text).toContain('twonn: fitted to 1617 of 1797 neighbourhood ratios, at most 2.2 % of the points');
  });

  it('tells a result of an older version, which has none of that', () => {
    const old = table('finished');
    expect(old).toContain('estimator');
    expect(old).not.toContain('consensus');
    expect(old).not.toContain('class');
  });
});
