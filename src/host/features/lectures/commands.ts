import { env, l10n, Range, Selection, Uri, window, workspace } from 'vscode';
import { AbortedError } from '../../../base/abort';
import { CodedError } from '../../../base/errors';
import type { Logger } from '../../../base/logger';
import { answerPlace } from '../../../notes/lectures/answer';
import { chainSummary } from '../../../notes/lectures/chain';
import { gapEdits } from '../../../notes/lectures/gapEdits';
import type { IndexedNote } from '../../notes/noteIndex';
import { writeNotes } from '../../notes/noteWriter';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { LectureIndex, ReadNote } from './lectureIndex';
import { lectureTitle, placedLectures, type PlacedLecture } from './lectureRows';
import { gapId, type GapTarget, type LectureTarget, type QuestionTarget } from './targets';
import type { LectureTemplates } from './templates';

export interface LecturePorts {
  readonly index: LectureIndex;
  readonly notes: WorkspaceNotes;
  readonly templates: LectureTemplates;
  readonly log: Logger;
}

/** Copies the chain of a lecture's limitations and fixes as markdown. */
export async function copySummary({ index }: LecturePorts, target: LectureTarget | undefined): Promise<void> {
  const lectures = placedLectures(index);
  const asked = lectures.find(
    ({ note, lecture }) => note.uri.toString() === target?.note && lecture.range.start === target.lecture,
  );
  const chosen = asked ?? (await pickLecture(lectures));
  await env.clipboard.writeText(chainSummary({ ...chosen.lecture, title: chosen.lecture.title }));
  void window.setStatusBarMessage(
    l10n.t('Copied the limitations and fixes of {0}.', lectureTitle(chosen)),
    3000,
  );
}

async function pickLecture(lectures: readonly PlacedLecture[]): Promise<PlacedLecture> {
  const items = lectures.map((placed) => ({
    label: lectureTitle(placed),
    description: placed.note.path,
    placed,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('The lecture to sum up') });
  if (!picked) throw new AbortedError();
  return picked.placed;
}

/** Opens the note at the place for an answer, with a line for it where there is none. */
export async function answerQuestion({ index }: LecturePorts, target: QuestionTarget): Promise<void> {
  const uri = Uri.parse(target.note, true);
  const document = await workspace.openTextDocument(uri);
  const editor = await window.showTextDocument(document);
  const read = index.inDocument(document);
  const lectures = read?.value.lectures.lectures ?? [];
  const all = lectures.flatMap((lecture) => lecture.questions.map((question) => ({ lecture, question })));
  const same = all.filter(({ question }) => question.question.text === target.text);
  const found = same.find(({ question }) => question.whole.start === target.question) ?? same[0];
  if (!found) throw changed();
  const { edits, cursor } = answerPlace(document.getText(), found.lecture, found.question);
  const applied = await editor.edit((builder) => {
    for (const { range, newText } of edits) {
      builder.replace(new Range(document.positionAt(range.start), document.positionAt(range.end)), newText);
    }
  });
  if (!applied) throw changed();
  const at = document.positionAt(cursor);
  editor.selection = new Selection(at, at);
  editor.revealRange(new Range(at, at));
}

/** Inserts what a row under "Missing" tells of. */
export async function fillGap(
  { index, notes, templates, log }: LecturePorts,
  target: GapTarget,
): Promise<void> {
  const note = notes.get(Uri.parse(target.note, true));
  if (!note) throw changed();
  const outcome = await writeNotes(
    [note],
    (text, current) => {
      const read: IndexedNote<ReadNote>['value'] | undefined = index.notes.of({ ...current, text });
      const gaps = read?.lectures.lectures.flatMap((lecture) => index.gaps(note, lecture)) ?? [];
      const same = gaps.filter((gap) => gapId(gap) === target.gap);
      const gap = same.find(({ range }) => range.start === target.at) ?? same[0];
      return gap ? gapEdits(text, gap, templates.of(note.folder)) : [];
    },
    log,
  );
  if (outcome.failed.length > 0) throw changed();
}

function changed(): CodedError {
  return new CodedError('note.changed', l10n.t('The note has changed.'), {
    remedy: l10n.t('Look at it again: what this was about may be elsewhere now.'),
  });
}
