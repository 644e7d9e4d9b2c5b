import type { OffsetRange } from '../../base/text';
import { trimRange } from '../outline/lines';
import type { OutlineNode } from '../outline/outline';
import type { Question } from './lecture';
import { isBlankPassage, passageOf } from './passages';
import { rowCells } from './tableCells';
import { normaliseLabel } from './words';

const dress = String.raw`[\s*_~"“'(\[]*`;
const ending = String.raw`\s*(?:#?\d{1,3}|s)?[\])]?[*_]*\s*(?:[:：]|[)）.](?=$|[^\p{L}\p{N}]|\p{Script=Hangul})|\s[–—-]\s|—|(?<=[\])])(?=\s|$))[*_]*\s*`;
const questionMark = new RegExp(
  `^(?:${dress}(?:q|ques|question|질문|질의|의문|궁금한 점|물음)${ending}|[❓❔🤔]\\ufe0f?\\s*)`,
  'iu',
);
const answerMark = new RegExp(
  `^(?:${dress}(?:a|ans|answer|답|답변|대답|해답|해결|정답)${ending}|[💡✅]\\ufe0f?\\s*)`,
  'iu',
);
const answerWithin = new RegExp(
  String.raw`\s[*_]*(?:a|ans|answer|답|답변|해결)\d{0,2}\s*(?:[:：]|\.(?=\s))[*_]*\s*|(?<=[?？])\s*(?:→|⇒|->|=>|⟶)\s*`,
  'iu',
);
const lookAt = 60;

/** The questions that a node holds below it, in order, with their answers, however these are nested. */
export function readQuestions(
  text: string,
  parent: OutlineNode,
  isSection: (node: OutlineNode) => boolean,
): readonly Question[] {
  const reader = new QuestionReader(text, isSection);
  reader.read(parent.children, false);
  return reader.found.sort((a, b) => a.whole.start - b.whole.start);
}

interface Draft {
  readonly node: OutlineNode;
  question: OffsetRange;
  end: number;
  /** The last may grow by the lines that follow it. */
  readonly answers: OffsetRange[];
  openAnswer: number | undefined;
}

class QuestionReader {
  readonly found: Question[] = [];

  constructor(
    private readonly text: string,
    private readonly isSection: (node: OutlineNode) => boolean,
  ) {}

  /** Reads siblings; `asks`: whether they stand in a section that is there for questions. */
  read(siblings: readonly OutlineNode[], asks: boolean): void {
    const unmarked = asks && !siblings.some((node) => this.markOf(node, questionMark) > 0);
    let open: Draft | undefined;
    const close = (): void => {
      if (open) this.close(open);
      open = undefined;
    };
    for (const node of siblings) {
      const question = this.markOf(node, questionMark);
      const answer = question > 0 ? 0 : this.markOf(node, answerMark);
      if (question > 0) {
        close();
        open = this.openQuestion(node, node.line.content.start + question);
      } else if (answer > 0 && open) this.addAnswer(open, node, node.line.content.start + answer);
      else if (node.kind === 'table') {
        close();
        this.readTable(node, asks);
      } else if ((unmarked || (asks && this.endsAsking(node))) && this.asksItself(node)) {
        close();
        open = this.openQuestion(node, node.line.content.start);
      } else if (open && this.goesOn(open, node)) this.extend(open, node);
      else {
        if (node.kind === 'heading') close();
        this.read(node.children, asks || this.isSection(node));
      }
    }
    close();
  }

  private markOf({ kind, line: { content } }: OutlineNode, mark: RegExp): number {
    if (kind === 'table' || kind === 'verbatim') return 0;
    return (
      mark.exec(this.text.slice(content.start, Math.min(content.end, content.start + lookAt)))?.[0].length ??
      0
    );
  }

  /** In a section for questions, a bullet or a heading is one; a line of text where it ends as one does. */
  private asksItself(node: OutlineNode): boolean {
    if (this.holdsMarks(node)) return false;
    if (node.kind === 'item' || node.kind === 'heading') return !this.isSection(node);
    return node.kind === 'text' && this.endsAsking(node);
  }

  /** "… so?", "… so? (ask Ada)": a question even beside others that have a mark before them. */
  private endsAsking({ kind, line: { content } }: OutlineNode): boolean {
    const end = this.text.slice(Math.max(content.start, content.end - 80), content.end);
    return kind !== 'verbatim' && /[?？][\s*_)"”]*(?:[(（][^()（）]{0,60}[)）][\s*_]*)?$/u.test(end);
  }

