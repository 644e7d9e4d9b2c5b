import {
  DiagnosticRelatedInformation,
  languages,
  type Diagnostic,
  type DiagnosticCollection,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { LineIndex } from '../../../base/text';
import type { NoteExperiment } from '../../runs/experimentIndex';
import { toDiagnostic } from '../../problems';
import { blockProblems, type BlockProblem, type BlockProblemPorts } from './blockProblems';

export interface PlacedProblem {
  readonly diagnostic: Diagnostic;
  readonly problem: BlockProblem;
  readonly experiment: NoteExperiment;
}

const settleMs = 150;

/** The Problems of every experiment block of the workspace, open or not. */
export class ExperimentDiagnostics implements Disposable {
  private readonly collection: DiagnosticCollection;
  private readonly store = new DisposableStore();
  private placed = new Map<string, readonly PlacedProblem[]>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly ports: BlockProblemPorts) {
    this.collection = this.store.add(languages.createDiagnosticCollection('marginalia.experiments'));
    const soon = (): void => this.updateSoon();
    this.store.add(ports.index.onDidChange(soon));
    this.store.add(ports.files.onDidChange(soon));
    this.store.add(ports.catalog.onDidChange(soon));
    this.store.add(
      ports.runs.onDidChange(({ before, run }) => {
        if (before?.state !== run?.state) soon();
      }),
    );
    soon();
  }

  /** For quick fixes: the problems shown now in the document. */
  in(document: TextDocument): readonly PlacedProblem[] {
    return this.placed.get(document.uri.toString()) ?? [];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), settleMs);
  }

  private update(): void {
    const placed = new Map<string, PlacedProblem[]>();
    const uris = new Map<string, NoteExperiment['note']>();
    for (const experiment of this.ports.index.all()) {
      const key = experiment.note.uri.toString();
      const problems = blockProblems(experiment, this.ports);
      if (problems.length === 0) continue;
      uris.set(key, experiment.note);
      const lines = new LineIndex(experiment.note.text);
      const list = placed.get(key) ?? [];
      list.push(
        ...problems.map((problem) => ({ problem, experiment, diagnostic: diagnosticOf(problem, lines) })),
      );
      placed.set(key, list);
    }
    this.collection.forEach((uri) => {
      if (!placed.has(uri.toString())) this.collection.delete(uri);
    });
    for (const [key, list] of placed) {
      const note = uris.get(key);
      if (note)
        this.collection.set(
          note.uri,
          list.map(({ diagnostic }) => diagnostic),
        );
    }
    this.placed = placed;
  }
}

function diagnosticOf(problem: BlockProblem, lines: LineIndex): Diagnostic {
  const diagnostic = toDiagnostic(problem, lines);
  if (problem.related) {
    diagnostic.relatedInformation = problem.related.map(
      ({ message, location }) => new DiagnosticRelatedInformation(location, message),
    );
  }
  return diagnostic;
}
