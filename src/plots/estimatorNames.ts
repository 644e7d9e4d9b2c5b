/** Estimators as papers write them; keys stay as users write them in a block. */
const names: Readonly<Record<string, string>> = { twonn: 'TwoNN', mle: 'MLE', pca: 'PCA' };

export function estimatorName(id: string): string {
  return Object.hasOwn(names, id) ? (names[id] ?? id) : id;
}
