/** The results panel on a result of subspace training, in a plain browser. Pictures are left in `test-results/panel`. */
import { describe, expect, it } from 'vitest';
import { themeNames, violations } from './pageRig';
import { usePages } from './pages';
import { openResultsPage, readSnapshot, type ResultsPageRig, type RigOptions } from './resultsPageRig';

const pages = usePages('results', 'panel');

const open = (options: RigOptions): Promise<ResultsPageRig> =>
  pages.open((browser, dist) => openResultsPage(browser, dist, options));

describe('the threshold', () => {
  it.each(themeNames)('is accessible and breaks no policy in the %s theme', async (theme) => {
    const rig = await open({ snapshot: readSnapshot('threshold'), theme, width: 1100 });
    await rig.page.screenshot({ path: pages.picture(`threshold-${theme}.png`), fullPage: true });
    expect(await violations(rig.page)).toEqual([]);
    expect(rig.faults).toEqual([]);
  });

  it('stands on top, with figures and the numbers of every dimension', async () => {
    const { page } = await open({ snapshot: readSnapshot('threshold'), width: 1100 });
    const region = page.getByRole('region', { name: 'Threshold training dimension: 110 (100–121)' });
    expect(await region.locator('svg.fig').count()).toBe(2);
    const row = region.getByRole('row', { name: /^96/ });
    expect(await row.innerText()).toMatch(/1 of 5\s+0\.04 – 0\.62/);
    expect(await page.getByText('In full space (2410 parameters): 3 of 3 runs').count()).toBe(1);
  });

  it('from 320 pixels on holds everything', async () => {
    const { page, show } = await open({ snapshot: readSnapshot('threshold') });
    for (const width of [320, 480, 760, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      await show(readSnapshot('threshold'));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `at ${width}`).toBeLessThanOrEqual(width);
    }
  });
});
