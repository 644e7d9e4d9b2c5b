import { EventEmitter, type Disposable, type TextDocument } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { Problem } from '../../../base/problem';
import { LineIndex } from '../../../base/text';
import type { Run, RunResult } from '../../../experiments/run';
import type { ResultMarker } from '../../../notes/resultMarker';
import { readResultMarkers } from '../../../notes/resultMarkers';
import { formatLiveValue, type LiveValueError } from '../../../results/liveValue';
import { markerEdits } from '../../../results/markerEdits';
import { fieldsOf } from '../../../results/namedValues';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { Freshness } from '../../runs/freshness';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';
import type { ValueUpdates } from './updateValues';

/** How a live value stands to its experiment now. */
export type ValueState =
  /** Neither a block nor a run has that id. */
  | { readonly state: 'unknown' }
  | { readonly state: 'never' }
  | {
      readonly state: 'no-field';
      readonly error: LiveValueError;
      readonly fields: readonly string[];
      readonly run: Run;
    }
  | { readonly state: 'current'; readonly run: Run; readonly result: RunResult }
  /** The note has another text than the latest result gives. */
  | { readonly state: 'outdated'; readonly run: Run; readonly result: RunResult; readonly value: string }
  | {
      readonly state: 'stale';
      readonly run: Run;
      readonly result: RunResult;
      readonly reasons: readonly string[];
      /** The latest result's text where the note has another. */
      readonly value: string | undefined;
    };

export interface LiveValue {
  readonly note: WorkspaceNote;
  readonly marker: ResultMarker;
  readonly state: ValueState;
}

export interface MarkerPorts {
  readonly notes: WorkspaceNotes;
  readonly index: ExperimentIndex;
  readonly runs: WorkspaceRuns;
  readonly freshness: Freshness;
  readonly updates: Pick<ValueUpdates, 'isWriting' | 'onDidWrite'>;
}

interface ReadNote {
  readonly text: string;
  readonly markers: readonly ResultMarker[];
  readonly problems: readonly Problem[];
  readonly lines: LineIndex;
}

const noMarkers: Omit<ReadNote, 'text' | 'lines'> = { markers: [], problems: [] };

/** Every live value of the workspace with how it stands; read again only where a note's text is another. */
export class MarkerIndex implements Disposable {
  private readonly read = new Map<string, ReadNote>();
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();

  /** Any value may stand otherwise: notes, runs, blocks or data changed. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly ports: MarkerPorts) {
    const { notes, runs, freshness, updates } = ports;
    const changed = (): void => this.changes.fire();
    this.store.add(this.changes);
    this.store.add(notes.onDidChange(changed));
    this.store.add(freshness.onDidChange(changed));
    this.store.add(updates.onDidWrite(changed));
    this.store.add(
      runs.onDidChange(({ before, run }) => {
        if (before?.state !== run?.state) changed();
      }),
    );
  }

  in(note: WorkspaceNote): {
    readonly values: readonly LiveValue[];
    readonly problems: readonly Problem[];
    readonly lines: LineIndex;
  } {
    const { markers, problems, lines } = this.markers(note);
    const edits = markers.length > 0 ? this.edits(note) : [];
    const values = markers.map((marker): LiveValue => {
      const differs = edits.some(
        ({ range }) => range.start >= marker.content.start && range.end <= marker.content.end,
      );
      return { note, marker, state: this.state(note, marker, differs) };
    });
    return { values, problems, lines };
  }

  inDocument(document: TextDocument): ReturnType<MarkerIndex['in']> | undefined {
    const note = this.ports.notes.of(document);
    return note && this.in(note);
  }

  dispose(): void {
    this.store.dispose();
  }

  private markers(note: WorkspaceNote): ReadNote {
    const key = note.uri.toString();
    const known = this.read.get(key);
    if (known?.text === note.text) return known;
    const markers = note.text.includes('<!--') ? readResultMarkers(note.text) : noMarkers;
    const read = { text: note.text, ...markers, lines: new LineIndex(note.text) };
    this.read.set(key, read);
    return read;
  }

  private edits(note: WorkspaceNote): ReturnType<typeof markerEdits> {
    const runs = this.ports.runs.in(note.folder);
    return markerEdits(note.text, (id) => runs.latestFinished(id)?.result, note.path);
  }

  private state(note: WorkspaceNote, marker: ResultMarker, differs: boolean): ValueState {
    const { index, runs, freshness } = this.ports;
    const inFolder = runs.in(note.folder);
    const latest = inFolder.latestFinished(marker.experimentId);
    if (!latest) {
      const known =
        !index.isReady ||
        index.withId(note.folder, marker.experimentId).length > 0 ||
        inFolder.of(marker.experimentId).length > 0;
      return { state: known ? 'never' : 'unknown' };
    }
    const { run, result } = latest;
    const formatted = formatLiveValue(marker, result, note.path);
    if (!formatted.ok) {
      return { state: 'no-field', error: formatted.error, fields: fieldsOf(result.result), run };
    }
    const isOnItsWay = this.ports.updates.isWriting(note.folder, marker.experimentId);
    const value = differs && !isOnItsWay ? formatted.value : undefined;
    const reasons = freshness.reasons(note.folder, run, result);
    if (reasons.length > 0) return { state: 'stale', run, result, reasons, value };
    return value === undefined
      ? { state: 'current', run, result }
      : { state: 'outdated', run, result, value };
  }
}
