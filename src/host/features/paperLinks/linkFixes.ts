import {
  CodeAction,
  CodeActionKind,
  l10n,
  Range,
  WorkspaceEdit,
  type CodeActionContext,
  type CodeActionProvider,
  type Command,
  type TextDocument,
} from 'vscode';
import type { TextEdit } from '../../../base/text';
import { mendLinks } from '../../../papers/linkProblems';
import type { CommandId } from '../../contributions';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { linkAt } from './linkAt';
import type { LinkDiagnostics, PlacedDiagnostic } from './linkDiagnostics';
import type { LinkIndex } from './linkIndex';
import { localFile, sameNamed } from './localFiles';
import { titledLink, titlesFor } from './titleLinks';

const fixAll = CodeActionKind.SourceFixAll.append('marginalia');

/** What one key press can do about a link: mend its address, find its file, give it its title. */
export class LinkFixes implements CodeActionProvider {
  static readonly metadata = {
    providedCodeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAll],
  };

  constructor(
    private readonly index: LinkIndex,
    private readonly diagnostics: LinkDiagnostics,
    private readonly papers: WorkspacePapers,
  ) {}

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    { only }: CodeActionContext,
  ): Promise<CodeAction[]> {
    const wants = (kind: CodeActionKind): boolean => only === undefined || only.contains(kind);
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      const here = this.diagnostics
        .in(document)
        .filter(({ diagnostic }) => diagnostic.range.intersection(range));
      for (const placed of here) actions.push(...(await this.fixesOf(document, placed)));
      if (here.some(({ kind }) => kind === 'address'))
        actions.push(...this.mendAll(document, CodeActionKind.QuickFix));
    }
    // Asked for by name alone: a save must not mend links unless its user says so.
    if (only && fixAll.contains(only)) actions.push(...this.mendAll(document, fixAll));
    if (wants(CodeActionKind.RefactorRewrite)) actions.push(...(await this.titles(document, range)));
    return actions;
  }

  private async fixesOf(document: TextDocument, placed: PlacedDiagnostic): Promise<CodeAction[]> {
    const { diagnostic } = placed;
    if (placed.kind === 'address') {
      const title = {
        'link.wrapped': l10n.t('Link to {0}', shortened(placed.problem.address)),
        'link.http': l10n.t('Use https'),
        'link.tracking': l10n.t('Remove the tracking parameters'),
      }[placed.problem.code];
      return [edit(document, title, [placed.problem.fix], CodeActionKind.QuickFix, diagnostic)];
    }
    if (placed.kind === 'file') {
      const file = localFile(document, placed.link.address);
      const found = file ? await sameNamed(document, file) : [];
      return found.map((address) =>
        edit(
          document,
          l10n.t('Link to {0}', decodeURIComponent(address)),
          [{ range: placed.link.addressRange, newText: address }],
          CodeActionKind.QuickFix,
          diagnostic,
        ),
      );
    }
    const range = removableLine(document, diagnostic.range.start.line);
    if (!range) return [];
    const action = new CodeAction(l10n.t('Remove this entry'), CodeActionKind.QuickFix);
    action.edit = new WorkspaceEdit();
    action.edit.delete(document.uri, range);
    action.diagnostics = [diagnostic];
    return [action];
  }

  private mendAll(document: TextDocument, kind: CodeActionKind): CodeAction[] {
    const edits = mendLinks(this.index.links(document));
    if (edits.length === 0) return [];
    return [edit(document, l10n.t('Mend all links of this note ({0})', edits.length), edits, kind)];
  }

  private async titles(document: TextDocument, range: Range): Promise<CodeAction[]> {
    const at = linkAt(document, range.start);
    if (!at || (at.link.form !== 'bare' && at.link.form !== 'angle')) return [];
    const own = await titledLink(this.papers, document, at);
    const kind = CodeActionKind.RefactorRewrite;
    if (!own) {
      const command: CommandId = 'marginalia.links.fetchTitle';
      const action = new CodeAction(l10n.t('Fetch the title of this link'), kind);
      const target: Command = {
        command,
        title: action.title,
        arguments: [document.uri.toString(), at.link.address],
      };
      action.command = target;
      return [action];
    }
    const one = edit(document, l10n.t('Give the link its title'), [own], kind);
    one.isPreferred = true;
    const all = await titlesFor(this.papers, document, this.index.links(document));
    if (all.length < 2) return [one];
    return [
      one,
      edit(document, l10n.t('Give all bare links of this note their titles ({0})', all.length), all, kind),
    ];
  }
}

function edit(
  document: TextDocument,
  title: string,
  edits: readonly TextEdit[],
  kind: CodeActionKind,
  diagnostic?: PlacedDiagnostic['diagnostic'],
): CodeAction {
  const action = new CodeAction(title, kind);
  action.edit = new WorkspaceEdit();
  for (const { range, newText } of edits) {
    const at = new Range(document.positionAt(range.start), document.positionAt(range.end));
    action.edit.replace(document.uri, at, newText);
  }
  if (diagnostic) {
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
  }
  return action;
}

/** An entry's line with its line end, where nothing stands under the entry that would be left alone. */
function removableLine(document: TextDocument, line: number): Range | undefined {
  const own = document.lineAt(line);
  if (!/^\s*(?:[-*+]|\d+[.)])\s/.test(own.text)) return undefined;
  for (let next = line + 1; next < document.lineCount; next++) {
    const below = document.lineAt(next);
    if (below.isEmptyOrWhitespace) continue;
    if (below.firstNonWhitespaceCharacterIndex > own.firstNonWhitespaceCharacterIndex) return undefined;
    break;
  }
  return own.rangeIncludingLineBreak;
}

function shortened(address: string): string {
  return address.length <= 60 ? address : `${address.slice(0, 57)}…`;
}
