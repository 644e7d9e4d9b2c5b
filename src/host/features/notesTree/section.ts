import type { Command, Event, MarkdownString, ThemeIcon } from 'vscode';
import { z } from 'zod';

/** A row of the Notes tree, as a plain value: sections make them, the tree shows them. */
export interface NotesNode {
  /** Its own among its siblings, and the same after a refresh: what was expanded and selected stays so. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown from notes is escaped by who makes it. A function is called when the tooltip is asked for. */
  readonly tooltip?: string | MarkdownString | (() => string | MarkdownString);
  readonly icon?: ThemeIcon;
  /** What `viewItem` is in the menus of `package.json`. */
  readonly contextValue?: string;
  /** The line that a click shows, where no other command is given. */
  readonly place?: NotePlace;
  readonly command?: Command;
  /** For commands of the context menu, which take it out with {@link commandTarget}. Plain data. */
  readonly target?: unknown;
  /** A check box of the tree; ticking it calls {@link NotesSection.setChecked}. */
  readonly checked?: boolean;
  readonly expanded?: boolean;
  /** Read aloud instead of label and description, where those alone do not say it. */
  readonly spoken?: string;
  /** Undefined for a leaf. */
  readonly children?: () => readonly NotesNode[];
}

/** Plain values, since they cross the editor. */
export const notePlaceSchema = z.object({ note: z.string(), line: z.number().int() });
export type NotePlace = z.infer<typeof notePlaceSchema>;

/** What a section has to show now. */
export interface SectionContent {
  /** Shown beside the title. */
  readonly count: number;
  readonly children: () => readonly NotesNode[];
}

/** A top row of the Notes tree with what is below it. It is shown while its content is not undefined. */
export interface NotesSection {
  readonly id: string;
  readonly title: string;
  readonly icon: ThemeIcon;
  /** `section.<id>` is its `viewItem`. */
  readonly expanded: boolean;
  readonly onDidChange: Event<void>;
  /** Resolves once the notes have been read; undefined where no note of the workspace concerns the section. */
  content(): Promise<SectionContent | undefined>;
  /** Rejects where the note changed meanwhile: the tree then shows the box as the note has it. */
  setChecked?(nodes: readonly { readonly node: NotesNode; readonly checked: boolean }[]): Promise<void>;
}

/** What a command of the tree is about: given as its argument, or as the `target` of the row it was called on. */
export function commandTarget<T>(schema: z.ZodType<T>, argument: unknown): T | undefined {
  const direct = schema.safeParse(argument);
  if (direct.success) return direct.data;
  const row = z.object({ target: schema }).safeParse(argument);
  return row.success ? row.data.target : undefined;
}
