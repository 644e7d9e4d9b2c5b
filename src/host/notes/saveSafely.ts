import { commands, Range, workspace, type CodeAction, type TextDocument, type TextEdit } from 'vscode';
import { saveWouldTrim } from './saveChanges';

/**
 * Saves the document unless the user's save settings would then change more than we did: trimming, formatting or
 * code actions on save. A note left unsaved shows as such, and its author decides. True when saved.
 */
export async function saveSafely(document: TextDocument, expected: string): Promise<boolean> {
  if (await saveChangesMore(document)) return false;
  if (document.isClosed || document.getText() !== expected) return false;
  return document.save();
}

async function saveChangesMore(document: TextDocument): Promise<boolean> {
  const files = workspace.getConfiguration('files', document);
  const trims = {
    trimTrailingWhitespace: files.get('trimTrailingWhitespace') === true,
    insertFinalNewline: files.get('insertFinalNewline') === true,
    trimFinalNewlines: files.get('trimFinalNewlines') === true,
  };
  if (saveWouldTrim(document.getText(), trims)) return true;
  const editor = workspace.getConfiguration('editor', document);
  if (editor.get('formatOnSave') === true && (await formatterHasEdits(document))) return true;
  return hasCodeActions(document, editor.get('codeActionsOnSave'));
}

async function formatterHasEdits(document: TextDocument): Promise<boolean> {
  const options = { tabSize: 4, insertSpaces: true };
  const edits = await commands.executeCommand<TextEdit[] | undefined>(
    'vscode.executeFormatDocumentProvider',
    document.uri,
    options,
  );
  return edits !== undefined && edits.length > 0;
}

async function hasCodeActions(document: TextDocument, setting: unknown): Promise<boolean> {
  const whole = document.validateRange(new Range(0, 0, document.lineCount, 0));
  for (const kind of codeActionKinds(setting)) {
    const actions = await commands.executeCommand<CodeAction[] | undefined>(
      'vscode.executeCodeActionProvider',
      document.uri,
      whole,
      kind,
    );
    if (actions !== undefined && actions.length > 0) return true;
  }
  return false;
}

/** The kinds that a save by an extension runs: `true`, `always` and `explicit`, or the names of a list. */
function codeActionKinds(setting: unknown): readonly string[] {
  if (Array.isArray(setting)) return setting.filter((kind) => typeof kind === 'string');
  if (typeof setting !== 'object' || setting === null) return [];
  return Object.entries(setting).flatMap(([kind, when]) =>
    when === false || when === 'never' ? [] : [kind],
  );
}
