import { l10n, TreeItem, TreeItemCollapsibleState, workspace } from 'vscode';
import { experimentsOfPaper } from '../../../experiments/papersOfKinds';
import { readableTitle } from '../../../notes/readableMaths';
import { keysOfPaper } from '../../../papers/keysOfPaper';
import type { PaperGroup } from '../../../papers/grouping';
import { isTitleOnly } from '../../../papers/titleQuery';
import { pdfAttachment } from '../../papers/workspacePapers';
import type { CommandId } from '../../contributions';
import { groupIcon, statusName, valueName } from './groupText';
import type { GroupNode, MoreNode, PaperNode } from './listNodes';
import { paperDescription, paperIcon, paperLabel, paperStateText, priorityText } from './paperText';
import { priorityUri } from './priorityBadges';
import { placeTarget } from './targets';

export function groupItem(node: GroupNode, open: boolean): TreeItem {
  const { group } = node;
  const count = new Set(group.rows.map(({ root, paper }) => `${root}\n${paper.key}`)).size;
  const label = groupLabel(group);
  const { Expanded, Collapsed, None } = TreeItemCollapsibleState;
  const item = new TreeItem(label, count === 0 ? None : open ? Expanded : Collapsed);
  item.id = node.id;
  item.description = group.grouping === 'note' ? `${count} · ${noteName(group)}` : String(count);
  item.iconPath = groupIcon(group);
  item.contextValue = `group.${group.grouping}`;
  item.accessibilityInformation = {
    label:
      group.grouping === 'note'
        ? l10n.t('{0} in {1}, {2} papers', label, noteName(group), count)
        : l10n.t('{0}, {1} papers', label, count),
  };
  return item;
}

function groupLabel({ grouping, value, rows }: PaperGroup): string {
  if (grouping === 'note') return rows[0]?.place.section ?? '';
  return grouping === 'none' ? l10n.t('All') : valueName(grouping, value);
}

function noteName({ rows }: PaperGroup): string {
  const [first] = rows;
  if (!first) return '';
  const folders = workspace.workspaceFolders ?? [];
  const folder = folders.find(({ uri }) => uri.toString() === first.root);
  return folders.length > 1 && folder ? `${folder.name}/${first.place.note}` : first.place.note;
}

export function moreItem(node: MoreNode): TreeItem {
  const { next, hidden } = node.group;
  const item = new TreeItem(l10n.t('Show {0} more of {1}…', next, hidden));
  item.id = node.id;
  const command: CommandId = 'marginalia.readingList.showMore';
  item.command = { command, title: l10n.t('Show More'), arguments: [node] };
  item.contextValue = 'more';
  return item;
}

export function paperItem(node: PaperNode): TreeItem {
  const { row } = node;
  const { paper, place } = row;
  const label = readableTitle(paperLabel(paper));
  const item = new TreeItem(label);
  item.id = node.id;
  item.description = paperDescription(row, node.group.group.grouping);
  const resourceUri = priorityUri(row.priority, node.id);
  if (resourceUri) item.resourceUri = resourceUri;
  item.iconPath = paperIcon(row);
  const hasPdf = place.link?.pdfUrl !== undefined || pdfAttachment(place) !== undefined;
  const hasExperiment = experimentsOfPaper(keysOfPaper(paper)).length > 0;
  item.contextValue = `paper${isTitleOnly(paper) ? '.titled' : ''}${hasPdf ? '.pdf' : ''}${hasExperiment ? '.experiment' : ''}`;
  item.accessibilityInformation = {
    label: [
      label,
      priorityText(row.priority),
      row.status === undefined ? '' : statusName(row.status),
      item.description,
      paperStateText(paper),
    ]
      .filter((part) => part !== '')
      .join(', '),
  };
  const reveal: CommandId = 'marginalia.paper.reveal';
  item.command = {
    command: reveal,
    title: l10n.t('Reveal in Note'),
    arguments: [placeTarget(node.folder, place, paper.key)],
  };
  return item;
}
