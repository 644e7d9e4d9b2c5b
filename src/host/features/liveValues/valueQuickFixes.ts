import {
  CodeAction,
  CodeActionKind,
  l10n,
  WorkspaceEdit,
  type CodeActionContext,
  type CodeActionProvider,
  type Command,
  type Range,
  type TextDocument,
} from 'vscode';
import { LineIndex } from '../../../base/text';
import { toRange } from '../../problems';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import { differs, runCommand, updateCommand } from './valueCommands';
import type { PlacedValueProblem, ValueMarks } from './valueMarks';

/** What one key press can do about a live value. */
export class ValueQuickFixes implements CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };

  constructor(
    private readonly marks: ValueMarks,
    private readonly index: ExperimentIndex,
  ) {}

  provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): CodeAction[] {
    if (context.only && !context.only.intersects(CodeActionKind.QuickFix)) return [];
    return this.marks
      .in(document)
      .filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined)
      .flatMap((placed) => [...this.commands(placed), ...renames(document, placed)]);
  }

  private commands({ value, diagnostic }: PlacedValueProblem): CodeAction[] {
    const { state, marker } = value;
    const canRun = state.state === 'stale' || state.state === 'never' || state.state === 'no-field';
    const title =
      state.state === 'never'
        ? l10n.t('Run {0}', marker.experimentId)
        : l10n.t('Run {0} again', marker.experimentId);
    const commands = [
      differs(value) ? updateCommand(value, l10n.t('Update to the latest result')) : undefined,
      canRun ? runCommand(value, this.index, title) : undefined,
    ];
    return commands.flatMap((command) => (command ? [fix(command, diagnostic)] : []));
  }
}

function renames(document: TextDocument, { value, problem, diagnostic }: PlacedValueProblem): CodeAction[] {
  const { marker, note } = value;
  const at = toRange(new LineIndex(note.text), { start: marker.range.start, end: marker.content.start });
  return problem.replacements.map(({ experimentId, field }, order) => {
    const name = field === undefined ? experimentId : `${experimentId}.${field}`;
    const action = new CodeAction(l10n.t('Change to {0}', name), CodeActionKind.QuickFix);
    action.edit = new WorkspaceEdit();
    action.edit.replace(document.uri, at, `<!-- result ${name} -->`);
    action.diagnostics = [diagnostic];
    action.isPreferred = order === 0;
    return action;
  });
}

function fix(command: Command, diagnostic: PlacedValueProblem['diagnostic']): CodeAction {
  const action = new CodeAction(command.title, CodeActionKind.QuickFix);
  action.command = command;
  action.diagnostics = [diagnostic];
  return action;
}
