import { FileDecoration, l10n, Uri, type FileDecorationProvider } from 'vscode';

const scheme = 'marginalia-paper';

/** A name for a tree item that carries its priority to {@link PriorityBadges}. */
export function priorityUri(priority: number | undefined, id: string): Uri | undefined {
  if (priority === undefined) return undefined;
  return Uri.from({ scheme, authority: String(priority), path: `/${encodeURIComponent(id)}` });
}

/** A paper's priority at the right edge of its row, where a long title does not push it out of sight. */
export class PriorityBadges implements FileDecorationProvider {
  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    const priority = Number(uri.authority);
    // A badge has two characters at most.
    const badge = priority < 10 ? `p${priority}` : String(priority);
    return new FileDecoration(badge, l10n.t('Priority {0}', priority));
  }
}
