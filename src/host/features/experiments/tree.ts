import {
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type Disposable,
  type TreeDataProvider,
  type WorkspaceFolder,
} from 'vscode';
import { workspace } from 'vscode';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import { isExtendable, isPausable, isResumable } from '../../../experiments/pausing';
import type { Run } from '../../../experiments/run';
import { headlineValues, type NamedValue } from '../../../results/namedValues';
import { experimentStatus, runStatus, type ExperimentStatus } from '../../runs/experimentStatus';
import type { ExperimentIndex, NoteExperiment } from '../../runs/experimentIndex';
import type { Freshness } from '../../runs/freshness';
import { ageLabel, failureLabel, progressLabel, shortened, valueLabel } from '../../runs/labels';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import type { WorkspaceNote } from '../../notes/workspaceNotes';
import type { CommandId } from '../../contributions';
import { experimentTarget, runTarget } from './targets';

interface NoteNode {
  readonly type: 'note';
  readonly note: WorkspaceNote;
}
interface ExperimentNode {
  readonly type: 'experiment';
  readonly experiment: NoteExperiment;
  /** With `id` and `line`, what a command takes the node for: an `ExperimentTarget`. */
  readonly note: string;
  readonly id: string;
  readonly line: number;
}
/** Runs whose block is gone, or that never had one. */
interface OrphansNode {
  readonly type: 'orphans';
  readonly folder: WorkspaceFolder;
}
interface RunNode {
  readonly type: 'run';
  readonly in: WorkspaceFolder;
  readonly run: Run;
  /** The experiment it is listed under; undefined among the runs that are in no note. */
  readonly under: string | undefined;
  /** With `runId`, what a command takes the node for: a `RunTarget`. */
  readonly folder: string;
  readonly runId: string;
}
export type ExperimentsNode = NoteNode | ExperimentNode | OrphansNode | RunNode;

const refreshEveryMs = 250;
const mostRuns = 50;

