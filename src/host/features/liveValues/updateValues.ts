import { EventEmitter, l10n, window, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { z } from 'zod';
import { CodedError } from '../../../base/errors';
import { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import type { RunResult } from '../../../experiments/run';
import { markerEdits } from '../../../results/markerEdits';
import type { OwnRuns } from '../../runs/ownRuns';
import type { FolderRuns } from '../../runs/folderRuns';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { Splice } from '../../notes/fileSplice';
import { offerUndo } from '../../notes/offerUndo';
import { writeNotes, type WriteOutcome } from '../../notes/noteWriter';

export interface UpdatePorts {
  readonly notes: WorkspaceNotes;
  readonly runs: WorkspaceRuns;
  readonly own: OwnRuns;
  readonly log: Logger;
}

const targetSchema = z.object({ folder: z.string(), id: z.string() });

/**
 * Writes results into live values: those of a run the user started, when it finishes; else only on their command.
 * Opening a workspace never changes a note, also when a run has finished since.
 */
export class ValueUpdates implements Disposable {
  private readonly store = new DisposableStore();
  private readonly writing = new Set<string>();
  private readonly writes = new EventEmitter<void>();
  /** Values were written, or could not be. */
  readonly onDidWrite = this.writes.event;
  /** Writes go one after the other: two runs may finish at once, and touch the same notes. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: UpdatePorts) {
    this.store.add(this.writes);
    this.store.add(
      ports.own.onDidEnd(({ folder, run, whileAway }) => {
        if (run.state === 'finished' && !whileAway && workspace.isTrusted)
          void this.write(ports.runs.in(folder), run.spec.experimentId);
      }),
    );
  }

  /** Whether the experiment's values are about to be written: until then they are not behind, only on their way. */
  isWriting(folder: WorkspaceFolder, experimentId: string): boolean {
    return (
      this.writing.has(`${folder.uri.toString()} ${experimentId}`) ||
      (workspace.isTrusted && this.ports.own.isEnding(folder, experimentId))
    );
  }

  /** The command's: the values of one experiment, or all of the workspace. */
  async update(argument: unknown): Promise<void> {
    if (!workspace.isTrusted) {
      throw new CodedError('usage', l10n.t('Notes are written only in a workspace you trust.'));
    }
    const target = targetSchema.safeParse(argument);
    await Promise.all([this.ports.notes.ready, this.ports.runs.ready()]);
    const folders = this.ports.runs
      .all()
      .filter(({ folder }) => !target.success || folder.uri.toString() === target.data.folder);
    let edited = 0;
    for (const runs of folders) {
      const { edited: inEditor, spliced } = await this.write(
        runs,
        target.success ? target.data.id : undefined,
      );
      edited += inEditor.length + spliced.length;
    }
    if (edited === 0) window.setStatusBarMessage(l10n.t('Every live value is up to date.'), 4000);
  }

  dispose(): void {
    this.store.dispose();
  }

  private write(runs: FolderRuns, experimentId: string | undefined): Promise<WriteOutcome> {
    const key = `${runs.folder.uri.toString()} ${experimentId}`;
    this.writing.add(key);
    const write = this.queue.then(() => this.writeNow(runs, experimentId));
    this.queue = write
      .catch((error: unknown) => this.ports.log.error(`Live values: ${String(error)}`))
      .finally(() => {
        this.writing.delete(key);
        this.writes.fire();
      });
    return write;
  }

  private async writeNow(runs: FolderRuns, experimentId: string | undefined): Promise<WriteOutcome> {
    await this.ports.notes.ready;
    const folder = runs.folder.uri.toString();
    const notes = this.ports.notes.all().filter((note) => note.folder.uri.toString() === folder);
    const latest = (id: string): RunResult | undefined =>
      experimentId === undefined || id === experimentId ? runs.latestFinished(id)?.result : undefined;
    const outcome = await writeNotes(
      notes,
      (text, { path }) => markerEdits(text, latest, path),
      this.ports.log,
    );
    this.report(outcome);
    return outcome;
  }

  private report({ edited, unsaved, spliced, failed }: WriteOutcome): void {
    const names = (uris: readonly { path: string }[]): string =>
      uris.map((uri) => workspace.asRelativePath(uri.path)).join(', ');
    if (edited.length > 0) this.ports.log.info(`Live values written: ${names(edited)}`);
    if (unsaved.length > 0) {
      this.ports.log.info(
        `Left unsaved, since saving would also trim or format: ${names(unsaved)}. Save or undo there.`,
      );
    }
    if (spliced.length > 0) void this.tellSpliced(spliced);
    if (failed.length > 0) {
      void window.showWarningMessage(
        l10n.t(
          'The live values of {0} could not be written: the notes kept changing or cannot be written to. Update them with “Marginalia: Update Live Values”.',
          names(failed),
        ),
      );
    }
  }

  private async tellSpliced(spliced: readonly Splice[]): Promise<void> {
    const names = spliced.map(({ uri }) => workspace.asRelativePath(uri)).join(', ');
    this.ports.log.info(`Live values written on the disk, byte for byte around them: ${names}`);
    await offerUndo(
      spliced,
      l10n.t(
        'New values were written to {0} on the disk: the editor would have changed its line ends or other bytes.',
        names,
      ),
    );
  }
}
