import { l10n, ThemeIcon, type Command } from 'vscode';
import type { CommandId } from '../../contributions';
import type { NotesNode, NotesSection } from '../notesTree/section';
import type { FoundPage, PageFinder } from './pageFinder';
import { titleOf } from './triagePanels';

/** What a row hands to the command: plain values, since they cross the editor. */
export interface PageTarget {
  readonly folder: string;
  readonly file: string;
}

/** "Daily Papers" of the Notes tree: the pages, and how many of their papers are undecided. */
export function dailyPapersSection(finder: PageFinder): NotesSection {
  return {
    id: 'dailyPapers',
    title: l10n.t('Daily Papers'),
    icon: new ThemeIcon('inbox'),
    expanded: false,
    onDidChange: finder.onDidChange,
    content: async () => {
      const pages = await finder.all();
      if (pages.length === 0) return undefined;
      return { count: pages.length, children: () => pages.map(pageNode) };
    },
  };
}

function pageNode({ folder, file, entries, undecided }: FoundPage): NotesNode {
  const target: PageTarget = { folder: folder.uri.toString(), file };
  const id: CommandId = 'marginalia.daily.triage';
  const command: Command = { command: id, title: l10n.t('Triage Daily Papers'), arguments: [target] };
  const description =
    undecided === 0
      ? l10n.t('all {0} decided', entries)
      : undecided === entries
        ? l10n.t('{0} to decide', undecided)
        : l10n.t('{0} of {1} to decide', undecided, entries);
  return {
    id: JSON.stringify([target.folder, file]),
    label: titleOf(file),
    description,
    tooltip: file,
    icon: new ThemeIcon(undecided === 0 ? 'pass' : 'inbox'),
    contextValue: 'dailyPage',
    command,
    target,
  };
}
