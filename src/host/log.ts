import { window, type LogOutputChannel } from 'vscode';

/** The one place where Marginalia says what it did; a {@link LogOutputChannel} is also a `Logger` of the base. */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel('Marginalia', { log: true });
}