  private holdsMarks(node: OutlineNode): boolean {
    return node.children.some((child) => this.markOf(child, questionMark) > 0);
  }

  private openQuestion(node: OutlineNode, from: number): Draft {
    const { content } = node.line;
    const within = answerWithin.exec(this.text.slice(from, Math.min(content.end, from + 1000)));
    const question = trimRange(this.text, from, within ? from + within.index : content.end);
    const draft: Draft = { node, question, end: content.end, answers: [], openAnswer: undefined };
    const below = [...node.children];
    // Lines right below it that no blank one divides from it go on with the question.
    while (
      !within &&
      below[0]?.kind === 'text' &&
      !below[0].apart &&
      this.markOf(below[0], answerMark) === 0 &&
      below.length > 0
    ) {
      const next = below.shift();
      if (next) draft.question = { start: draft.question.start, end: next.end };
    }
    if (within)
      this.add(draft, { start: from + within.index + within[0].length, end: node.end }, content.end);
    else this.readBelow(draft, below);
    draft.end = Math.max(draft.end, node.end);
    return draft;
  }

  /** What is nested below a question: answers with a mark, further questions, or all of it the answer. */
  private readBelow(draft: Draft, below: readonly OutlineNode[]): void {
    const isMarked = below.some((node) => this.markOf(node, answerMark) > 0);
    const isAsked = below.some((node) => this.markOf(node, questionMark) > 0);
    if (isAsked) return this.read(below, false);
    if (isMarked) {
      for (const node of below) {
        const mark = this.markOf(node, answerMark);
        if (mark > 0) this.addAnswer(draft, node, node.line.content.start + mark);
        else if (draft.answers.length > 0) this.extend(draft, node);
        else if (node.kind === 'item' || node.kind === 'text')
          draft.question = { start: draft.question.start, end: node.end };
      }
      return;
    }
    const [first] = below;
    const last = below.at(-1);
    if (first && last)
      this.add(draft, { start: first.line.content.start, end: last.end }, draft.node.line.content.end);
  }

  private addAnswer(draft: Draft, node: OutlineNode, from: number): void {
    const start = Math.min(from, node.line.content.end);
    const body = trimRange(this.text, start, Math.max(start, node.end));
    this.add(draft, body, node.line.content.end);
    draft.end = Math.max(draft.end, node.end);
  }

  private add(draft: Draft, body: OffsetRange, open: number): void {
    if (isBlankPassage(this.text, body)) draft.openAnswer ??= open;
    else draft.answers.push(body);
  }

  /** Paragraphs, formulas and pictures after an answer that stand beside it, not below. */
  private goesOn(open: Draft, node: OutlineNode): boolean {
    if (node.kind !== 'text' && node.kind !== 'verbatim') return false;
    return open.node.kind === 'text' || (open.node.kind === 'item' && !node.apart);
  }

  private extend(open: Draft, node: OutlineNode): void {
    const last = open.answers.pop();
    const start = last?.start ?? node.line.content.start;
    if (!last && isBlankPassage(this.text, { start, end: node.end })) return;
    open.answers.push({ start, end: node.end });
    open.openAnswer = undefined;
    open.end = Math.max(open.end, node.end);
  }

  private close({ node, question, end, answers, openAnswer }: Draft): void {
    if (isBlankPassage(this.text, question) && answers.length === 0) return;
    this.found.push({
      question: passageOf(this.text, question),
      whole: { start: node.line.content.start, end },
      answers: answers.map((range) => passageOf(this.text, range)),
      openAnswer: answers.length > 0 ? undefined : openAnswer,
      node,
    });
  }

  private readTable(table: OutlineNode, asks: boolean): void {
    const [header, ...rows] = table.lines;
    const names = header
      ? rowCells(this.text, header).map((cell) => normaliseLabel(this.text.slice(cell.start, cell.end)))
      : [];
    const column = names.findIndex((name) => /^(?:q|questions?|질문|의문|궁금한 점)$/.test(name));
    if (column < 0 && !asks) return;
    for (const line of rows) {
      const cells = rowCells(this.text, line);
      const question = cells[Math.max(0, column)];
      if (!question || isBlankPassage(this.text, question)) continue;
      const answers = cells.slice(Math.max(0, column) + 1).filter((cell) => !isBlankPassage(this.text, cell));
      this.found.push({
        question: passageOf(this.text, question),
        whole: { start: line.content.start, end: line.content.end },
        answers: answers.map((cell) => passageOf(this.text, cell)),
        openAnswer: undefined,
        node: table,
      });
    }
  }
}
