/**
 * The review of categories in a plain browser: accessible in every theme, worked by keyboard alone, within its content
 * security policy. Pictures are left in `test-results/categorise`.
 */
import { afterEach, describe, expect, it } from 'vitest';
import {
  categoriseContract,
  type CategoriseDecision,
  type CategoriseRow,
  type CategoriseSnapshot,
} from '../../src/protocol/categorisePanel';
import { openPageRig, themeNames, violations, type PageRig, type ShownAs } from './pageRig';
import { usePages } from './pages';

type Rig = PageRig<typeof categoriseContract.view>;
let applied: (readonly CategoriseDecision[])[] = [];
let asked: string[] = [];

const pages = usePages('categorise');
afterEach(() => {
  applied = [];
  asked = [];
});

function row(id: string, more: Partial<CategoriseRow> = {}): CategoriseRow {
  return {
    id,
    title: `Paper <b>${id}</b>`,
    place: `meetings.md:${id.length}`,
    category: 'Maths',
    probability: 0.92,
    confidence: 'high',
    because: '“number” in the title · arXiv math.NT',
    alternatives: [{ category: 'Physics', probability: 0.06 }],
    tags: ['maths', 'numbers'],
    byModel: false,
    ...more,
  };
}

const { category: _, ...untold } = row('한글', {
  confidence: 'none',
  probability: 0.1,
  because: 'Cannot tell: only a link is known. Fetch its metadata first.',
  tags: [],
});
const snapshot: CategoriseSnapshot = {
  rows: [
    row('one'),
    row('two', { confidence: 'low', probability: 0.3, given: 'Old' }),
    untold,
    row('four', { byModel: true }),
  ],
  categories: ['Physics', 'Maths', 'Coffee'],
  style: 'headings',
  learntFrom: 3,
  unfetched: 1,
  canRefine: true,
};

async function open(shown: ShownAs = {}, sent: CategoriseSnapshot = snapshot): Promise<Rig> {
  const ask =
    <T>(name: string, answer: T) =>
    (): T => {
      asked.push(name);
      return answer;
    };
  return pages.open((browser, dist) =>
    openPageRig(browser, dist, {
      ...shown,
      name: 'categorise',
      data: { only: '[]' },
      contract: categoriseContract,
      handlers: (view) => ({
        ready: () => view.snapshot(sent),
        reveal: ({ id }) => ask(`reveal ${id}`, null)(),
        setStyle: ({ style }) => ask(`style ${style}`, null)(),
        newCategory: ask('new', { name: 'Tea' }),
        apply: ({ decisions }) => {
          applied.push(decisions);
          const done = new Set(decisions.map(({ id }) => id));
          view.snapshot({ ...sent, rows: sent.rows.filter(({ id }) => !done.has(id)) });
          return { message: 'Done so far.' };
        },
        fetch: ask('fetch', null),
        refine: ({ ids }) => ask(`refine ${ids.length}`, { message: 'Nothing was sent.' })(),
      }),
      drawn: 'h1',
    }),
  );
}

describe('every state', () => {
  it.each(themeNames)('is accessible and breaks no policy in the %s theme', async (theme) => {
    const rig = await open({ theme });
    await rig.page.keyboard.press('a');
    await rig.page.keyboard.press('r');
    await pages.picture(rig.page, `${theme}.png`);
    expect(await violations(rig.page, theme)).toEqual([]);
    rig.view.snapshot({ ...snapshot, rows: [], unfetched: 0 });
    await rig.page.getByText('Every paper of the reading list has a category').waitFor();
    expect(await violations(rig.page, theme), 'empty').toEqual([]);
    expect(rig.faults).toEqual([]);
  });

  it.each([340, 640, 1600])('holds everything at a width of %d', async (width) => {
    const { page } = await open({ width });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await pages.picture(page, `width-${width}.png`);
  });

  it('shows what comes from notes as text', async () => {
    const { page } = await open();
    expect(await page.locator('.paper .link').first().textContent()).toContain('Paper <b>one</b>');
  });
});

describe('by keyboard', () => {
  it('accepts, rejects, changes and applies without a mouse', async () => {
    const { page } = await open();
    await page.keyboard.press('a');
    await page.keyboard.press('r');
    // Nothing is suggested for the third: accepting leads to choosing.
    await page.keyboard.press('a');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await page.locator('tr[data-id="한글"] select').selectOption('Coffee');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['id'])).toBe('한글');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Done so far.').first().waitFor();
    expect(applied).toEqual([
      [
        { id: 'one', category: 'Maths' },
        { id: 'two', rejected: 'Maths' },
        { id: '한글', category: 'Coffee' },
      ],
    ]);
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  });

  it('accepts and rejects all, undecides, and keeps what was decided', async () => {
    const rig = await open();
    const { page } = rig;
    await page.keyboard.press('Shift+A');
    await page.keyboard.press('u');
    expect(await page.locator('.row-accepted').count()).toBe(2);
    await page.keyboard.press('Shift+R');
    expect(await page.locator('.row-rejected').count()).toBe(1);
    expect(await rig.kept()).toMatchObject({
      decisions: { one: { state: 'rejected' }, two: { state: 'accepted' } },
    });
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await page.locator('.row-open').count()).toBe(4);
  });
});

describe('by mouse', () => {
  it('takes the sure ones alone, filters, and gives a category a new name', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Accept 1 sure' }).click();
    await page.getByRole('button', { name: 'Undecided 3' }).click();
    expect(await page.locator('tbody tr').count()).toBe(3);
    await page.locator('tr[data-id=two] select').selectOption({ label: 'New category…' });
    await page.getByRole('button', { name: 'Undecided 2' }).waitFor();
    await page.locator('vscode-button').click();
    await expect
      .poll(() => applied)
      .toEqual([
        [
          { id: 'one', category: 'Maths' },
          { id: 'two', category: 'Tea' },
        ],
      ]);
  });

  it('asks for what only the host can do', async () => {
    const { page } = await open();
    await page.getByLabel('Write as').selectOption('tags');
    await page.getByRole('button', { name: 'Fetch metadata' }).click();
    await page.getByRole('button', { name: 'Ask a language model…' }).click();
    await page.getByText('Nothing was sent.').first().waitFor();
    await page.locator('.paper .link').first().click();
    await expect.poll(() => asked).toEqual(['style tags', 'fetch', 'refine 4', 'reveal one']);
  });

  it('offers no language model where the editor has no such thing', async () => {
    const { page } = await open({}, { ...snapshot, canRefine: false });
    expect(await page.getByRole('button', { name: /language model/ }).count()).toBe(0);
  });
});
