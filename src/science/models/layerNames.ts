/** What the layers of a network of so many are called, from the first to the outputs. */
export function layerNames(count: number): string[] {
  return Array.from({ length: count }, (_, l) => (l === count - 1 ? 'output' : `hidden${l + 1}`));
}
