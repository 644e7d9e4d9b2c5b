import {
  EventEmitter,
  l10n,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  workspace,
  type Disposable,
  type TreeDataProvider,
  type WorkspaceFolder,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { LibraryPaper, PaperPlace } from '../../../papers/paper';
import type { CommandId } from '../../contributions';
import {
  paperDescription,
  paperIcon,
  paperLabel,
  paperStateText,
  paperTooltip,
  priorityText,
} from './paperText';
import { priorityUri } from './priorityBadges';
import { placeTarget, type PlaceTarget } from './targets';
import { pdfAttachment, type WorkspacePapers } from '../../papers/workspacePapers';

/** A list of a note: the papers under one of its headings. */
interface SectionNode {
  readonly type: 'section';
  readonly folder: WorkspaceFolder;
  readonly note: string;
  readonly section: string;
  readonly papers: readonly PaperNode[];
}
interface PaperNode extends PlaceTarget {
  readonly type: 'paper';
  readonly in: WorkspaceFolder;
  readonly paper: LibraryPaper;
  readonly place: PaperPlace;
}
export type ReadingListNode = SectionNode | PaperNode;

const refreshEveryMs = 100;

/** The reading lists of the workspace: by note and heading where there are several, then by priority. */
export class ReadingListTree implements TreeDataProvider<ReadingListNode>, Disposable {
  private readonly changes = new EventEmitter<undefined>();
  private readonly counts = new EventEmitter<number>();
  private readonly store = new DisposableStore();
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changes.event;
  /** The number of papers, whenever the tree was built anew. */
  readonly onDidCount = this.counts.event;

  constructor(private readonly papers: WorkspacePapers) {
    this.store.add(this.changes);
    this.store.add(this.counts);
    this.store.add(
      papers.onDidChange(() => {
        this.timer ??= setTimeout(() => {
          this.timer = undefined;
          this.changes.fire(undefined);
        }, refreshEveryMs);
      }),
    );
  }

  async getChildren(node?: ReadingListNode): Promise<ReadingListNode[]> {
    if (node) return node.type === 'section' ? [...node.papers] : [];
    const sections = await this.sections();
    const [only] = sections;
    return only && sections.length === 1 ? [...only.papers] : [...sections];
  }

  getTreeItem(node: ReadingListNode): TreeItem {
    return node.type === 'section' ? sectionItem(node) : paperItem(node);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private async sections(): Promise<readonly SectionNode[]> {
    const folders = await this.papers.all();
    this.counts.fire(folders.reduce((sum, { papers }) => sum + papers.length, 0));
    return folders.flatMap(({ folder, places, papers }) => {
      const paperAt = new Map(
        papers.flatMap((paper) => paper.places.map((place) => [place, paper] as const)),
      );
      const sections = new Map<string, SectionNode & { papers: PaperNode[] }>();
      for (const place of places) {
        const paper = paperAt.get(place);
        if (!paper) continue;
        const key = JSON.stringify([place.note, place.section]);
        const { note, section } = place;
        const group = sections.get(key) ?? { type: 'section' as const, folder, note, section, papers: [] };
        sections.set(key, group);
        const twice = group.papers.some((node) => node.paper === paper);
        if (!twice) {
          group.papers.push({ type: 'paper', in: folder, paper, place, ...placeTarget(folder, place) });
        }
      }
      for (const { papers: nodes } of sections.values()) nodes.sort(byPriority);
      return [...sections.values()];
    });
  }
}

/** The most urgent first, those without a priority last; else as in the note (sorting is stable). */
function byPriority(a: PaperNode, b: PaperNode): number {
  return (a.place.priority ?? Infinity) - (b.place.priority ?? Infinity) || 0;
}

function sectionItem(node: SectionNode): TreeItem {
  const item = new TreeItem(node.section, TreeItemCollapsibleState.Expanded);
  item.id = JSON.stringify([node.folder.uri.toString(), node.note, node.section]);
  const root = (workspace.workspaceFolders?.length ?? 0) > 1 ? `${node.folder.name}/` : '';
  item.description = `${root}${node.note} · ${node.papers.length}`;
  item.iconPath = new ThemeIcon('list-unordered');
  item.contextValue = 'section';
  return item;
}

function paperItem(node: PaperNode): TreeItem {
  const { paper, place } = node;
  const label = paperLabel(paper);
  const item = new TreeItem(label);
  item.id = JSON.stringify([node.folder, place.note, place.section, paper.key]);
  item.description = paperDescription(paper, place);
  const resourceUri = priorityUri(place.priority, item.id);
  if (resourceUri) item.resourceUri = resourceUri;
  item.iconPath = paperIcon(paper, place);
  item.tooltip = paperTooltip(paper, place);
  const hasPdf = place.link?.pdfUrl !== undefined || pdfAttachment(place) !== undefined;
  item.contextValue = hasPdf ? 'paper.pdf' : 'paper';
  item.accessibilityInformation = {
    label: [label, priorityText(place), item.description, paperStateText(paper)]
      .filter((part) => part !== '')
      .join(', '),
  };
  const reveal: CommandId = 'marginalia.paper.reveal';
  item.command = {
    command: reveal,
    title: l10n.t('Reveal in Note'),
    arguments: [placeTarget(node.in, place)],
  };
  return item;
}
