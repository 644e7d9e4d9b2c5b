import type { Uri } from 'vscode';

/** What a link from outside the editor asks for: `vscode://marginalia.marginalia/add?paper=<identifier or link>`. */
export function paperOfUri(uri: Uri): string | undefined {
  if (uri.path !== '/add') return undefined;
  const query = new URLSearchParams(uri.query);
  const text = query.get('paper') ?? query.get('url') ?? query.get('id');
  return text === null || text.length > 2000 ? undefined : text;
}
