import { l10n, window, workspace, type DecorationOptions, type Disposable, type TextEditor } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { DebrisKind } from '../../../notes/course/course';
import { toRange } from '../../problems';
import { onSettingChange, readSetting } from '../../settings';
import type { CourseIndex } from './courseIndex';

/** Fades what a converter left of a book's pages in the editors that show it. */
export class DebrisMarks implements Disposable {
  private readonly faded = window.createTextEditorDecorationType({ opacity: '0.45' });
  private readonly store = new DisposableStore();

  constructor(private readonly index: CourseIndex) {
    this.store.add(this.faded);
    this.store.add(index.onDidChange(() => this.showAll()));
    this.store.add(window.onDidChangeVisibleTextEditors(() => this.showAll()));
    this.store.add(onSettingChange('marginalia.courses.fadePageDebris', () => this.showAll()));
    this.showAll();
  }

  dispose(): void {
    this.store.dispose();
  }

  private showAll(): void {
    for (const editor of window.visibleTextEditors) void this.show(editor);
  }

  private async show(editor: TextEditor): Promise<void> {
    const { document } = editor;
    if (!workspace.getWorkspaceFolder(document.uri)) return;
    const { version } = document;
    const isWanted = readSetting('marginalia.courses.fadePageDebris', document);
    const read = isWanted ? await this.index.of(document) : undefined;
    // The editor moves what is faded along with what is typed; the next change brings it up to date.
    if (document.isClosed || document.version !== version) return;
    const marks = (read?.course.debris ?? []).flatMap(({ kind, range }): DecorationOptions[] => {
      const hoverMessage = debrisText(kind);
      return read && hoverMessage !== undefined ? [{ range: toRange(read.lines, range), hoverMessage }] : [];
    });
    editor.setDecorations(this.faded, marks);
  }
}

/** Undefined for what has nothing that could be faded. */
function debrisText(kind: DebrisKind): string | undefined {
  switch (kind) {
    case 'running header':
      return l10n.t('A page’s running header, left by the conversion of the document.');
    case 'page number':
      return l10n.t('A page’s number, left by the conversion of the document.');
    case 'page break':
      return l10n.t('The break between two pages, left by the conversion of the document.');
    default:
      return undefined;
  }
}
