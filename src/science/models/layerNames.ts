/**
 * What the layers of a network are called, from the first to the outputs: `conv1`, `max1`, `conv2`, …, of those for
 * images, then `hidden1`, …, `output`.
 * @param count of the fully connected ones.
 */
export function layerNames(count: number, stages: readonly { readonly kind: string }[] = []): string[] {
  const names = stages.map(({ kind }, s) => {
    const same = stages.slice(0, s + 1).filter((stage) => stage.kind === kind);
    return `${kind}${same.length}`;
  });
  for (let l = 0; l < count; l++) names.push(l === count - 1 ? 'output' : `hidden${l + 1}`);
  return names;
}
