import { DataTransferItem, l10n, window, type DataTransfer, type TreeDragAndDropController } from 'vscode';
import { z } from 'zod';
import type { Logger } from '../../../base/logger';
import type { PaperChange } from '../../../papers/changePaper';
import { readWebUrl } from '../../../papers/unwrapLink';
import { showError } from '../../commands';
import { markdownLink } from './copyPapers';
import { changeForGroup } from './groupChanges';
import type { ReadingListNode } from './listNodes';
import { papersIn, placeTarget, placeTargetSchema, type PlacedPaper } from './targets';

/** The papers themselves, for groups and for {@link DropPapers}: links alone would lose their titles. */
export const papersType = 'application/vnd.marginalia.papers';

export const draggedSchema = z.object({
  papers: z.array(placeTargetSchema),
  /** A markdown link each. */
  links: z.array(z.string()),
});
type Dragged = z.infer<typeof draggedSchema>;

export interface DragPorts {
  readonly change: (papers: readonly PlacedPaper[], change: PaperChange) => Promise<void>;
  readonly find: (target: unknown) => Promise<PlacedPaper | undefined>;
  readonly log: Logger;
}

/** Papers are dragged onto groups, which changes what the group says of them, and out of the view as links. */
export class DragPapers implements TreeDragAndDropController<ReadingListNode> {
  readonly dragMimeTypes = [papersType, 'text/uri-list', 'text/plain'];
  readonly dropMimeTypes = [papersType];

  constructor(private readonly ports: DragPorts) {}

  handleDrag(source: readonly ReadingListNode[], data: DataTransfer): void {
    const papers = papersIn(source);
    if (papers.length === 0) return;
    const dragged: Dragged = {
      papers: papers.map(({ folder, paper, place }) => placeTarget(folder, place, paper.key)),
      links: papers.map(markdownLink),
    };
    const urls = papers.flatMap(({ place }) => readWebUrl(place.link?.pageUrl ?? '')?.href ?? []);
    data.set(papersType, new DataTransferItem(JSON.stringify(dragged)));
    data.set('text/plain', new DataTransferItem(dragged.links.join('\n')));
    if (urls.length > 0) data.set('text/uri-list', new DataTransferItem(urls.join('\r\n')));
  }

  async handleDrop(target: ReadingListNode | undefined, data: DataTransfer): Promise<void> {
    const item = data.get(papersType);
    if (!item || !target) return;
    const group = target.type === 'group' ? target.group : target.group.group;
    try {
      const change = changeForGroup(group);
      if (typeof change === 'string') {
        void window.showInformationMessage(change);
        return;
      }
      const { papers } = draggedSchema.parse(JSON.parse(await item.asString()));
      const found = await Promise.all(papers.map((paper) => this.ports.find(paper)));
      const named = found.filter((paper) => paper !== undefined);
      if (named.length > 0) await this.ports.change(named, change);
    } catch (error) {
      void showError(error, this.ports.log);
    }
  }
}

/** What is dropped into a note: a link, or a list of links where there are several or the line is one already. */
export function droppedText(links: readonly string[], lineBefore: string): string {
  const bullet = /^\s*(?:[-*+]|\d+[.)])\s+$/.exec(lineBefore)?.[0];
  if (links.length === 1) return links[0] ?? '';
  if (bullet !== undefined) return links.join(`\n${bullet}`);
  return links.map((link) => `- ${link}`).join('\n');
}

export const dropTitle = (count: number): string =>
  count === 1 ? l10n.t('Insert Link to the Paper') : l10n.t('Insert Links to the Papers');
