import { languages, type DiagnosticCollection, type Disposable } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { LineIndex } from '../../../base/text';
import { meetingProblems } from '../../../notes/meetings/meetingProblems';
import { toDiagnostic } from '../../problems';
import type { WorkspaceMeetings } from './workspaceMeetings';

const settleMs = 400;
/** What is in the side panel comes first when a window opens. */
const firstMs = 2_000;

/** What is doubtful in the notes' meetings, as information among the Problems. */
export class MeetingProblems implements Disposable {
  private readonly collection: DiagnosticCollection;
  private readonly store = new DisposableStore();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly meetings: WorkspaceMeetings) {
    this.collection = this.store.add(languages.createDiagnosticCollection('marginalia.meetings'));
    this.store.add(meetings.onDidChange(() => this.updateSoon()));
    this.updateSoon(firstMs);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private updateSoon(pause = settleMs): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), pause);
  }

  private async update(): Promise<void> {
    const notes = await this.meetings.all();
    const shown = new Set<string>();
    for (const { note, value } of notes) {
      const problems = meetingProblems(value);
      if (problems.length === 0) continue;
      shown.add(note.uri.toString());
      const lines = new LineIndex(note.text);
      this.collection.set(
        note.uri,
        problems.map((problem) => toDiagnostic(problem, lines)),
      );
    }
    this.collection.forEach((uri) => {
      if (!shown.has(uri.toString())) this.collection.delete(uri);
    });
  }
}
