import { z } from 'zod';

/** A row of the reading list, of which the key is all that is needed; groups and other rows have none. */
const rowSchema = z.union([
  z.object({ row: z.object({ paper: z.object({ key: z.string() }) }) }).transform(({ row }) => row.paper.key),
  z.object({ paper: z.object({ key: z.string() }) }).transform(({ paper }) => paper.key),
]);

/** The papers that a menu of the tree means: all that are selected, or the one it was opened on; undefined for none. */
export function selectedKeys(clicked: unknown, selection: unknown): ReadonlySet<string> | undefined {
  const rows: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [clicked];
  const keys = rows.flatMap((row) => rowSchema.safeParse(row).data ?? []);
  return keys.length === 0 ? undefined : new Set(keys);
}
