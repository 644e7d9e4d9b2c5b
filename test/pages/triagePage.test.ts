/**
 * The triage view in a plain browser: accessible in every theme, worked by keyboard alone, fast with thousands of
 * papers, within its content security policy. Pictures are left in `test-results/triage`.
 */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { themeNames, violations } from './pageRig';
import { usePages } from './pages';
import {
  longPage,
  openTriagePage,
  samplePage,
  type TriagePageRig,
  type TriageRigOptions,
} from './triagePageRig';

const pages = usePages('triage');

const open = (options: TriageRigOptions = {}): Promise<TriagePageRig> =>
  pages.open((browser, dist) => openTriagePage(browser, dist, options));

const keys = samplePage().entries.map(({ key }) => key);
const selected = (page: Page): Promise<string | null> =>
  page.locator('[role=row][aria-selected=true] .title').textContent();
const titles = (page: Page): Promise<string[]> => page.locator('.paper .title').allTextContents();
const some: TriageRigOptions['progress'] = {
  decisions: {
    [keys[0] ?? '']: { decision: 'keep', priority: 2 },
    [keys[1] ?? '']: { decision: 'skip' },
    [keys[2] ?? '']: { decision: 'later' },
  },
  listed: { [keys[0] ?? '']: { note: 'meetings.md', line: 11 } },
  target: { note: 'meetings.md', section: 'Papers to Read' },
};

describe('every state', () => {
  it.each(themeNames)('is accessible and breaks no policy in the %s theme', async (theme) => {
    const rig = await open({ theme, progress: some, width: 1400 });
    await pages.picture(rig.page, `${theme}.png`);
    expect(await violations(rig.page, theme)).toEqual([]);
    await rig.page.keyboard.press('?');
    expect(await violations(rig.page, theme), 'help').toEqual([]);
    await rig.page.keyboard.press('Escape');
    rig.view.unavailable({ message: 'The file is gone.', remedy: 'Open another.' });
    await rig.page.getByText('This page cannot be shown').waitFor();
    expect(await violations(rig.page, theme), 'unavailable').toEqual([]);
    rig.view.page({ ...samplePage(), entries: [], problems: ['it is a web page, not JSON'] });
    await rig.page.getByText('No paper was found on this page.').waitFor();
    expect(await violations(rig.page, theme), 'empty').toEqual([]);
    expect(rig.faults).toEqual([]);
  });

  it.each([340, 640, 900, 1600])('holds everything at a width of %d', async (width) => {
    const { page } = await open({ width, height: 700, progress: some });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.locator('.preview .choice').first().isVisible()).toBe(true);
    await pages.picture(page, `width-${width}.png`);
  });

  it('shows what a page says as text', async () => {
    const entry = { ...samplePage().entries[0], title: '<img src=x onerror=alert(1)> & more' };
    const { page } = await open({ triage: { ...samplePage(), entries: [entry as never] } });
    await page.locator('.paper').getByText('<img src=x onerror=alert(1)> & more').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
  });
});

describe('by keyboard', () => {
  it('decides and goes on, from the first key press', async () => {
    const { page, asked } = await open();
    for (const key of ['k', 's', 'l', '2']) await page.keyboard.press(key);
    await expect
      .poll(() => asked.slice(1))
      .toEqual([`keep ${keys[0]}`, `skip ${keys[1]}`, `later ${keys[2]}`, `keep2 ${keys[3]}`]);
    await page.getByText('4 of 10 decided').first().waitFor();
    expect(await selected(page)).toBe(samplePage().entries[4]?.title);
    expect(await page.locator('[role=status]').textContent()).toContain('4 of 10 decided');
  });

  it('takes decisions back', async () => {
    const { page, asked } = await open();
    await page.keyboard.press('k');
    await page.keyboard.press('u');
    await expect.poll(() => asked.at(-1)).toBe('undo');
    await page.getByText('0 of 10 decided').waitFor();
    await expect.poll(() => selected(page)).toBe(samplePage().entries[0]?.title);
    await page.keyboard.press('s');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    await expect.poll(() => asked.at(-1)).toBe(`undecided ${keys[0]}`);
  });

  it('works with a Korean layout on', async () => {
    const { page, asked } = await open();
    await page.evaluate(() =>
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅏ', code: 'KeyK', bubbles: true })),
    );
    await expect.poll(() => asked.at(-1)).toBe(`keep ${keys[0]}`);
  });

  it('moves, opens, shows in the file, adds', async () => {
    const { page, asked } = await open({ progress: some });
    await page.keyboard.press('End');
    expect(await selected(page)).toBe(samplePage().entries.at(-1)?.title);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.keyboard.press('f');
    await page.keyboard.press('a');
    await expect
      .poll(() => asked.slice(1))
      .toEqual([`open ${keys[8]}`, `reveal ${keys[8]}`, 'addKept false']);
    await page.getByText('Added 2 papers to meetings.md. 1 was there already.').first().waitFor();
  });

  it('searches at once, slips of the finger included, and comes back to the papers', async () => {
    const { page, asked } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('compresing');
    expect(await titles(page)).toEqual(['Compressing Minds of Code into 3 MB']);
    // Letters are letters while one types.
    expect(asked).toEqual(['ready']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await expect.poll(() => asked.at(-1)).toBe(`keep ${keys[6]}`);
    await page.keyboard.press('/');
    await page.keyboard.type('합금');
    expect(await titles(page)).toHaveLength(1);
    await page.keyboard.type(' nothing like it');
    await page.getByText('No paper matches').waitFor();
    await page.getByRole('button', { name: 'Show all papers' }).click();
    expect(await titles(page)).toHaveLength(10);
  });

  it('tells its keys, and gives the focus back', async () => {
    const { page, asked } = await open();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(asked).toEqual(['ready']);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('papers');
  });

  it('reaches every control with a visible focus', async () => {
    const { page } = await open({ progress: some, width: 1400 });
    const reached: string[] = [];
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return undefined;
        return (element.getAttribute('aria-label') ?? element.textContent).replaceAll(/\s+/g, ' ').trim();
      });
      // From the last one the focus leaves the page and comes back to the first.
      if (name !== undefined) reached.push(name);
    }
    for (const name of ['Search', 'All 10', 'To decide 7', 'Topic', 'Undo', 'Keys', 'Papers', 'Abstract']) {
      expect(reached).toContain(name);
    }
  });
});

