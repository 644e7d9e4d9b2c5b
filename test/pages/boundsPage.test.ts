/** What the results panel shows of quadratic wells: one is chosen, its figure and its numbers answer each other. */
import { expect, it } from 'vitest';
import { usePages } from './pages';
import { openResultsPage, readSnapshot } from './resultsPageRig';

const pages = usePages('results', 'bounds');

it('shows the well that is chosen, by key too, and keeps it', async () => {
  const { page, show } = await pages.open((browser, dist) =>
    openResultsPage(browser, dist, { snapshot: readSnapshot('bounds'), width: 1100 }),
  );
  const title = page.getByRole('heading', { level: 2, name: 'Success against dimension' });
  expect(await title.textContent()).toContain('ε = 0.1');
  const other = page.getByRole('button', { name: 'R = 1, ε = 0.4' });
  await other.focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => title.textContent()).toContain('ε = 0.4');
  expect(await other.getAttribute('aria-pressed')).toBe('true');
  // Another snapshot, as of a run that goes on, leaves the choice.
  await show({ ...readSnapshot('bounds'), stale: ['The experiment’s options changed since this run.'] });
  expect(await title.textContent()).toContain('ε = 0.4');
});

it('lights the mark of the row that is pointed at, and tells a prediction’s details', async () => {
  const { page } = await pages.open((browser, dist) =>
    openResultsPage(browser, dist, { snapshot: readSnapshot('bounds'), width: 1100 }),
  );
  const section = page.getByRole('region', { name: 'Success against dimension' });
  await section.getByRole('row', { name: 'Sharp' }).hover();
  await expect.poll(() => section.locator('svg g.is-linked[data-key="sharp"]').count()).toBeGreaterThan(0);
  const sharp = section.getByRole('button', { name: 'Sharp' });
  await sharp.click();
  await expect.poll(() => sharp.getAttribute('aria-expanded')).toBe('true');
  expect(await section.getByRole('term').filter({ hasText: 'statistical dimension' }).isVisible()).toBe(true);
});

it('copies the numbers and saves the figure', async () => {
  const { page, asked } = await pages.open((browser, dist) =>
    openResultsPage(browser, dist, { snapshot: readSnapshot('bounds'), width: 1100 }),
  );
  const section = page.getByRole('region', { name: 'Success against dimension' });
  await section.getByRole('button', { name: 'Copy the success against dimension as Markdown' }).click();
  await section.getByRole('button', { name: 'Save the plot of success against dimension as SVG' }).click();
  await expect.poll(() => asked).toEqual(['ready', 'copy markdown', 'export success svg R=1,eps=0.1']);
});
