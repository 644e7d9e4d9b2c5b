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
  // A long table begins with its first rows.
  const grid = page.getByRole('region', { name: 'Every rank' });
  expect(await grid.getByRole('row').count()).toBe(1 + 12);
  await grid.getByRole('button', { name: 'Show all 20 rows' }).press('Enter');
  await expect.poll(() => grid.getByRole('row').count()).toBe(1 + 20);
  expect(faults).toEqual([]);
});

it('shows the training behind a point or a row, and another run beside this one', async () => {
  const { page, asked } = await pages.open((browser, dist) =>
    openResultsPage(browser, dist, { snapshot: readSnapshot('study'), width: 1100 }),
  );
  const training = page.getByRole('region', { name: 'Training loss by epoch: rank' });
  const title = training.getByRole('heading');
  expect(await title.textContent()).toContain('rank 1');
  const figure = page.getByRole('region', { name: 'Error against rate', exact: true });
  await figure.getByRole('button', { name: '4 bits, training curves of rank 2' }).press('Enter');
  await expect.poll(() => title.textContent()).toContain('rank 2');
  expect(await training.locator('figcaption').textContent()).toContain('Of 9 runs the first 2 are drawn.');
  await figure.locator('svg [data-key="b4:0"] path').last().click();
  await expect.poll(() => title.textContent()).toContain('rank 1');
  await training.getByRole('button', { name: 'Save the mean loss of the batches by epoch as CSV' }).click();

  const beside = page.getByRole('region', { name: 'Beside the run of' });
  expect(await beside.locator('.lead').textContent()).toContain('the intervals do not meet');
  expect(await beside.getByRole('row', { name: 'seed' }).allTextContents()).toEqual([
    expect.stringMatching(/seed\s+7\s+8/u),
  ]);
  await beside.getByRole('combobox').selectOption({ label: 'Error against rate: 8 bits' });
  await expect.poll(() => beside.locator('figcaption').textContent()).toContain('8 bits, of two runs');
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'no other run' });
  await expect.poll(() => asked.slice(-2)).toEqual(['export curves csv rank-1', 'compare ']);
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
