import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  l10n,
  languages,
  Location,
  type Range,
  workspace,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { LineIndex } from '../../../base/text';
import type { NoteLink } from '../../../notes/noteLinks';
import { linkProblems, type LinkProblem } from '../../../papers/linkProblems';
import { decodePercent } from '../../../papers/unwrapLink';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { toRange } from '../../problems';
import { readSetting } from '../../settings';
import { isDead, localFile } from './localFiles';
import type { LinkIndex } from './linkIndex';

/** A diagnostic with what its quick fixes need. */
export type PlacedDiagnostic =
  | { readonly kind: 'address'; readonly diagnostic: Diagnostic; readonly problem: LinkProblem }
  | { readonly kind: 'file'; readonly diagnostic: Diagnostic; readonly link: NoteLink }
  | { readonly kind: 'duplicate'; readonly diagnostic: Diagnostic };

/** What is wrong with the links of the notes that are shown. Files are looked for, the network is never asked. */
export class LinkDiagnostics implements Disposable {
  private readonly store = new DisposableStore();
  private readonly collection = this.store.add(languages.createDiagnosticCollection('marginalia.links'));
  private readonly placed = new WeakMap<TextDocument, readonly PlacedDiagnostic[]>();
  private readonly generations = new WeakMap<TextDocument, number>();

  constructor(
    private readonly index: LinkIndex,
    private readonly papers: WorkspacePapers,
  ) {
    this.store.add(index.onDidChange((document) => void this.refresh(document)));
    const all = (): void => index.visible().forEach((document) => void this.refresh(document));
    this.store.add(papers.onDidChange(all));
    this.store.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('marginalia.links.problems')) all();
      }),
    );
    const watcher = this.store.add(workspace.createFileSystemWatcher('**/*.{pdf,PDF}', false, true, false));
    this.store.add(watcher.onDidCreate(all));
    this.store.add(watcher.onDidDelete(all));
  }

  in(document: TextDocument): readonly PlacedDiagnostic[] {
    return document.isClosed ? [] : (this.placed.get(document) ?? []);
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Looks again; a look that was overtaken by another says nothing. */
  private async refresh(document: TextDocument): Promise<void> {
    const generation = (this.generations.get(document) ?? 0) + 1;
    this.generations.set(document, generation);
    if (document.isClosed || !readSetting('marginalia.links.problems', document)) {
      this.collection.delete(document.uri);
      this.placed.delete(document);
      return;
    }
    const version = document.version;
    const links = this.index.links(document);
    const lines = new LineIndex(document.getText());
    const found: PlacedDiagnostic[] = linkProblems(links).map((problem) => addressProblem(problem, lines));
    for (const link of links) {
      const file = localFile(document, link.address);
      if (file && (await isDead(file))) found.push(deadFile(link, lines));
    }
    found.push(...(await this.duplicates(document)));
    if (this.generations.get(document) !== generation || document.version !== version) return;
    this.placed.set(document, found);
    this.collection.set(
      document.uri,
      found.map(({ diagnostic }) => diagnostic),
    );
  }

  /** A paper that one note lists twice; several notes may well list the same. */
  private async duplicates(document: TextDocument): Promise<readonly PlacedDiagnostic[]> {
    const folder = workspace.getWorkspaceFolder(document.uri);
    const inFolder = (await this.papers.all()).find((each) => each.folder === folder);
    if (!inFolder) return [];
    const path = workspace.asRelativePath(document.uri, false);
    return inFolder.papers.flatMap((paper) => {
      const [first, ...others] = paper.places.filter(({ note }) => note === path);
      if (!first) return [];
      return others
        .filter(({ line }) => line !== first.line && line < document.lineCount)
        .map((place): PlacedDiagnostic => {
          const diagnostic = make(
            lineRange(document, place.line),
            l10n.t('This paper is listed in line {0} already.', first.line + 1),
            DiagnosticSeverity.Information,
            'paper.duplicate',
          );
          const at = new Location(document.uri, lineRange(document, first.line));
          diagnostic.relatedInformation = [new DiagnosticRelatedInformation(at, l10n.t('The first entry'))];
          return { kind: 'duplicate', diagnostic };
        });
    });
  }
}

function addressProblem(problem: LinkProblem, lines: LineIndex): PlacedDiagnostic {
  const severity = problem.severity === 'hint' ? DiagnosticSeverity.Hint : DiagnosticSeverity.Information;
  const diagnostic = make(
    toRange(lines, problem.range),
    `${problem.message} ${problem.remedy}`,
    severity,
    problem.code,
  );
  if (problem.code === 'link.tracking') diagnostic.tags = [DiagnosticTag.Unnecessary];
  return { kind: 'address', diagnostic, problem };
}

function deadFile(link: NoteLink, lines: LineIndex): PlacedDiagnostic {
  const path = decodePercent(link.address.replace(/[?#].*$/, ''));
  const message = l10n.t('There is no file “{0}”. Correct the link, or put the file there.', path);
  const range = toRange(lines, link.addressRange);
  return {
    kind: 'file',
    diagnostic: make(range, message, DiagnosticSeverity.Warning, 'link.dead-file'),
    link,
  };
}

function make(range: Range, message: string, severity: DiagnosticSeverity, code: string): Diagnostic {
  const diagnostic = new Diagnostic(range, message, severity);
  diagnostic.source = 'Marginalia';
  diagnostic.code = code;
  return diagnostic;
}

function lineRange(document: TextDocument, line: number): Range {
  const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
  return range.with(range.start.with({ character: firstNonWhitespaceCharacterIndex }));
}
