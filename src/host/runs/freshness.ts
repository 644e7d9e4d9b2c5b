import { EventEmitter, type Disposable, type WorkspaceFolder } from 'vscode';
import { DisposableStore } from '../../base/lifecycle';
import { findKind } from '../../experiments/registry';
import type { Run, RunResult } from '../../experiments/run';
import { staleReasons } from '../../results/staleness';
import { isGenerated } from '../../science/tasks/generatedData';
import type { DataFiles } from './dataFiles';
import type { ExperimentIndex } from './experimentIndex';

/** Whether a result still answers its block: the block's spec, the kind's code and the data files compared. */
export class Freshness implements Disposable {
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();

  /** Any result may have become stale or fresh. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly index: ExperimentIndex,
    private readonly files: DataFiles,
  ) {
    this.store.add(this.changes);
    this.store.add(index.onDidChange(() => this.changes.fire()));
    this.store.add(files.onDidChange(() => this.changes.fire()));
  }

  /** Why the result is stale, as sentences; empty when it is not, or while a file is still being compared. */
  reasons(folder: WorkspaceFolder, run: Run, result: RunResult): readonly string[] {
    if (!this.index.isReady) return [];
    const blocks = this.index.withId(folder, run.spec.experimentId);
    const block = blocks.find(({ note }) => note.path === run.spec.origin.note) ?? blocks[0];
    const note = block?.note.path ?? run.spec.origin.note;
    // A run of the command line has no block to differ from, and a block that cannot be read just now (someone is
    // typing in it) says nothing about its result.
    const unchanged = result.specHash;
    const fromNote = run.spec.origin.note !== undefined;
    // What is generated follows from the spec and the code, and has no file to change.
    const files = result.provenance.inputs.filter(({ path }) => !isGenerated(path));
    const inputs = files.map((input) => {
      const file = this.files.compare({ folder, note, path: input.path }, input);
      return {
        path: input.path,
        sha256: file === 'missing' ? undefined : file === 'changed' ? '' : input.sha256,
      };
    });
    return staleReasons(
      {
        specHash: block ? (block.specHash ?? unchanged) : fromNote ? undefined : unchanged,
        kindRevision: findKind(run.spec.kind)?.revision,
        inputs,
      },
      result,
    );
  }

  dispose(): void {
    this.store.dispose();
  }
}
