import type { Command } from 'commander';
import { LineIndex } from '../base/text';
import { checkCourse } from '../notes/course/checkCourse';
import { checkLectures } from '../notes/lectures/checkLectures';
import { meetingProblems } from '../notes/meetings/meetingProblems';
import { readMeetings } from '../notes/meetings/readMeetings';
import { checkedNote, checkNotes, eachNote, type NoteCheck, type NoteProblem } from '../notes/noteChecks';
import { findNotes, type NoteFile } from './notes';
import type { Io } from './terminal';
import { listTodos, todosHelp, type TodosOptions } from './todosCommand';

/** What `marginalia notes check` looks for, a line each. */
const checks: readonly NoteCheck[] = [
  eachNote(({ text }) => meetingProblems(readMeetings(text))),
  eachNote(({ text, kinds }) => (kinds.has('course') ? checkCourse(text) : [])),
  checkLectures,
];

const checkHelp = `
JSON: an array with an object a problem, in the order of the notes:
  note      the note's path as given on the command line
  line      from 1
  column    from 1
  severity  "error", "warning", "information" or "hint"
  code      what kind of problem, stable
  message   what is wrong
  remedy    what to do about it; empty where the message says it all`;

/** `marginalia notes check|todos <notes…>`: what the notes hold beside papers and experiments. */
export function registerNotesCommand(program: Command, io: Io): void {
  const notes = program.command('notes').description('Meetings, to-dos, lectures and courses in notes.');
  notes
    .command('todos')
    .description('List what is to be done, and by whom.')
    .argument('<notes...>', 'markdown notes, or folders of them')
    .option(
      '--person <name>',
      'only what this person is to do; may be repeated',
      (name: string, others: readonly string[] = []) => [...others, name],
    )
    .option('--all', 'what is done, too', false)
    .option('--people <file>', 'the names that people go by')
    .option('--json', 'print JSON', false)
    .addHelpText('after', todosHelp)
    .action((paths: string[], options: TodosOptions) => listTodos(paths, options, io));
  notes
    .command('check')
    .description('Tell what is missing or doubtful in meetings, lectures and courses.')
    .argument('<notes...>', 'markdown notes, or folders of them')
    .option('--json', 'print JSON', false)
    .addHelpText('after', checkHelp)
    .action((paths: string[], options: { readonly json: boolean }) => checkAll(paths, options.json, io));
}

async function checkAll(paths: readonly string[], json: boolean, io: Io): Promise<void> {
  const notes = await findNotes(paths);
  const problems = checkNotes(
    notes.map(({ path, text }) => checkedNote(path, text)),
    checks,
  );
  const rows = problemRows(notes, problems);
  if (json) io.stdout(`${JSON.stringify(rows, null, 2)}\n`);
  else for (const row of rows) io.stdout(`${describeRow(row)}\n`);
}

interface ProblemRow {
  readonly note: string;
  readonly line: number;
  readonly column: number;
  readonly severity: NoteProblem['severity'];
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

function problemRows(notes: readonly NoteFile[], problems: readonly NoteProblem[]): readonly ProblemRow[] {
  const lines = new Map<string, LineIndex>();
  const linesOf = (path: string): LineIndex => {
    const known = lines.get(path) ?? new LineIndex(notes.find((note) => note.path === path)?.text ?? '');
    lines.set(path, known);
    return known;
  };
  return problems.map(({ note, range, severity, code, message, remedy }) => {
    const { line, character } = linesOf(note).position(range.start);
    return { note, line: line + 1, column: character + 1, severity, code, message, remedy };
  });
}

function describeRow({ note, line, column, severity, message, remedy }: ProblemRow): string {
  return `${note}:${line}:${column}: ${severity}: ${message}${remedy === '' ? '' : ` ${remedy}`}`;
}
