import {
  CodeLens,
  EventEmitter,
  l10n,
  Range,
  workspace,
  type CodeLensProvider,
  type Command,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { lensTitle } from '../../lensTitle';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import { asClause, shortened } from '../../runs/labels';
import type { LiveValue, MarkerIndex } from './markerIndex';
import { openCommand, runCommand, updateCommand } from './valueCommands';

const refreshEveryMs = 250;

/** Above a line with values that are stale or behind the latest run: why, and what to do. Current values have none. */
export class ValueLenses implements CodeLensProvider, Disposable {
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(
    private readonly markers: MarkerIndex,
    private readonly index: ExperimentIndex,
  ) {
    this.store.add(this.changes);
    this.store.add(
      markers.onDidChange(() => {
        this.timer ??= setTimeout(() => {
          this.timer = undefined;
          this.changes.fire();
        }, refreshEveryMs);
      }),
    );
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const found = this.markers.inDocument(document);
    if (!found) return [];
    // Values of one experiment on lines that follow each other, as in a list or a table, share one lens.
    const lastLine = new Map<string, number>();
    return found.values.flatMap((value) => {
      const commands = this.commands(value);
      if (commands.length === 0) return [];
      const { line } = found.lines.position(value.marker.range.start);
      const key = `${value.state.state} ${value.marker.experimentId}`;
      const above = lastLine.get(key);
      lastLine.set(key, found.lines.position(value.marker.range.end).line);
      if (above !== undefined && line - above <= 1) return [];
      return commands.map((command) => new CodeLens(new Range(line, 0, line, 0), command));
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private commands(value: LiveValue): readonly Command[] {
    const { state, marker } = value;
    if (state.state === 'outdated') {
      const title = lensTitle('info', l10n.t('{0} has a newer result', marker.experimentId));
      const open = openCommand(value);
      return [...(open ? [{ ...open, title }] : []), updateCommand(value)];
    }
    if (state.state !== 'stale') return [];
    const why = shortened(asClause(state.reasons[0] ?? ''), 70);
    const open = openCommand(value);
    const title = lensTitle('history', l10n.t('{0} is stale: {1}', marker.experimentId, why));
    const again = workspace.isTrusted
      ? runCommand(value, this.index, lensTitle('play', l10n.t('Run Again')))
      : undefined;
    return [
      ...(open ? [{ ...open, title, tooltip: state.reasons.join('\n') }] : []),
      ...(again ? [again] : []),
      ...(state.value === undefined ? [] : [updateCommand(value)]),
    ];
  }
}
