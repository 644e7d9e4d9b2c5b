/** What the results panel shows of a study: the answer, its values, and figures whose rows and marks answer each other. */
import { expect, it } from 'vitest';
import { usePages } from './pages';
import { openResultsPage, readSnapshot } from './resultsPageRig';

const pages = usePages('results', 'study');

it('leads with the answer, opens a value by keyboard, and asks for the table in the note', async () => {
  const { page, asked, faults } = await pages.open((browser, dist) =>
    openResultsPage(browser, dist, { snapshot: readSnapshot('study'), width: 1100 }),
  );
  const answer = page.getByRole('region', { name: 'Answer' });
  expect(await answer.getByRole('paragraph').first().textContent()).toBe('Four bits do as well as eight.');
  const values = page.getByRole('region', { name: 'Values' });
  const rank = values.getByRole('button', { name: 'effective rank has warnings' });
  await rank.focus();
  await page.keyboard.press('Enter');
  expect(await rank.getAttribute('aria-expanded')).toBe('true');
  expect(await values.getByText('The exponential of the entropy.').isVisible()).toBe(true);
  expect(await values.getByRole('button').allTextContents()).toHaveLength(5);
  await values.getByRole('button', { name: 'Put a live table of the values into the note' }).click();
  await values.getByRole('button', { name: 'Copy the values as Markdown' }).click();
  await values.getByRole('button', { name: 'Save the values as CSV' }).click();
  await page.getByRole('button', { name: 'Save the every rank as CSV' }).click();
  await expect
    .poll(() => asked)
    .toEqual(['ready', 'insertTable', 'copy markdown', 'export study csv', 'export study csv grid']);
  expect(faults).toEqual([]);
});

it('lights the mark of a row, paints each figure, and switches it for its table where it is narrow', async () => {
  const { page, asked, images } = await pages.open((browser, dist) =>
    openResultsPage(browser, dist, { snapshot: readSnapshot('study'), width: 1100 }),
  );
  const figure = page.getByRole('region', { name: 'Error against rate' });
  await figure.getByRole('row', { name: 'rank 1' }).hover();
  await expect.poll(() => figure.locator('svg g.is-linked[data-key="b4:0"]').count()).toBe(1);
  // Points of a smooth curve share its mark.
  await figure.getByRole('row', { name: 'lower bound' }).nth(3).hover();
  await expect.poll(() => figure.locator('svg > g.is-linked[data-key="bound"]').count()).toBe(2);
  await page.getByRole('button', { name: 'Save the plot of share by layer as PNG' }).click();
  await expect.poll(() => asked).toContain('export study png layers');
  expect(images).toHaveLength(1);
  await page.setViewportSize({ width: 600, height: 900 });
  expect(await figure.getByRole('table').isVisible()).toBe(false);
  await figure.getByRole('button', { name: 'Table', exact: true }).click();
  expect(await figure.getByRole('table').isVisible()).toBe(true);
});
