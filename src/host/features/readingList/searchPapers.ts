import {
  l10n,
  QuickInputButtons,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPickItem,
} from 'vscode';
import type { Logger } from '../../../base/logger';
import { readableTitle } from '../../../notes/readableMaths';
import { excerptOf } from '../../../papers/search/excerpt';
import { plainNote } from '../../../papers/search/plainNote';
import type { SearchField } from '../../../papers/search/postings';
import type { FoundPaper, PaperIndex } from '../../papers/paperIndex';
import { showError } from '../../commands';
import { statusName } from './groupText';
import { authorsAndYear, paperIcon, paperLabel } from './paperText';
import { plainLabel } from '../../plainLabel';
import { rowOf, type PlacedPaper } from './targets';

const shown = 50;
const excerptLength = 110;

interface FoundItem extends QuickPickItem {
  readonly found?: FoundPaper;
}

export interface SearchActions {
  /** What *Search Papers* is opened with. */
  readonly initial: string;
  readonly index: PaperIndex;
  readonly log: Logger;
  /** A paper was picked. */
  readonly reveal: (paper: PlacedPaper) => Promise<void>;
  readonly openPage: (paper: PlacedPaper) => Promise<void>;
  /** What is found is wanted in the tree. */
  readonly showInTree: (query: string) => void;
}

/** Searches while one types; picking a paper reveals it, a button shows all that was found in the tree. */
export function searchPapers({
  initial,
  index,
  log,
  reveal,
  openPage,
  showInTree,
}: SearchActions): Promise<void> {
  const pick = window.createQuickPick<FoundItem>();
  const inTree: QuickInputButton = {
    iconPath: new ThemeIcon('filter'),
    tooltip: l10n.t('Show in the Reading List'),
  };
  const page: QuickInputButton = { iconPath: new ThemeIcon('link-external'), tooltip: l10n.t('Open Page') };
  pick.title = l10n.t('Search Papers');
  pick.placeholder = l10n.t('Title, author, abstract, note, tag or identifier');
  pick.buttons = [inTree];
  pick.value = initial;
  // The best come first; the editor would put those first whose titles have the letters.
  Object.assign(pick, { sortByLabel: false });
  let asked = 0;
  const search = async (): Promise<void> => {
    const turn = ++asked;
    const query = pick.value;
    pick.busy = !index.isReady;
    const found = query.trim() === '' ? [] : await index.find(query, shown);
    if (turn !== asked) return;
    pick.busy = false;
    pick.items =
      found.length > 0 || query.trim() === ''
        ? found.map((each) => itemOf(each, index, page))
        : [{ label: l10n.t('No paper has anything like “{0}”', query), alwaysShow: true }];
  };
  const run = (work: Promise<void>): void => void work.catch((error: unknown) => showError(error, log));
  return new Promise((resolve) => {
    pick.onDidChangeValue(() => run(search()));
    pick.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) return;
      if (pick.value.trim() !== '') showInTree(pick.value.trim());
      pick.hide();
    });
    pick.onDidTriggerItemButton(({ item }) => item.found && run(openPage(placedOf(item.found))));
    pick.onDidAccept(() => {
      const found = pick.selectedItems[0]?.found;
      if (!found) return;
      pick.hide();
      run(reveal(placedOf(found)));
    });
    pick.onDidHide(() => {
      asked++;
      pick.dispose();
      resolve();
    });
    pick.show();
    run(search());
  });
}

function itemOf(found: FoundPaper, index: PaperIndex, page: QuickInputButton): FoundItem {
  const { paper } = found;
  const placed = placedOf(found);
  const row = rowOf(placed);
  const about = [
    paper.priority === undefined ? '' : `p${paper.priority}`,
    paper.status === undefined ? '' : statusName(paper.status),
    authorsAndYear(row),
  ];
  return {
    label: plainLabel(readableTitle(paperLabel(paper))),
    iconPath: paperIcon(row),
    description: plainLabel(about.filter((part) => part !== '').join(' · ')),
    detail: plainLabel([whyFound(found), excerpt(found, index)].filter((part) => part !== '').join(' — ')),
    buttons: placed.place.link ? [page] : [],
    alwaysShow: true,
    found,
  };
}

function placedOf({ in: { folder }, paper }: FoundPaper): PlacedPaper {
  const [place] = paper.places;
  if (!place) throw new RangeError(`${paper.key} is in no note`);
  return { folder, paper, place };
}

/** `title, abstract · ≈ bottlenek`: where the words are, which were corrected, which are missing. */
function whyFound({ hit }: FoundPaper): string {
  const corrected = hit.matches.filter((match) => match.corrected).map(({ written }) => `≈ ${written}`);
  return [
    hit.fields.map(fieldName).join(', '),
    [...new Set(corrected)].join(', '),
    hit.missing.length > 0 ? l10n.t('without {0}', hit.missing.join(', ')) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The stretch of the note or the abstract that has the words; the rest the row shows anyway. */
function excerpt({ in: { folder }, paper, hit }: FoundPaper, index: PaperIndex): string {
  const field = hit.fields.find((each) => each === 'note' || each === 'abstract');
  if (field === undefined) return '';
  const root = folder.uri.toString();
  const text =
    field === 'note' ? plainNote(index.noteOf(root, paper)) : (paper.record?.abstract?.value ?? '');
  const terms = hit.matches.filter(({ fields }) => fields.includes(field)).map(({ term }) => term);
  return excerptOf(text, terms, excerptLength);
}

function fieldName(field: SearchField): string {
  const names: Readonly<Record<SearchField, string>> = {
    title: l10n.t('title'),
    ids: l10n.t('identifier'),
    tags: l10n.t('tags'),
    authors: l10n.t('authors'),
    note: l10n.t('note'),
    abstract: l10n.t('abstract'),
  };
  return names[field];
}
