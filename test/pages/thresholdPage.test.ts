/** The results panel on a result of subspace training, in a plain browser. Pictures are left in `test-results/panel`. */
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/experiments/kinds/subspaceSummary';
import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import { themeNames, violations } from './pageRig';
import { usePages } from './pages';
import { openResultsPage, readSnapshot, type ResultsPageRig, type RigOptions } from './resultsPageRig';

const pages = usePages('results', 'panel');

const open = (options: RigOptions): Promise<ResultsPageRig> =>
  pages.open((browser, dist) => openResultsPage(browser, dist, options));

/** The snapshot of a run of which only the first runs are done. */
function soFar(snapshot: ResultsSnapshot, done: number): ResultsSnapshot {
  const found = snapshot.result;
  if (found?.result.kind !== 'subspace-training') throw new Error('another kind');
  const result = {
    ...found.result,
    ...summarise(found.result.runs.toReversed().slice(0, done)),
    planned: 33,
    warnings: [],
  };
  return {
    ...snapshot,
    ...{ state: 'running', fraction: done / 33, left: 'about 3 min left', partial: true, stale: [] },
    message: `training in subspaces: ${done} of 33 runs done`,
    can: { runAgain: false, pause: true, resume: false, extend: false },
    result: { ...found, result, soFar: { done, planned: 33, atMost: false, noun: 'runs' } },
  };
}

describe('the threshold', () => {
  it.each(themeNames)('is accessible and breaks no policy in the %s theme', async (theme) => {
    const rig = await open({ snapshot: readSnapshot('threshold'), theme, width: 1100 });
    await pages.picture(rig.page, `threshold-${theme}.png`);
    expect(await violations(rig.page, theme)).toEqual([]);
    expect(rig.faults).toEqual([]);
  });

  it('stands on top, with figures and the numbers of every dimension', async () => {
    const { page } = await open({ snapshot: readSnapshot('threshold'), width: 1100 });
    const region = page.getByRole('region', { name: 'Threshold training dimension: 110 (100–121)' });
    expect(await region.locator('svg.fig').count()).toBe(1);
    const row = region.getByRole('row', { name: /^96/ });
    expect(await row.innerText()).toMatch(/1 of 5\s+0\.04 – 0\.62/);
    expect(await page.getByText('In full space (2410 parameters): 3 of 3 runs').count()).toBe(1);
  });

  it('shows how training went at the dimension of a row, or of a point that is clicked', async () => {
    const { page, asked } = await open({ snapshot: readSnapshot('threshold'), width: 1100 });
    // First, at the dimension nearest to the threshold.
    expect(await page.getByRole('region', { name: 'Training loss by epoch, d = 112' }).count()).toBe(1);
    const success = page.getByRole('region', { name: /^Threshold training dimension/ });
    await success.getByRole('button', { name: '96', exact: true }).press('Enter');
    const loss = page.getByRole('region', { name: 'Training loss by epoch, d = 96' });
    expect(await loss.locator('svg.fig').count()).toBe(1);
    expect(await loss.getByRole('columnheader').count()).toBe(6);
    expect(await page.getByRole('region', { name: 'Accuracy by epoch, d = 96' }).count()).toBe(1);
    await success.locator('svg [data-key="d=128"]').click();
    await page.getByRole('region', { name: 'Training loss by epoch, d = 128' }).waitFor();
    await page.getByRole('combobox', { name: /^Dimension/ }).selectOption('full');
    const full = page.getByRole('region', { name: 'Training loss by epoch, full space' });
    await full.getByRole('button', { name: /Save the training loss .* as CSV/ }).click();
    expect(asked).toContain('export curves csv full');
  });

  it('fills while the run goes on, keeping what was chosen, and says what is left', async () => {
    const whole = readSnapshot('threshold');
    const rig = await open({ snapshot: soFar(whole, 12), width: 1100 });
    const { page, show, asked } = rig;
    expect(
      await page.getByText('Unfinished: the numbers below rest on 12 of 33 runs, and are not final.').count(),
    ).toBe(1);
    expect(await page.getByText('12 of 33 runs done, about 3 min left').count()).toBe(1);
    await pages.picture(page, 'threshold-so-far.png');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('combobox', { name: /^Dimension/ }).selectOption('full');
    await show(soFar(whole, 25));
    const scores = page.getByRole('region', { name: 'Score of every run' });
    expect(await scores.getByRole('row').count()).toBe(26);
    await page.getByRole('button', { name: 'Pause' }).click();
    await show({ ...soFar(whole, 25), state: 'paused', can: { ...whole.can, resume: true } });
    await page.getByRole('button', { name: 'Resume' }).click();
    await show(whole);
    expect(await page.getByRole('region', { name: 'Training loss by epoch, full space' }).count()).toBe(1);
    expect(await page.getByText('So far').count()).toBe(0);
    expect(asked.slice(1)).toEqual(['pause', 'resume']);
  });

  it('stands beside another run of its experiment', async () => {
    const snapshot = readSnapshot('threshold');
    const other = soFar(snapshot, 20).result;
    if (!other) throw new Error('no result');
    const earlier = {
      runId: 'earlier',
      createdAt: '2026-01-02T03:04:05.678Z',
      state: 'finished',
      summary: '90',
    } as const;
    const history = [...snapshot.history, earlier];
    const { page, show, asked } = await open({ snapshot: { ...snapshot, history }, width: 1100 });
    await page.getByRole('combobox', { name: 'Compare with' }).selectOption('earlier');
    expect(asked).toContain('compare earlier');
    const settings = snapshot.settings.map(({ name, value }) => ({
      name,
      value: name === 'seeds' ? '4' : value,
    }));
    await show({ ...snapshot, history, compared: { ...earlier, settings, result: other } });
    const region = page.getByRole('region', { name: /^Beside the run of/ });
    expect(await region.getByRole('row', { name: /^seeds/ }).innerText()).toMatch(/seeds\s+5\s+4/);
    expect(await region.getByRole('row', { name: /^epochs/ }).count()).toBe(0);
    expect(await region.getByRole('row', { name: /^successes at d = 64/ }).innerText()).toMatch(/–$/);
    expect(await region.getByText(/The threshold is 110 \(100–121\) here and .* in the other/).count()).toBe(
      1,
    );
    await pages.picture(page, 'threshold-compared.png');
    expect(await violations(page)).toEqual([]);
    await region.getByRole('button', { name: /Save the plot of comparison .* as PNG/ }).click();
    await expect.poll(() => asked).toContain('export compared png earlier');
  });

  it('offers nothing that a folder which is not trusted would not do', async () => {
    const nothing = { runAgain: false, pause: false, resume: false, extend: false };
    const { page, show } = await open({ snapshot: { ...readSnapshot('threshold'), can: nothing } });
    for (const name of ['Run again', 'Extend…', 'Resume', 'Pause'])
      expect(await page.getByRole('button', { name }).count(), name).toBe(0);
    await show({ ...readSnapshot('threshold'), can: { ...nothing, runAgain: true, extend: true } });
    expect(await page.getByRole('button', { name: 'Extend…' }).count()).toBe(1);
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
