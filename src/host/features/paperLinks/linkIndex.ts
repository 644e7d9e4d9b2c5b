import {
  EventEmitter,
  languages,
  window,
  workspace,
  type Disposable,
  type DocumentSelector,
  type TextDocument,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { readNoteLinks, type NoteLink } from '../../../notes/noteLinks';

const pauseMs = 400;
const charactersAMs = 500;
/** Longer notes are exports; their links are looked at one by one, under the cursor. */
const longest = 2_000_000;

/** The links of the notes that are shown, read a pause after the last keystroke; the pause grows with the note. */
export class LinkIndex implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new EventEmitter<TextDocument>());
  private readonly read = new WeakMap<TextDocument, { version: number; links: readonly NoteLink[] }>();
  private readonly pending = new Map<TextDocument, NodeJS.Timeout>();

  /** A shown note's links may be others now. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly selector: DocumentSelector) {
    this.store.add(workspace.onDidChangeTextDocument(({ document }) => this.soon(document)));
    this.store.add(
      window.onDidChangeVisibleTextEditors(() => this.visible().forEach((each) => this.soon(each))),
    );
    this.store.add(
      workspace.onDidCloseTextDocument((document) => {
        clearTimeout(this.pending.get(document));
        this.pending.delete(document);
        this.changes.fire(document);
      }),
    );
    this.visible().forEach((each) => this.soon(each));
  }

  visible(): readonly TextDocument[] {
    const documents = window.visibleTextEditors.map(({ document }) => document);
    return [...new Set(documents)].filter((document) => languages.match(this.selector, document) > 0);
  }

  /** Of the document as it is now, read at once where it has changed. */
  links(document: TextDocument): readonly NoteLink[] {
    const known = this.read.get(document);
    if (known?.version === document.version) return known.links;
    const text = document.getText();
    const links = text.length > longest ? [] : readNoteLinks(text);
    this.read.set(document, { version: document.version, links });
    return links;
  }

  dispose(): void {
    for (const timer of this.pending.values()) clearTimeout(timer);
    this.store.dispose();
  }

  private soon(document: TextDocument): void {
    if (languages.match(this.selector, document) === 0) return;
    if (this.read.get(document)?.version === document.version) return;
    clearTimeout(this.pending.get(document));
    const size = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
    const timer = setTimeout(
      () => {
        this.pending.delete(document);
        if (!document.isClosed) this.changes.fire(document);
      },
      pauseMs + size / charactersAMs,
    );
    this.pending.set(document, timer);
  }
}
