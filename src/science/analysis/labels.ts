const collator = new Intl.Collator('en', { numeric: true });

/** Class labels, each once, as people list them: `2` before `10`. */
export function inOrder(labels: Iterable<string>): string[] {
  return [...new Set(labels)].sort((a, b) => collator.compare(a, b));
}
