import {
  l10n,
  QuickPickItemKind,
  Range,
  ThemeIcon,
  window,
  workspace,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import type { Question } from '../../../notes/lectures/lecture';
import { passageLines } from '../../../notes/lectures/passageLines';
import { executeCommand } from '../../commands';
import type { LectureIndex } from './lectureIndex';
import { lectureTitle, placedLectures, type PlacedLecture } from './lectureRows';
import { questionTarget } from './targets';

interface Card {
  readonly placed: PlacedLecture;
  readonly question: Question;
}

type Step = 'reveal' | 'next' | 'previous' | 'open' | 'answer';
interface StepItem extends QuickPickItem {
  readonly step?: Step;
}

/** Characters that a line of a quick pick shows; Hangul is twice as wide. */
const lineWidth = 88;

/**
 * Walks through the questions of all lectures, those without an answer first: Enter reveals the answer, Enter again
 * goes on to the next question.
 */
export async function reviewQuestions(index: LectureIndex): Promise<void> {
  await index.ready;
  const cards = placedLectures(index).flatMap((placed) =>
    placed.lecture.questions.map((question) => ({ placed, question })),
  );
  const ordered = [...cards].sort(
    (a, b) => Math.min(1, a.question.answers.length) - Math.min(1, b.question.answers.length),
  );
  if (ordered.length === 0) {
    void window.showInformationMessage(
      l10n.t('No lecture note holds a question yet. “- Q. …” with “- A. …” below it is one.'),
    );
    return;
  }
  await walk(ordered);
}

function walk(cards: readonly Card[]): Promise<void> {
  const pick = window.createQuickPick<StepItem>();
  pick.ignoreFocusOut = true;
  pick.totalSteps = cards.length;
  let at = 0;
  let revealed = false;
  const show = (): void => {
    const card = cards[at];
    if (!card) return pick.hide();
    pick.step = at + 1;
    pick.title = [l10n.t('Review'), lectureTitle(card.placed), partOf(card)]
      .filter((part) => part !== '')
      .join(' · ');
    pick.placeholder = revealed ? l10n.t('Enter: next question') : l10n.t('Enter: reveal the answer');
    showItems(pick, card, revealed, at === 0, at === cards.length - 1);
  };
  const go = (to: number): void => {
    at = to;
    revealed = false;
    show();
  };
  return new Promise((resolve) => {
    pick.onDidChangeValue(() => (pick.value = ''));
    pick.onDidHide(() => {
      pick.dispose();
      resolve();
    });
    pick.onDidAccept(async () => {
      const [item] = pick.activeItems;
      const card = cards[at];
      const step = item?.step ?? (revealed ? 'next' : 'reveal');
      if (step === 'next') return go(at + 1);
      if (step === 'previous') return go(Math.max(0, at - 1));
      if (step === 'reveal') {
        revealed = true;
        return show();
      }
      pick.hide();
      if (card && step === 'answer')
        await executeCommand('marginalia.question.answer', questionTarget(card.placed.note, card.question));
      else if (card) await openQuestion(card);
    });
    show();
    pick.show();
  });
}

function showItems(
  pick: QuickPick<StepItem>,
  card: Card,
  revealed: boolean,
  isFirst: boolean,
  isLast: boolean,
): void {
  const { question, placed } = card;
  const { text } = placed.value.lectures;
  const lines = (range: Question['whole'], icon: string): StepItem[] =>
    passageLines(text, range).flatMap(({ depth, text: line }, index) =>
      wrap(line, lineWidth - 4 * depth).map((part, place) => ({
        label: `${index === 0 && place === 0 ? `$(${icon}) ` : '\u2003'.repeat(depth + 1)}${plain(part)}`,
        alwaysShow: true,
      })),
    );
  const answered = question.answers.length > 0;
  const answer: StepItem[] = answered
    ? question.answers.flatMap(({ range }) => lines(range, 'pass'))
    : [{ label: l10n.t('There is no answer in the note yet.'), alwaysShow: true }];
  const primary: StepItem = revealed
    ? {
        step: 'next',
        label: isLast ? l10n.t('Finish') : l10n.t('Next question'),
        iconPath: new ThemeIcon('arrow-right'),
      }
    : { step: 'reveal', label: l10n.t('Reveal the answer'), iconPath: new ThemeIcon('eye') };
  const separator = (label: string): StepItem => ({ label, kind: QuickPickItemKind.Separator });
  pick.items = [
    separator(l10n.t('Question')),
    ...lines(question.question.range, 'question'),
    ...(revealed ? [separator(l10n.t('Answer')), ...answer] : []),
    separator(''),
    { ...primary, alwaysShow: true },
    ...(revealed && !answered
      ? [
          {
            step: 'answer' as const,
            label: l10n.t('Write the answer'),
            iconPath: new ThemeIcon('edit'),
            alwaysShow: true,
          },
        ]
      : []),
    ...(!revealed && !isLast
      ? [
          {
            step: 'next' as const,
            label: l10n.t('Skip'),
            iconPath: new ThemeIcon('debug-step-over'),
            alwaysShow: true,
          },
        ]
      : []),
    ...(isFirst
      ? []
      : [
          {
            step: 'previous' as const,
            label: l10n.t('Previous question'),
            iconPath: new ThemeIcon('arrow-left'),
            alwaysShow: true,
          },
        ]),
    {
      step: 'open' as const,
      label: l10n.t('Open in the note'),
      iconPath: new ThemeIcon('go-to-file'),
      alwaysShow: true,
    },
  ];
  const active = pick.items.find(({ step }) => step === primary.step);
  pick.activeItems = active ? [active] : [];
}

function partOf({ placed, question }: Card): string {
  return placed.lecture.parts.find(({ questions }) => questions.includes(question))?.name ?? '';
}

/** `$(name)` in a label would be an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const length = [...word].reduce((sum, character) => sum + (/[\u1100-\uffdc]/.test(character) ? 2 : 1), 0);
    if (used > 0 && used + 1 + length > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += (used > 0 ? ' ' : '') + word;
    used += length + 1;
  }
  return [...lines, line];
}

async function openQuestion({ placed, question }: Card): Promise<void> {
  const document = await workspace.openTextDocument(placed.note.uri);
  const { start, end } = question.question.range;
  await window.showTextDocument(document, {
    selection: new Range(document.positionAt(start), document.positionAt(end)),
  });
}
