import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import type { OffsetRange } from '../../../base/text';
import {
  statementKinds,
  type CourseChapter,
  type CoursePart,
  type CourseSection,
  type CourseStatement,
  type StatementKind,
} from '../../../notes/course/course';
import { readSetting } from '../../settings';
import type { NotePlace, NotesNode, NotesSection } from '../notesTree/section';
import type { CourseIndex, ReadCourseNote } from './courseIndex';
import {
  chapterDescription,
  headingLabel,
  partLabel,
  partRow,
  progressOf,
  progressText,
  progressTooltip,
  statementLabel,
  wordsText,
} from './courseText';
import { kindName, statementIcon } from './statementKinds';

/** Courses of the Notes tree: parts with their progress, chapters, sections, and what is stated in them. */
export function coursesSection(index: CourseIndex): NotesSection {
  return {
    id: 'courses',
    title: l10n.t('Courses'),
    icon: new ThemeIcon('mortar-board'),
    expanded: true,
    onDidChange: index.onDidChange,
    async content() {
      const courses = await index.all();
      if (courses.length === 0) return undefined;
      return {
        count: courses.length,
        children: () => courses.map((each) => courseNode(each, courses.length === 1)),
      };
    },
  };
}

function courseNode(read: ReadCourseNote, expanded: boolean): NotesNode {
  const { note, course } = read;
  const progress = progressOf(course.parts);
  const file = note.path.slice(note.path.lastIndexOf('/') + 1);
  const rows = new CourseRows(read);
  return {
    id: note.uri.toString(),
    label: course.title ?? file,
    description: `${progressText(progress)} · ${note.path}`,
    tooltip: () => progressTooltip(course.title ?? note.path, progress, rows.stubWords),
    icon: new ThemeIcon('book'),
    contextValue: 'course',
    expanded,
    place: { note: note.uri.toString(), line: 0 },
    children: () => rows.ofCourse(),
  };
}

class CourseRows {
  readonly stubWords: number;

  constructor(private readonly read: ReadCourseNote) {
    this.stubWords = readSetting('marginalia.courses.stubWords', read.note.folder);
  }

  ofCourse(): readonly NotesNode[] {
    const { parts, statements } = this.read.course;
    // A part without a heading holds what stands outside the parts: it adds no level of its own.
    const rows = parts.flatMap((part, index) =>
      part.heading === undefined && part.title === ''
        ? part.chapters.map((chapter, at) => this.chapter(chapter, `${index}.${at}`))
        : [this.part(part, String(index))],
    );
    return statements.length === 0 ? rows : [...rows, this.statements(statements)];
  }

  private part(part: CoursePart, id: string): NotesNode {
    const label = partLabel(part);
    const progress = progressText(part.progress);
    return {
      id,
      label: partRow(part),
      description: progress,
      spoken: `${label}, ${progress}`,
      tooltip: () => progressTooltip(label, part.progress, this.stubWords),
      icon: new ThemeIcon('library'),
      contextValue: 'coursePart',
      place: this.place(part.heading ?? part.range),
      children: () => part.chapters.map((chapter, index) => this.chapter(chapter, String(index))),
    };
  }

  private chapter(chapter: CourseChapter, id: string): NotesNode {
    const label = headingLabel(chapter.number, chapter.title);
    const description = chapterDescription(chapter);
    const inside = this.inside(chapter);
    return {
      id,
      label,
      description,
      tooltip: chapterTooltip(label, chapter),
      icon: chapterIcon(chapter),
      contextValue: chapter.stub ? 'courseChapter.stub' : 'courseChapter',
      place: this.place(chapter.heading ?? chapter.range),
      spoken: [label, description, chapter.stub?.why ?? ''].filter((part) => part !== '').join(', '),
      ...(inside.length > 0 ? { children: () => this.below(inside, 0) } : {}),
    };
  }

  /** What is stated in the chapter, and its sections, in the order of the text. */
  private inside(chapter: CourseChapter): readonly (CourseSection | CourseStatement)[] {
    const { start, end } = chapter.range;
    const statements = chapter.heading
      ? this.read.course.statements.filter(({ range }) => range.start >= start && range.start < end)
      : [];
    return [...chapter.sections, ...statements].sort((a, b) => a.range.start - b.range.start);
  }

  /** The rows of `all` from a place on; a section's row takes those that stand within it. */
  private below(all: readonly (CourseSection | CourseStatement)[], level: number): readonly NotesNode[] {
    const rows: NotesNode[] = [];
    for (let index = 0; index < all.length; index++) {
      const each = all[index];
      if (!each) continue;
      const id = `${level}.${index}`;
      if ('kind' in each) {
        rows.push(this.statement(each, id));
        continue;
      }
      let next = index + 1;
      while (each.heading && (all[next]?.range.start ?? Infinity) < each.range.end) next++;
      const within = all.slice(index + 1, next);
      index += within.length;
      rows.push({
        id,
        label: headingLabel(each.number, each.title),
        description: each.heading ? wordsText(each.words) : l10n.t('not in the text'),
        icon: new ThemeIcon('three-bars'),
        contextValue: 'courseSection',
        place: this.place(each.heading ?? each.range),
        ...(within.length > 0 ? { children: () => this.below(within, level + 1) } : {}),
      });
    }
    return rows;
  }

  private statements(statements: readonly CourseStatement[]): NotesNode {
    const kinds = statementKinds.filter((kind) => statements.some((each) => each.kind === kind));
    const ofKind = (kind: StatementKind) => statements.filter((each) => each.kind === kind);
    return {
      id: 'statements',
      label: l10n.t('Theorems and definitions'),
      description: String(statements.length),
      icon: new ThemeIcon('list-tree'),
      contextValue: 'courseStatements',
      children: () =>
        kinds.map((kind) => ({
          id: kind,
          label: kindName(kind),
          description: String(ofKind(kind).length),
          icon: statementIcon(kind),
          children: () => ofKind(kind).map((each, index) => this.statement(each, String(index))),
        })),
    };
  }

  private statement(statement: CourseStatement, id: string): NotesNode {
    const label = statementLabel(statement);
    return {
      id,
      label,
      description: statement.excerpt,
      icon: statementIcon(statement.kind),
      contextValue: 'courseStatement',
      place: this.place(statement.range),
    };
  }

  private place({ start }: OffsetRange): NotePlace {
    return { note: this.read.note.uri.toString(), line: this.read.lines.position(start).line };
  }
}

function chapterIcon({ kind, stub }: CourseChapter): ThemeIcon {
  if (kind === 'matter') return new ThemeIcon('note');
  return stub
    ? new ThemeIcon('circle-large-outline', new ThemeColor('disabledForeground'))
    : new ThemeIcon('circle-large-filled', new ThemeColor('charts.green'));
}

function chapterTooltip(label: string, { stub, sections, words }: CourseChapter): string {
  if (stub) return `${label}\n\n${stub.why}`;
  const empty = sections.filter((section) => section.words === 0).length;
  const rest =
    empty === 0 ? [] : [l10n.t('{0} of {1} sections have no text of their own.', empty, sections.length)];
  return [label, wordsText(words), ...rest].join('\n\n');
}
