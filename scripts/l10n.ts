/** Writes `l10n/bundle.l10n.json`, which translators start from: `npx tsx scripts/l10n.ts` after a text changed. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths';

export const bundleFile = join(root, 'l10n', 'bundle.l10n.json');

/** Every text that the extension host gives to `l10n.t`, and calls whose text is not written out there. */
export function localisedTexts(): {
  readonly texts: readonly string[];
  readonly unreadable: readonly string[];
} {
  const texts = new Set<string>();
  const unreadable: string[] = [];
  const folder = join(root, 'src', 'host');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const source = readFileSync(join(folder, file), 'utf8');
    for (const call of source.matchAll(/\bl10n\.t\(\s*/g)) {
      const literal = /^(['"`])((?:\\.|(?!\1)[^\\])*)\1/.exec(source.slice(call.index + call[0].length));
      const [, quote, text] = literal ?? [];
      if (text === undefined || (quote === '`' && text.includes('${')))
        unreadable.push(`${file}:${call.index}`);
      else texts.add(text.replace(/\\(.)/g, '$1'));
    }
  }
  return { texts: [...texts].sort(), unreadable };
}

function write(): void {
  const { texts } = localisedTexts();
  mkdirSync(join(root, 'l10n'), { recursive: true });
  const bundle = Object.fromEntries(texts.map((text) => [text, text]));
  writeFileSync(bundleFile, `${JSON.stringify(bundle, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) write();
