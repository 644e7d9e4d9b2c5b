import {
  CodeAction,
  CodeActionKind,
  l10n,
  WorkspaceEdit,
  type CodeActionContext,
  type CodeActionProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import type { TextEdit } from '../../../base/text';
import { gapEdits } from '../../../notes/lectures/gapEdits';
import type { LectureGap } from '../../../notes/lectures/gaps';
import { toRange } from '../../problems';
import type { IndexedNote } from '../../notes/noteIndex';
import type { LectureIndex, ReadNote } from './lectureIndex';
import type { LectureProblems, PlacedGap } from './lectureProblems';
import type { LectureTemplates } from './templates';

/** Inserts what a lecture note lacks, as a form to fill in, in the note's own style. */
export class GapFixes implements CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };

  constructor(
    private readonly index: LectureIndex,
    private readonly problems: LectureProblems,
    private readonly templates: LectureTemplates,
  ) {}

  provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): CodeAction[] {
    if (context.only && !context.only.intersects(CodeActionKind.QuickFix)) return [];
    const placed = this.problems.in(document);
    const here = placed.filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined);
    const read = here.length > 0 ? this.index.inDocument(document) : undefined;
    if (!read) return [];
    const current = read.value.lectures.lectures.flatMap((lecture) => this.index.gaps(read.note, lecture));
    // The problems may be of the text a moment ago.
    const fresh = here.flatMap((each) => {
      const gap = current.find((other) => isSame(other, each.gap));
      return gap ? [{ ...each, gap, edits: this.editsOf(read, gap) }] : [];
    });
    const fixable = fresh.filter(({ edits }) => edits.length > 0);
    const actions = fixable.map(({ gap, diagnostic, edits }) =>
      action(document, read, l10n.t('Insert “{0}”', gap.label), edits, [diagnostic]),
    );
    const first = fixable[0];
    const sameLecture = first ? current.filter(({ lecture }) => lecture === first.gap.lecture) : [];
    const all = sameLecture.flatMap((gap) => this.editsOf(read, gap));
    if (all.length > 1 && first) {
      const title = l10n.t('Insert everything that this lecture lacks ({0})', all.length);
      actions.push(action(document, read, title, all, placedOf(placed, sameLecture)));
    }
    return actions;
  }

  editsOf({ note }: IndexedNote<ReadNote>, gap: LectureGap): readonly TextEdit[] {
    return gapEdits(note.text, gap, this.templates.of(note.folder));
  }
}

function isSame(a: LectureGap, b: LectureGap): boolean {
  return a.kind === b.kind && a.label === b.label && a.range.start === b.range.start;
}

function placedOf(placed: readonly PlacedGap[], gaps: readonly LectureGap[]): PlacedGap['diagnostic'][] {
  return placed
    .filter(({ gap }) => gaps.some((other) => isSame(gap, other)))
    .map(({ diagnostic }) => diagnostic);
}

function action(
  document: TextDocument,
  { value }: IndexedNote<ReadNote>,
  title: string,
  edits: readonly TextEdit[],
  diagnostics: PlacedGap['diagnostic'][],
): CodeAction {
  const made = new CodeAction(title, CodeActionKind.QuickFix);
  made.edit = new WorkspaceEdit();
  for (const { range, newText } of edits)
    made.edit.replace(document.uri, toRange(value.lines, range), newText);
  made.diagnostics = diagnostics;
  made.isPreferred = edits.length === 1;
  return made;
}
