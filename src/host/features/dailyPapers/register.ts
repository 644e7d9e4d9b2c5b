import { workspace, type Disposable, type Uri } from 'vscode';
import { z } from 'zod';
import { politeHttp } from '../../../adapters/politeHttp';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import { registerCommand } from '../../commands';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { commandTarget, type NotesSection } from '../notesTree/section';
import { DailyPages } from './dailyPages';
import { PageFinder } from './pageFinder';
import { dailyPapersSection } from './section';
import { TriagePanels } from './triagePanels';

export interface DailyPapersPorts {
  readonly extensionUri: Uri;
  readonly notes: WorkspaceNotes;
  readonly papers: WorkspacePapers;
  readonly clock: Clock;
  readonly log: Logger;
  readonly version: string;
}

/** A page of the workspace, or a day of the service. */
const targetSchema = z.union([
  z.object({ folder: z.string(), file: z.string() }),
  z.object({ folder: z.string(), day: z.iso.date() }),
]);

/** Daily Papers: the command, the view that triages them, and their section of the Notes tree. */
export function registerDailyPapers(
  ports: DailyPapersPorts,
): Disposable & { readonly section: NotesSection } {
  const { extensionUri, notes, papers, clock, log, version } = ports;
  const store = new DisposableStore();
  const pages = store.add(new DailyPages(clock, log));
  const finder = store.add(new PageFinder(notes, pages));
  const panels = store.add(new TriagePanels({ extensionUri, notes, papers, pages, log }));
  const sources = { pages, finder, http: politeHttp(version, log), clock, log };
  store.add(
    registerCommand('marginalia.daily.triage', log, async (argument?: unknown) => {
      const target = commandTarget(targetSchema, argument);
      const folder = workspace.workspaceFolders?.find(({ uri }) => uri.toString() === target?.folder);
      const { chooseSource, fetchPage } = await import('./sources');
      const page =
        !target || !folder
          ? await chooseSource(sources)
          : 'day' in target
            ? await fetchPage(target.day, folder, sources)
            : { folder, file: target.file };
      if (page) panels.open(page.folder, page.file);
      return page?.file;
    }),
  );
  return { section: dailyPapersSection(finder), dispose: () => store.dispose() };
}
