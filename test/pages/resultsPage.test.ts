/**
 * The results panel's page in a plain browser, every state in every theme: accessible, reachable by keyboard,
 * within its width, and within its content security policy. Pictures are left in `test-results/panel`.
 */
import { describe, expect, it } from 'vitest';
import { themeNames, violations } from './pageRig';
import { usePages } from './pages';
import { openResultsPage, readSnapshot, type ResultsPageRig, type RigOptions } from './resultsPageRig';

const names = [
  'finished',
  'running',
  'waiting',
  'failed',
  'cancelled',
  'stale',
  'manyEstimators',
  'extremeValues',
  'longNames',
  'everyView',
  'layers',
  'bounds',
  'study',
];
const pictured = ['finished', 'stale', 'everyView', 'layers', 'bounds', 'study'];

const pages = usePages('results', 'panel');

const open = (options: RigOptions): Promise<ResultsPageRig> =>
  pages.open((browser, dist) => openResultsPage(browser, dist, options));

describe('every state', () => {
  it.each(themeNames)('is accessible and breaks no policy in the %s theme', async (theme) => {
    const rig = await open({ snapshot: readSnapshot('finished'), theme, width: 1100 });
    // High contrast has colours of its own, not states: there those with a figure of their own are enough.
    for (const name of theme.startsWith('hc') ? pictured : names) {
      await rig.show(readSnapshot(name));
      if (pictured.includes(name)) {
        await pages.picture(rig.page, `${name}-${theme}.png`);
      }
      expect(await violations(rig.page, theme), name).toEqual([]);
    }
    expect(rig.faults).toEqual([]);
  });
});

describe('at any width', () => {
  it('from 320 pixels on holds everything', async () => {
    const { page, show } = await open({ snapshot: readSnapshot('finished') });
    for (const name of [
      'finished',
      'stale',
      'failed',
      'longNames',
      'everyView',
      'layers',
      'bounds',
      'study',
    ]) {
      for (const width of [320, 480, 760, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        await show(readSnapshot(name));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(width);
      }
    }
  });

  it('shows plot and table side by side where there is room, and one of them by a switch where not', async () => {
    const { page } = await open({ snapshot: readSnapshot('finished'), width: 1100 });
    const scale = page.getByRole('region', { name: 'Dimension against scale' });
    const [plot, table] = [scale.locator('svg.fig'), scale.getByRole('table')];
    expect([await plot.isVisible(), await table.isVisible()]).toEqual([true, true]);
    await page.setViewportSize({ width: 600, height: 900 });
    expect([await plot.isVisible(), await table.isVisible()]).toEqual([true, false]);
    await scale.getByRole('button', { name: 'Table', exact: true }).click();
    expect([await plot.isVisible(), await table.isVisible()]).toEqual([false, true]);
  });

  it('draws figures for the width there is', async () => {
    const { page } = await open({ snapshot: readSnapshot('finished'), width: 1100 });
    const figure = page.locator('marginalia-figure').first();
    for (const width of [1100, 420]) {
      await page.setViewportSize({ width, height: 900 });
      await expect
        .poll(async () => {
          const space = await figure.evaluate((element) => Math.floor(element.clientWidth));
          return Number(await figure.locator('svg').getAttribute('width')) - space;
        })
        .toBe(0);
    }
  });
});

describe('what a run says', () => {
  it('stays text', async () => {
    const { page } = await open({ snapshot: readSnapshot('longNames') });
    await page.getByText('<script>alert("x")</script>').waitFor();
    expect(await page.locator('main script').count()).toBe(0);
  });
});

describe('by keyboard alone', () => {
  it('everything is reached in order, with a visible focus', async () => {
    const { page } = await open({ snapshot: readSnapshot('finished'), width: 700 });
    const reached: string[] = [];
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return undefined;
        const target = element.shadowRoot?.querySelector('.base') ?? element;
        const label = element.getAttribute('aria-label') ?? element.textContent;
        return {
          label: label.replaceAll(/\s+/g, ' ').trim(),
          outline: getComputedStyle(target).outlineStyle,
        };
      });
      if (!focused) break;
      expect(focused.outline, focused.label).not.toBe('none');
      reached.push(focused.label);
    }
    expect(reached).toEqual([
      'Run to show',
      'Run again',
      'notes/2026-11-21 meeting.md, line 42',
      'Put a live table of the estimates into the note',
      'Copy the estimates as Markdown',
      'Copy the estimates as CSV',
      'Save the plot of estimates as SVG',
      'Save the plot of estimates as PNG',
      'Save the estimates as CSV',
      'TwoNN method=fit, discard=0.1',
      'MLE k=20, combine=harmonic',
      'PCA has warnings criterion=ratio, threshold=0.9',
      'Plot',
      'Table',
      'Save the plot of dimension against scale as SVG',
      'Save the plot of dimension against scale as PNG',
      'Save the dimension against scale as CSV',
      'Data',
      'Settings',
      'Provenance',
    ]);
  });

  it('buttons answer to Enter and to the space bar, which does not scroll the page', async () => {
    const { page, asked } = await open({ snapshot: readSnapshot('finished'), height: 300 });
    const again = page.getByRole('button', { name: 'Run again' });
    await again.focus();
    for (const [i, key] of ['Enter', ' '].entries()) {
      await page.keyboard.press(key);
      await expect.poll(() => asked.filter((name) => name === 'runAgain')).toHaveLength(i + 1);
      // While the host has not answered, pressing again asks for nothing.
      await expect.poll(() => again.getAttribute('aria-busy')).toBe('false');
    }
    expect(await again.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });

  it('an estimate opens and closes, and says which', async () => {
    const { page } = await open({ snapshot: readSnapshot('finished') });
    const twisty = page.getByRole('button', { name: 'PCA' });
    await twisty.focus();
    await page.keyboard.press('Enter');
    expect(await twisty.getAttribute('aria-expanded')).toBe('true');
    await page.getByText('first 12 of 64').waitFor();
    await page.keyboard.press(' ');
    expect(await twisty.getAttribute('aria-expanded')).toBe('false');
  });
});

