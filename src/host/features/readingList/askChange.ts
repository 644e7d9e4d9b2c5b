import { l10n, window } from 'vscode';
import { readingStatuses } from '../../../notes/readingListEntry';
import type { PaperChange } from '../../../papers/changePaper';
import { noValue, type Facet, type FacetValue } from '../../../papers/facets';
import { asTag } from '../../../papers/tagChanges';
import { statusIcon, statusName, valueName } from './groupText';
import type { ListModel } from './listModel';
import { paperLabel } from './paperText';
import { pickTyped, pickTypedMany } from './pickTyped';
import type { PlacedPaper } from './targets';

const usualPriorities = ['1', '2', '3'];
const greatestPriority = 99;

export async function askPriority(
  papers: readonly PlacedPaper[],
  model: ListModel,
): Promise<PaperChange | undefined> {
  const known = new Set([...(await valuesOf(model, 'priority')), ...usualPriorities]);
  const now = common(papers, ({ paper }) => paper.priority);
  const values = [...known].sort((a, b) => Number(a) - Number(b));
  const picked = await pickTyped({
    title: titleFor(l10n.t('Set Priority'), papers),
    placeholder: l10n.t('1 is the most urgent'),
    items: [...values, noValue].map((value) => ({
      label: valueName('priority', value),
      value,
      isNow: now.known && String(now.value ?? noValue) === value,
    })),
    typed: (text) => {
      const priority = /^\s*p?(\d{1,2})\s*$/i.exec(text)?.[1];
      if (priority === undefined || known.has(String(Number(priority)))) return undefined;
      return { label: valueName('priority', String(Number(priority))), value: String(Number(priority)) };
    },
  });
  if (picked === undefined) return undefined;
  const value = picked === noValue ? undefined : Math.min(greatestPriority, Number(picked));
  return { field: 'priority', value };
}

export async function askStatus(papers: readonly PlacedPaper[]): Promise<PaperChange | undefined> {
  const now = common(papers, ({ paper }) => paper.status);
  const items = [...readingStatuses, undefined].map((status) => ({
    label: status === undefined ? valueName('status', noValue) : statusName(status),
    iconPath: statusIcon(status),
    description: now.known && now.value === status ? l10n.t('now') : '',
    status,
  }));
  const title = titleFor(l10n.t('Set Status'), papers);
  const picked = await window.showQuickPick(items, { title });
  return picked && { field: 'status', value: picked.status };
}

export async function askCategory(
  papers: readonly PlacedPaper[],
  model: ListModel,
): Promise<PaperChange | undefined> {
  const known = await valuesOf(model, 'category');
  const now = common(papers, ({ paper }) => paper.category);
  const picked = await pickTyped({
    title: titleFor(l10n.t('Set Category'), papers),
    placeholder: l10n.t('A category, or a new one'),
    items: [...known, noValue].map((value) => ({
      label: valueName('category', value),
      value,
      isNow: now.known && (now.value ?? noValue) === value,
    })),
    typed: (text) => {
      const name = text.trim();
      return name === '' || known.includes(name)
        ? undefined
        : { label: l10n.t('New: {0}', name), value: name };
    },
  });
  if (picked === undefined) return undefined;
  return { field: 'category', value: picked === noValue ? undefined : picked };
}

export async function askTitle(papers: readonly PlacedPaper[]): Promise<PaperChange | undefined> {
  const [first, ...others] = papers;
  if (!first) return undefined;
  if (others.length > 0) {
    void window.showInformationMessage(l10n.t('Papers are renamed one at a time.'));
    return undefined;
  }
  const before = paperLabel(first.paper);
  const title = await window.showInputBox({
    title: l10n.t('Rename Paper'),
    prompt: l10n.t('The title, as the note or else the library is to have it'),
    value: before,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A title has words.') : undefined),
  });
  const value = title?.replace(/\s+/g, ' ').trim();
  return value === undefined || value === before ? undefined : { field: 'title', value };
}

export async function askTags(
  papers: readonly PlacedPaper[],
  model: ListModel,
): Promise<PaperChange | undefined> {
  const known = await valuesOf(model, 'tag');
  const held = (tag: string): number => papers.filter(({ paper }) => paper.tags.includes(tag)).length;
  const before = new Set(known.filter((tag) => held(tag) === papers.length));
  const some = (tag: string): string =>
    held(tag) > 0 && !before.has(tag) ? l10n.t('{0} of {1} papers', held(tag), papers.length) : '';
  const picked = await pickTypedMany({
    title: titleFor(l10n.t('Edit Tags'), papers),
    placeholder: l10n.t('Mark tags, or type a new one'),
    items: known.map((tag) => ({ label: tag, value: tag, description: some(tag), isNow: before.has(tag) })),
    typed: (text) => {
      const tag = asTag(text);
      return tag === '' || known.includes(tag) ? undefined : { label: l10n.t('New: {0}', tag), value: tag };
    },
  });
  if (!picked) return undefined;
  const add = picked.filter((tag) => !before.has(tag));
  const remove = [...before].filter((tag) => !picked.includes(tag));
  return add.length + remove.length === 0 ? undefined : { field: 'tags', add, remove };
}

async function valuesOf(model: ListModel, facet: Facet): Promise<readonly FacetValue[]> {
  const counts = (await model.values()).get(facet);
  return [...(counts?.keys() ?? [])].filter((value) => value !== noValue);
}

/** What all the papers have; unknown where they differ. */
function common<T>(papers: readonly PlacedPaper[], of: (paper: PlacedPaper) => T) {
  const values = new Set(papers.map(of));
  const [value] = values;
  return { known: values.size === 1, value };
}

function titleFor(what: string, papers: readonly PlacedPaper[]): string {
  const [first] = papers;
  const of = papers.length === 1 && first ? paperLabel(first.paper) : l10n.t('{0} papers', papers.length);
  return `${what} — ${of}`;
}
