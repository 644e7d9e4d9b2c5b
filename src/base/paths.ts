/**
 * The path that leads from a file to another, both relative to the same folder, with `/`: from `notes/a.md` to
 * `data/b.csv` it is `../data/b.csv`.
 */
export function relativePath(fromFile: string, toFile: string): string {
  const from = fromFile.split('/').slice(0, -1);
  const to = toFile.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
