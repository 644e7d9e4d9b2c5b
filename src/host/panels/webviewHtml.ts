export interface WebviewHtml {
  /** Unguessable, new for every page. */
  readonly nonce: string;
  /** Where the editor serves a webview's own files from, as a CSP source. */
  readonly cspSource: string;
  readonly script: string;
  readonly styles: string;
  readonly title: string;
  /** Whether the page turns its figures into pictures, for which it must load its own SVG as an image. */
  readonly paints?: boolean;
  /** Reaches the script as `data-*` attributes of the body. */
  readonly data: Readonly<Record<string, string>>;
}

/**
 * The page of a webview: one script with a nonce, one style sheet, no inline code or style, no network, no eval.
 * Imports no `vscode`, so that tests run the page as it is in a plain browser.
 */
export function webviewHtml({ nonce, cspSource, script, styles, title, data, paints }: WebviewHtml): string {
  const policy = [
    "default-src 'none'",
    // Neither falls back to the default.
    "base-uri 'none'",
    "form-action 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `img-src ${cspSource}${paints === true ? ' data:' : ''}`,
    `font-src ${cspSource}`,
  ].join('; ');
  const attributes = Object.entries(data).map(([key, value]) => ` data-${key}="${escapeHtml(value)}"`);
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="${escapeHtml(styles)}" nonce="${nonce}">
  </head>
  <body${attributes.join('')}>
    <main id="app"></main>
    <script nonce="${nonce}" src="${escapeHtml(script)}"></script>
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
