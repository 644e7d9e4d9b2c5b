import type { DisposableStore } from '../../../base/lifecycle';
import { registerCommand } from '../../commands';
import type { NotesFeaturePorts } from '../notesTree/ports';
import type { NotesSection } from '../notesTree/section';
import { MeetingProblems } from './meetingProblems';
import { meetingsSection } from './meetingsSection';
import { NewMeetingEntry } from './newMeetingEntry';
import { TodoWriter } from './todoWriter';
import { todosSection } from './todosSection';
import { WorkspaceMeetings } from './workspaceMeetings';

/** Meetings and to-dos: their sections of the Notes tree, ticking, and *New Meeting Entry*. */
export function registerMeetings(
  { notes, clock, log, selection }: NotesFeaturePorts,
  store: DisposableStore,
): readonly NotesSection[] {
  const meetings = store.add(new WorkspaceMeetings(notes));
  const writer = new TodoWriter(notes, meetings, log);
  const newEntry = new NewMeetingEntry(notes, meetings, clock);
  store.add(new MeetingProblems(meetings));
  store.add(
    registerCommand('marginalia.todo.markDone', log, (argument: unknown) =>
      writer.setAt(argument, selection(), true),
    ),
  );
  store.add(
    registerCommand('marginalia.todo.reopen', log, (argument: unknown) =>
      writer.setAt(argument, selection(), false),
    ),
  );
  store.add(registerCommand('marginalia.meeting.new', log, (argument: unknown) => newEntry.add(argument)));
  return [meetingsSection(meetings, writer), todosSection(meetings, writer)];
}
