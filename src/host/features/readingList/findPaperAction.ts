import {
  CodeAction,
  CodeActionKind,
  l10n,
  type CodeActionContext,
  type CodeActionProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import { isTitleOnly, titleQuery } from '../../../papers/titleQuery';
import type { CommandId } from '../../contributions';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { paperAt, placeTarget } from './targets';

/** On the line of an entry that names its paper by its title alone: *Find This Paper…*. */
export class FindPaperAction implements CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };

  constructor(private readonly papers: WorkspacePapers) {}

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    { only }: CodeActionContext,
  ): Promise<CodeAction[]> {
    if (only && !only.contains(CodeActionKind.QuickFix)) return [];
    const found = await paperAt(this.papers, document.uri, range.start.line);
    if (!found || !isTitleOnly(found.paper) || titleQuery(found.place) === undefined) return [];
    const command: CommandId = 'marginalia.paper.find';
    const action = new CodeAction(l10n.t('Find This Paper…'), CodeActionKind.QuickFix);
    const target = placeTarget(found.folder, found.place, found.paper.key);
    action.command = { command, title: action.title, arguments: [target] };
    return [action];
  }
}