describe('the table', () => {
  it('sorts by any column, what is missing last', async () => {
    const { page } = await open({ width: 1400, progress: some });
    const dates = (): Promise<string[]> => page.locator('.paper .column-date').allTextContents();
    await page.getByRole('button', { name: 'Date' }).click();
    const newest = (await dates()).map((date) => date.trim());
    expect(newest.slice(0, -1)).toEqual(newest.slice(0, -1).toSorted().toReversed());
    expect(newest.at(-1)).toBe('');
    await page.getByRole('button', { name: 'Date' }).click();
    expect((await dates())[0]?.trim()).toBe('2017-11-08');
    expect(await page.getByRole('columnheader', { name: 'Date' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await page.getByRole('button', { name: 'Decision' }).click();
    expect((await titles(page))[0]).toBe(samplePage().entries[0]?.title);
  });

  it('filters by decision and topic', async () => {
    const { page } = await open({ progress: some });
    await page.getByRole('button', { name: 'To decide' }).click();
    expect(await titles(page)).toHaveLength(7);
    await page.keyboard.press('s');
    expect(await titles(page)).toHaveLength(6);
    await page.getByRole('button', { name: 'All', exact: false }).first().click();
    await page.getByRole('combobox', { name: 'Topic' }).selectOption({ index: 1 });
    expect((await titles(page)).length).toBeLessThan(10);
  });

  it('keeps what was chosen, for when the page comes again', async () => {
    const first = await open();
    await first.page.keyboard.press('ArrowDown');
    await first.page.getByRole('button', { name: 'To decide' }).click();
    const kept = await first.kept();
    expect(kept).toMatchObject({ file: 'papers/search.txt', shown: 'undecided', selected: keys[1] });
    const second = await open({ kept });
    expect(await selected(second.page)).toBe(samplePage().entries[1]?.title);
  });

  it('draws few of 2,000 papers, and answers as with few', async () => {
    const { page, asked } = await open({ triage: longPage(2_000), width: 1400 });
    expect(await page.locator('.paper').count()).toBeLessThan(80);
    await page.keyboard.press('End');
    expect(await selected(page)).toMatch(/^1999 /);
    await page.keyboard.press('Home');
    await page.evaluate(async () => {
      const press = (key: string): boolean =>
        document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      for (let i = 0; i < 50; i++) {
        press(i % 2 === 0 ? 'k' : 's');
        await new Promise((done) => requestAnimationFrame(done));
      }
    });
    await expect.poll(() => asked.length).toBe(51);
    await page.keyboard.press('/');
    await page.keyboard.type('annealing prior');
    expect(await page.locator('.paper').count()).toBeGreaterThan(10);
  });

  it('answers to the mouse: a click selects, the buttons decide', async () => {
    const { page, asked } = await open({ progress: some });
    await page.locator('.paper').nth(3).click();
    await page.getByRole('button', { name: 'Keep' }).first().click();
    await expect.poll(() => asked.at(-1)).toBe(`keep ${keys[3]}`);
    await page.locator('.paper').nth(0).click();
    await page.getByRole('button', { name: 'In meetings.md, line 12' }).click();
    await expect.poll(() => asked.at(-1)).toBe(`revealListed ${keys[0]}`);
  });

  it('says what the host could not do, and shows the paper undecided again', async () => {
    const { page } = await open({
      handlers: {
        decide: () => {
          throw new Error('The folder cannot be written.');
        },
      },
    });
    await page.keyboard.press('k');
    await page.getByRole('alert').getByText('The folder cannot be written.').waitFor();
    await page.getByText('0 of 10 decided').waitFor();
  });
});
