/** A file name for a note of that title: letters of any script stay, everything that some system forbids goes. */
export function noteFileName(title: string): string {
  const name = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(name);
  return `${name === '' || reserved ? `lecture${name && `-${name}`}` : name}.md`;
}

/** The name itself, or the first of "name-2.md", "name-3.md" … that is free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/\.md$/, '');
  const isTaken = (candidate: string): boolean => taken.has(candidate.toLowerCase());
  if (!isTaken(name)) return name;
  let count = 2;
  while (isTaken(`${stem}-${count}.md`)) count++;
  return `${stem}-${count}.md`;
}
