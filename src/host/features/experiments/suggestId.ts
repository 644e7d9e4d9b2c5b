/** An id for a block that has none, a bad one or another's: from its own, else from its data and kind; not taken. */
export function suggestId(
  written: string,
  kind: string | undefined,
  dataPath: string | undefined,
  taken: ReadonlySet<string>,
): string {
  const stem = /([^/\\]+?)(?:\.[^./\\]+)?$/.exec(dataPath ?? '')?.[1] ?? '';
  const noun = kind?.split('-').at(-1) ?? 'experiment';
  const base = slug(written) || [slug(stem), noun].filter((part) => part !== '').join('-');
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}

function slug(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
}