/** The experiments of the workspace, by note, each with its runs, newest first. */
export class ExperimentsTree implements TreeDataProvider<ExperimentsNode>, Disposable {
  private readonly changes = new EventEmitter<undefined>();
  private readonly store = new DisposableStore();
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly ports: {
      readonly index: ExperimentIndex;
      readonly runs: WorkspaceRuns;
      readonly freshness: Freshness;
      readonly clock: Clock;
    },
  ) {
    const soon = (): void => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.changes.fire(undefined);
      }, refreshEveryMs);
    };
    this.store.add(this.changes);
    this.store.add(ports.index.onDidChange(soon));
    this.store.add(ports.runs.onDidChange(soon));
    this.store.add(ports.freshness.onDidChange(soon));
    const ages = setInterval(soon, 60_000);
    this.store.add({ dispose: () => clearInterval(ages) });
  }

  async getChildren(node?: ExperimentsNode): Promise<ExperimentsNode[]> {
    const { index, runs } = this.ports;
    switch (node?.type) {
      case undefined: {
        await Promise.all([index.ready, runs.ready()]);
        const notes = [...new Set(index.all().map(({ note }) => note))];
        const orphans = runs.all().filter(({ folder }) => this.orphans(folder).length > 0);
        return [
          ...notes.map((note): NoteNode => ({ type: 'note', note })),
          ...orphans.map(({ folder }): OrphansNode => ({ type: 'orphans', folder })),
        ];
      }
      case 'note':
        return index.in(node.note).map((experiment): ExperimentNode => ({
          type: 'experiment',
          experiment,
          ...experimentTarget(experiment),
          line: experiment.line,
        }));
      case 'experiment': {
        const { folder } = node.experiment.note;
        return runs
          .in(folder)
          .of(node.id)
          .slice(0, mostRuns)
          .map((run) => runNode(folder, run, idOf(node)));
      }
      case 'orphans':
        return this.orphans(node.folder).map((run) => runNode(node.folder, run, undefined));
      case 'run':
        return [];
    }
  }

  getTreeItem(node: ExperimentsNode): TreeItem {
    switch (node.type) {
      case 'note':
        return this.noteItem(node);
      case 'experiment':
        return this.experimentItem(node);
      case 'orphans': {
        const item = new TreeItem(l10n.t('Not in a note'), TreeItemCollapsibleState.Collapsed);
        item.id = `orphans ${node.folder.uri.toString()}`;
        item.iconPath = new ThemeIcon('archive');
        item.tooltip = l10n.t('Runs from the command line, or of blocks that are gone.');
        return item;
      }
      case 'run':
        return this.runItem(node);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private orphans(folder: WorkspaceFolder): readonly Run[] {
    const present = new Set(
      this.ports.index
        .all()
        .filter(({ note }) => note.folder === folder)
        .map(({ block }) => block.id),
    );
    return this.ports.runs
      .in(folder)
      .all()
      .filter((run) => !present.has(run.spec.experimentId))
      .slice(0, mostRuns);
  }

  private noteItem({ note }: NoteNode): TreeItem {
    const item = new TreeItem(note.uri, TreeItemCollapsibleState.Expanded);
    item.id = note.uri.toString();
    const parent = note.path.slice(0, Math.max(0, note.path.lastIndexOf('/')));
    const root = (workspace.workspaceFolders?.length ?? 0) > 1 ? [note.folder.name] : [];
    item.description = [...root, parent].filter((part) => part !== '').join(' · ');
    item.iconPath = ThemeIcon.File;
    item.contextValue = 'note';
    return item;
  }

  private experimentItem(node: ExperimentNode): TreeItem {
    const { experiment } = node;
    const runs = this.ports.runs.in(experiment.note.folder);
    const status = experimentStatus(runs, this.ports.freshness, node.id);
    const hasRuns = status.state !== 'never';
    const item = new TreeItem(
      node.id || l10n.t('(no id)'),
      hasRuns ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
    );
    item.id = idOf(node);
    item.iconPath = iconOf(status, 'beaker');
    item.description = this.describe(status) || (experiment.read.kind?.id ?? '');
    item.contextValue = [
      'experiment',
      hasRuns ? 'ran' : 'new',
      ...(status.state === 'never' ? ['idle'] : contextWords(status)),
    ].join('.');
    item.tooltip = tooltipOf(status, `**${node.id}** · ${experiment.note.path}:${node.line + 1}`);
    const reveal: CommandId = 'marginalia.experiment.reveal';
    item.command = { command: reveal, title: '', arguments: [experimentTarget(experiment)] };
    return item;
  }

  private runItem(node: RunNode): TreeItem {
    const status = runStatus(this.ports.runs.in(node.in), this.ports.freshness, node.run);
    const { clock } = this.ports;
    const when = new Date(node.run.spec.createdAt).toLocaleString(undefined, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const item = new TreeItem(node.under === undefined ? node.run.spec.experimentId : when);
    // Two blocks with one id list the same runs, and the editor wants items told apart.
    item.id = `${node.under ?? node.folder} ${node.runId}`;
    item.iconPath = iconOf(status, 'circle-outline');
    item.description = this.describe(status) || ageLabel(node.run.endedAt, clock.now());
    item.contextValue = ['run', ...contextWords(status)].join('.');
    item.tooltip = tooltipOf(status, `**${node.run.spec.experimentId}** · ${when}`);
    const open: CommandId = 'marginalia.results.open';
    item.command = { command: open, title: '', arguments: [runTarget(node.in, node.runId)] };
    return item;
  }

  private describe(status: ExperimentStatus): string {
    if (status.state === 'never') return '';
    const age = ageLabel(status.run.endedAt, this.ports.clock.now());
    switch (status.state) {
      case 'active':
        return `${progressLabel(status.run)} ${shortened(status.run.message, 60)}`.trim();
      case 'finished':
        return `${status.result ? valueLabel(status.result) : l10n.t('finished')} · ${age}`;
      case 'stale':
        return `${l10n.t('stale')} · ${valueLabel(status.result)} · ${age}`;
      case 'failed':
        return `${l10n.t('failed: {0}', shortened(failureLabel(status.run), 60))} · ${age}`;
      case 'cancelled':
        return `${l10n.t('cancelled')} · ${age}`;
      case 'paused':
        return `${l10n.t('paused at {0}', progressLabel(status.run))} · ${ageLabel(status.run.heardAt, this.ports.clock.now())}`;
    }
  }
}

function idOf({ note, id, line }: ExperimentNode): string {
  return `${note}#${id}@${line}`;
}

/** What menus go by: `running.pausable`, `cancelled.resumable`. */
function contextWords(status: Exclude<ExperimentStatus, { state: 'never' }>): readonly string[] {
  const { state, run } = status;
  return [
    state === 'active' ? 'running' : state,
    ...(isPausable(run) ? ['pausable'] : []),
    ...(isResumable(run) ? ['resumable'] : []),
    ...(isExtendable(run) ? ['extendable'] : []),
  ];
}

function runNode(folder: WorkspaceFolder, run: Run, under: string | undefined): RunNode {
  return { type: 'run', in: folder, run, under, ...runTarget(folder, run.spec.runId) };
}

function iconOf(status: ExperimentStatus, otherwise: string): ThemeIcon {
  switch (status.state) {
    case 'never':
      return new ThemeIcon(otherwise);
    case 'active':
      return new ThemeIcon('loading~spin');
    case 'finished':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
    case 'stale':
      return new ThemeIcon('history', new ThemeColor('list.warningForeground'));
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
    case 'paused':
      return new ThemeIcon('debug-pause', new ThemeColor('testing.iconQueued'));
    case 'cancelled':
      return new ThemeIcon('circle-slash', new ThemeColor('testing.iconSkipped'));
  }
}

function tooltipOf(status: ExperimentStatus, title: string): MarkdownString {
  const text = new MarkdownString(title);
  const add = (line: string): void => void text.appendMarkdown('\n\n').appendText(line);
  if (status.state === 'stale') status.reasons.forEach(add);
  if (status.state === 'stale' || status.state === 'finished') {
    for (const value of status.result ? headlineValues(status.result.result) : []) add(valueLine(value));
  }
  if (status.state === 'failed' && status.run.error)
    add(`${failureLabel(status.run)}. ${status.run.error.remedy}`);
  return text;
}

function valueLine({ field, text, estimate }: NamedValue): string {
  if (estimate === undefined) return `${field}: ${text}`;
  const [low, high] = estimate.interval.map((bound) => bound.toPrecision(4));
  return `${field}: ${estimate.dimension.toPrecision(4)} [${low}, ${high}]`;
}
