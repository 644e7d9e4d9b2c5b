import {
  languages,
  OverviewRulerLane,
  ThemeColor,
  window,
  type DiagnosticCollection,
  type Disposable,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { toDiagnostic, toRange } from '../../problems';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { LiveValue, MarkerIndex } from './markerIndex';
import { valueProblem, type ValueProblem } from './valueProblems';

export interface PlacedValueProblem {
  readonly value: LiveValue;
  readonly problem: ValueProblem;
  readonly diagnostic: ReturnType<typeof toDiagnostic>;
}

const settleMs = 150;

/** What shows in place that a live value needs care: Problems for every note, and stale text dimmed in editors. */
export class ValueMarks implements Disposable {
  private readonly collection: DiagnosticCollection;
  private readonly stale = window.createTextEditorDecorationType({
    opacity: '0.65',
    fontStyle: 'italic',
    overviewRulerColor: new ThemeColor('editorOverviewRuler.warningForeground'),
    overviewRulerLane: OverviewRulerLane.Right,
  });
  private readonly store = new DisposableStore();
  private placed = new Map<string, readonly PlacedValueProblem[]>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly notes: WorkspaceNotes,
    private readonly index: ExperimentIndex,
    private readonly markers: MarkerIndex,
  ) {
    this.collection = this.store.add(languages.createDiagnosticCollection('marginalia.values'));
    this.store.add(this.stale);
    const soon = (): void => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.update(), settleMs);
    };
    this.store.add(markers.onDidChange(soon));
    this.store.add(
      window.onDidChangeVisibleTextEditors((editors) => editors.forEach((e) => this.decorate(e))),
    );
    void index.ready.then(soon);
  }

  /** For quick fixes: the problems shown now in the document. */
  in(document: TextDocument): readonly PlacedValueProblem[] {
    return this.placed.get(document.uri.toString()) ?? [];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private update(): void {
    const placed = new Map<string, readonly PlacedValueProblem[]>();
    for (const note of this.notes.all()) {
      const { values, problems, lines } = this.markers.in(note);
      if (values.length === 0 && problems.length === 0) continue;
      const ids = this.index
        .all()
        .flatMap(({ note: { folder }, block }) => (folder === note.folder ? [block.id] : []));
      const list = values.flatMap((value): PlacedValueProblem[] => {
        const problem = valueProblem(value, ids);
        return problem ? [{ value, problem, diagnostic: toDiagnostic(problem, lines) }] : [];
      });
      placed.set(note.uri.toString(), list);
      this.collection.set(note.uri, [
        ...problems.map((problem) => toDiagnostic(problem, lines)),
        ...list.map(({ diagnostic }) => diagnostic),
      ]);
    }
    this.collection.forEach((uri) => {
      if (!placed.has(uri.toString())) this.collection.delete(uri);
    });
    this.placed = placed;
    window.visibleTextEditors.forEach((editor) => this.decorate(editor));
  }

  private decorate(editor: TextEditor): void {
    const found = this.markers.inDocument(editor.document);
    if (!found) return;
    const stale = found.values.filter(({ state }) => state.state === 'stale');
    editor.setDecorations(
      this.stale,
      stale.map(({ marker }) => toRange(found.lines, marker.content)),
    );
  }
}