describe('every view of a result', () => {
  it('shows a consensus, what it left out and why, and its row closes the estimates', async () => {
    const { page } = await open({ snapshot: readSnapshot('everyView'), width: 1100 });
    const consensus = page.getByRole('region', { name: 'Consensus' });
    await consensus.getByText('9.0', { exact: true }).waitFor();
    await consensus.getByText(/Left out: twonn, mle, mle\(k=40\) \(distances alone read low here/).waitFor();
    const estimates = page.getByRole('region', { name: 'Estimates' });
    expect(await estimates.getByRole('row').last().textContent()).toContain('Consensus');
    expect(await estimates.locator('svg .fig-consensus').count()).toBe(1);
    expect(await estimates.locator('svg .fig-hollow').count()).toBe(4);
  });

  it.each([
    'Dimension against scale',
    'Dimension against the number of points',
    'Neighbourhood ratios',
    'Dimension of each class',
    'Dimension of every point',
  ])('has a figure with its words and a table: %s', async (name) => {
    const { page } = await open({ snapshot: readSnapshot('everyView'), width: 1100 });
    const section = page.getByRole('region', { name });
    expect(await section.getByRole('img').getAttribute('aria-label')).not.toBe('');
    expect((await section.locator('figcaption').textContent())?.length).toBeGreaterThan(40);
    expect(await section.getByRole('row').count()).toBeGreaterThan(3);
  });

  it('shows the classes by the estimator that is chosen, keeps the choice, and says what is missing', async () => {
    const rig = await open({ snapshot: readSnapshot('everyView'), width: 1100 });
    const classes = rig.page.getByRole('region', { name: 'Dimension of each class' });
    await classes.getByText('Class torn off: Too few points: 19').waitFor();
    await classes.getByRole('combobox').selectOption('twonn');
    await classes.getByRole('img', { name: 'Intrinsic dimension of each class by twonn' }).waitFor();
    await expect.poll(() => rig.kept()).toMatchObject({ chosen: { classes: 'twonn' } });
  });

  it('paints a figure as a PNG, and asks for the table in the note', async () => {
    const { page, asked, images, faults } = await open({ snapshot: readSnapshot('everyView') });
    await page.getByRole('button', { name: 'Save the plot of dimension of every point as PNG' }).click();
    await expect.poll(() => asked).toContain('export points png mle');
    const png = Buffer.from(images[0] ?? '', 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2 * 760);
    await page.getByRole('button', { name: 'Put a live table of the estimates into the note' }).click();
    await page.getByText('The table is in notes/a.md.').first().waitFor();
    expect(faults).toEqual([]);
  });
});

describe('requests', () => {
  it('go to the host: note line, copies, exports, other runs', async () => {
    const { page, asked } = await open({ snapshot: readSnapshot('finished') });
    await page.getByRole('button', { name: 'notes/2026-11-21 meeting.md, line 42' }).click();
    await page.getByRole('button', { name: 'Copy the estimates as Markdown' }).click();
    await page.getByRole('button', { name: 'Save the plot of dimension against scale as SVG' }).click();
    await page.getByRole('combobox', { name: 'Run to show' }).selectOption({ index: 1 });
    await expect
      .poll(() => asked)
      .toEqual([
        'ready',
        'reveal',
        'copy markdown',
        'export scale svg',
        'selectRun digits-dimension-20261120T153012Z-07c1',
      ]);
  });

  it('that fail say why and what to do, and can be dismissed', async () => {
    const { page } = await open({
      snapshot: readSnapshot('running'),
      handlers: {
        cancel: () => {
          throw new Error('The worker does not answer.');
        },
      },
    });
    await page.getByRole('button', { name: 'Cancel' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The worker does not answer.').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await alert.waitFor({ state: 'detached' });
  });
});

describe('snapshots that follow', () => {
  it('replace what is shown and keep focus, open rows and the scroll', async () => {
    const { page, view } = await open({ snapshot: readSnapshot('finished'), height: 400 });
    const twisty = page.getByRole('button', { name: 'MLE' });
    await twisty.click();
    await page.evaluate(() => window.scrollTo(0, 120));
    view.snapshot(readSnapshot('stale'));
    await page.getByText('data/digits.csv has changed since the run.').waitFor();
    expect(await twisty.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await twisty.getAttribute('aria-expanded')).toBe('true');
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  });

  it('are announced', async () => {
    const { page, view } = await open({ snapshot: readSnapshot('running') });
    view.snapshot(readSnapshot('finished'));
    await page.getByRole('status').getByText('digits-dimension: finished, 3 estimates').waitFor();
  });

  it('may be that the run is gone', async () => {
    const { page, view } = await open({ snapshot: readSnapshot('finished') });
    view.unavailable({ message: 'The run is no longer there.', remedy: 'Run the experiment again.' });
    await page.getByRole('alert').getByText('Run the experiment again.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});

describe('a page that was hidden', () => {
  it('comes back as it was: scroll, open rows, folded sections, chosen view', async () => {
    const first = await open({ snapshot: readSnapshot('finished'), width: 600, height: 500 });
    await first.page.getByRole('button', { name: 'TwoNN' }).click();
    await first.page.getByRole('button', { name: 'Table', exact: true }).click();
    await first.page.locator('summary', { hasText: 'Settings' }).click();
    await first.page.evaluate(() => window.scrollTo(0, 200));
    await expect.poll(() => first.kept()).toMatchObject({ scrollTop: 200 });
    const kept = await first.kept();
    expect(kept).toMatchObject({
      folder: 'file:///work',
      runId: 'digits-dimension-20261121T101204Z-3f9a',
      expanded: ['twonn'],
      closed: ['settings'],
      tables: ['scale'],
    });
    const again = await open({ snapshot: readSnapshot('finished'), width: 600, height: 500, kept });
    expect(await again.page.getByRole('button', { name: 'TwoNN' }).getAttribute('aria-expanded')).toBe(
      'true',
    );
    expect(
      await again.page
        .getByRole('region', { name: 'Dimension against scale' })
        .getByRole('table')
        .isVisible(),
    ).toBe(true);
    await expect.poll(() => again.page.evaluate(() => window.scrollY)).toBe(200);
    expect(again.asked).toEqual(['ready']);
  });

  it('starts afresh when what was kept cannot be read', async () => {
    const { page, faults } = await open({ snapshot: readSnapshot('finished'), kept: { scrollTop: 'far' } });
    await page.getByRole('heading', { name: 'digits-dimension' }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe('rows and marks', () => {
  it('answer each other', async () => {
    const { page } = await open({ snapshot: readSnapshot('finished'), width: 1100 });
    await page.locator('tr[data-key="mle(k=20)"]').hover();
    expect(await page.locator('.is-linked').count()).toBe(2);
    await page.locator('svg g[data-key="n2=16"] circle').hover();
    expect(await page.locator('tr.is-linked').getAttribute('data-key')).toBe('n2=16');
  });
});

describe('the layers of a network', () => {
  it('switch curves on and off, and keep what was chosen', async () => {
    const saved: unknown[] = [];
    const { page } = await open({
      snapshot: readSnapshot('layers'),
      width: 1100,
      handlers: { export: (request) => (saved.push(request), {}) },
    });
    const section = page.getByRole('region', { name: 'Dimension of the layers' });
    const figure = section.locator('svg.fig');
    const toggle = (name: string) => section.getByRole('button', { name, exact: true });
    expect(await toggle('Small network, MNIST').getAttribute('aria-pressed')).toBe('true');
    await toggle('Small network, MNIST').click();
    await toggle('VGG-16, ImageNet').click();
    await toggle('twonn').click();
    await expect.poll(() => figure.textContent()).toContain('VGG-16');
    expect(await figure.textContent()).not.toContain('MNIST');
    expect(await section.getByRole('columnheader').allInnerTexts()).toHaveLength(4);
    await section.getByRole('button', { name: 'Save the plot of dimension of the layers as SVG' }).click();
    const layers = { published: ['vgg16'], hidden: ['twonn'] };
    await expect.poll(() => saved).toEqual([{ plot: 'layers', format: 'svg', layers }]);
  });
});
