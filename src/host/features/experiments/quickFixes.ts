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
import type { ExperimentIndex } from '../../runs/experimentIndex';
import { toRange } from '../../problems';
import type { CommandId } from '../../contributions';
import type { ExperimentDiagnostics, PlacedProblem } from './diagnostics';
import { takenIds } from './insertBlock';
import { suggestId } from './suggestId';
import { experimentTarget } from './targets';

/** What one key press can do about a block's problem. */
export class ExperimentQuickFixes implements CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };

  constructor(
    private readonly diagnostics: ExperimentDiagnostics,
    private readonly index: ExperimentIndex,
  ) {}

  provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): CodeAction[] {
    if (context.only && !context.only.intersects(CodeActionKind.QuickFix)) return [];
    return this.diagnostics
      .in(document)
      .filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined)
      .flatMap((placed) => [
        ...this.replacements(document, placed),
        ...this.newId(document, placed),
        ...this.fromRun(placed),
      ]);
  }

  private replacements(document: TextDocument, { problem, diagnostic }: PlacedProblem): CodeAction[] {
    const all = problem.replacements ?? [];
    return all.map((text, order) =>
      edit(document, diagnostic, diagnostic.range, text, l10n.t('Change to {0}', text), order === 0),
    );
  }

  private newId(document: TextDocument, { problem, diagnostic, experiment }: PlacedProblem): CodeAction[] {
    const { block, note } = experiment;
    const isAboutId =
      problem.range.start <= block.idRange.end &&
      problem.range.end >= block.idRange.start &&
      problem.range.end <= block.fence.end;
    if (!isAboutId) return [];
    const taken = takenIds(this.index);
    const id = suggestId(block.id, experiment.read.kind?.id, experiment.read.files[0]?.path, taken);
    const at = toRange(new LineIndex(note.text), block.idRange);
    const text =
      document.getText(at) === '' && !/\s$/.test(document.getText(at.with(at.start.with(undefined, 0))))
        ? ` ${id}`
        : id;
    return [edit(document, diagnostic, at, text, l10n.t('Name it {0}', id), true)];
  }

  private fromRun({ problem, diagnostic, experiment }: PlacedProblem): CodeAction[] {
    if (!problem.fromRun) return [];
    const actions: CodeAction[] = [];
    const [related] = problem.related ?? [];
    if (related) {
      const { uri, range } = related.location;
      const place = `${uri.path.split('/').at(-1)}:${range.start.line + 1}`;
      const open: Command = {
        title: '',
        command: 'vscode.open',
        arguments: [uri, { selection: range, preview: true }],
      };
      actions.push(commandFix(l10n.t('Open {0}', place), open, diagnostic));
    }
    const id: CommandId = 'marginalia.experiment.run';
    const run: Command = { title: '', command: id, arguments: [experimentTarget(experiment)] };
    actions.push(commandFix(l10n.t('Run {0} again', experiment.block.id), run, diagnostic));
    return actions;
  }
}

function edit(
  document: TextDocument,
  diagnostic: PlacedProblem['diagnostic'],
  range: Range,
  text: string,
  title: string,
  isPreferred: boolean,
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  action.edit.replace(document.uri, range, text);
  action.diagnostics = [diagnostic];
  action.isPreferred = isPreferred;
  return action;
}

function commandFix(title: string, command: Command, diagnostic: PlacedProblem['diagnostic']): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { ...command, title };
  action.diagnostics = [diagnostic];
  return action;
}
