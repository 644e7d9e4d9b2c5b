import {
  DiagnosticRelatedInformation,
  languages,
  l10n,
  Location,
  Uri,
  workspace,
  type Diagnostic,
  type DiagnosticCollection,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { LectureGap } from '../../../notes/lectures/gaps';
import type { DuplicateTerm } from '../../../notes/lectures/glossary';
import { toDiagnostic, toRange } from '../../problems';
import { readSetting } from '../../settings';
import { gapCode, gapText } from './gapText';
import type { LectureIndex } from './lectureIndex';

/** A gap with the hint that shows it. */
export interface PlacedGap {
  readonly gap: LectureGap;
  readonly diagnostic: Diagnostic;
}

const settleMs = 200;
const mostRelated = 20;

/** Hints for what open lecture notes lack, and, in all notes, terms that are explained twice. */
export class LectureProblems implements Disposable {
  private readonly collection: DiagnosticCollection;
  private readonly store = new DisposableStore();
  private placed = new Map<string, readonly PlacedGap[]>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly index: LectureIndex) {
    this.collection = this.store.add(languages.createDiagnosticCollection('marginalia.lectures'));
    const soon = (): void => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.update(), settleMs);
    };
    this.store.add(index.onDidChange(soon));
    this.store.add(workspace.onDidOpenTextDocument(soon));
    this.store.add(workspace.onDidCloseTextDocument(soon));
    this.store.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('marginalia.lectures')) soon();
      }),
    );
  }

  /** For quick fixes: the gaps shown now in the document. */
  in(document: TextDocument): readonly PlacedGap[] {
    return this.placed.get(document.uri.toString()) ?? [];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private update(): void {
    const placed = new Map<string, readonly PlacedGap[]>();
    const problems = new Map<string, Diagnostic[]>();
    const add = (note: string, diagnostic: Diagnostic): void => {
      const list = problems.get(note);
      if (list) list.push(diagnostic);
      else problems.set(note, [diagnostic]);
    };
    const open = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const { note, value } of this.index.all()) {
      const key = note.uri.toString();
      if (!open.has(key) || !readSetting('marginalia.lectures.gaps', note.folder)) continue;
      const gaps = value.lectures.lectures.flatMap((lecture) => this.index.gaps(note, lecture));
      const list = gaps.map((gap): PlacedGap => {
        const problem = {
          code: gapCode(gap),
          severity: 'hint' as const,
          message: gapText(gap),
          remedy: '',
          range: gap.range,
        };
        return { gap, diagnostic: toDiagnostic(problem, value.lines) };
      });
      placed.set(key, list);
      for (const { diagnostic } of list) add(key, diagnostic);
    }
    for (const duplicate of this.index.terms().duplicates()) this.addDuplicate(duplicate, add);
    this.collection.forEach((uri) => {
      if (!problems.has(uri.toString())) this.collection.delete(uri);
    });
    for (const [key, list] of problems) this.collection.set(Uri.parse(key, true), list);
    this.placed = placed;
  }

  private addDuplicate({ places }: DuplicateTerm, add: (note: string, diagnostic: Diagnostic) => void): void {
    const shown = places.flatMap((place) => {
      const lines = this.index.linesOf(place.at.note);
      const uri = Uri.parse(place.at.note, true);
      return lines
        ? [{ ...place, lines, location: new Location(uri, toRange(lines, place.name.range)) }]
        : [];
    });
    for (const place of shown) {
      const others = shown.filter(({ at }) => at !== place.at);
      const problem = {
        code: 'lecture.term-twice',
        severity: 'information' as const,
        message: l10n.t('“{0}” is explained in {1} places.', place.name.text, shown.length),
        remedy: '',
        range: place.name.range,
      };
      const diagnostic = toDiagnostic(problem, place.lines);
      diagnostic.relatedInformation = others
        .slice(0, mostRelated)
        .map(
          ({ location, at }) =>
            new DiagnosticRelatedInformation(
              location,
              at.entry.definition?.text ?? l10n.t('Not explained yet.'),
            ),
        );
      add(place.at.note, diagnostic);
    }
  }
}
