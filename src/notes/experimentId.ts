/** Letters, marks and digits of any script, `_`, `-`. It names folders, so its length is bounded. */
const idPattern = /^[\p{L}\p{N}_-][\p{L}\p{M}\p{N}_-]*$/u;
const longestId = 60;

/** What is wrong with an experiment's id, as the rest of a sentence; undefined where it is good. */
export function experimentIdFault(id: string): string | undefined {
  if (id === '') return 'has no id';
  if (id.length > longestId) return `has an id of ${id.length} characters; ${longestId} is the most`;
  if (!idPattern.test(id)) return `has the id “${id}”, which is not one word of letters, digits, _ and -`;
  return undefined;
}
