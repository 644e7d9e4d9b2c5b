import type { LayerResult } from '../experiments/layers/layerResult';

/** A sentence, and the layers and the estimator it is about. */
export interface LayerWarning {
  readonly about: string | undefined;
  readonly text: string;
}

const mostNamed = 4;

/**
 * The warnings of a result and of its estimates, each once: many layers give rise to the same one. What differs in
 * numbers alone is told of the first layer, with how many others.
 */
export function sharedWarnings({ layers, estimators, warnings }: LayerResult): readonly LayerWarning[] {
  const shared = estimators.flatMap((key) => {
    const groups = new Map<string, { text: string; layers: string[] }>();
    for (const { name, estimates } of layers) {
      for (const text of estimates.find((each) => each.key === key)?.warnings ?? []) {
        const kind = text.replace(/[\d.]+/g, '#');
        const group = groups.get(kind);
        if (group) group.layers.push(name);
        else groups.set(kind, { text, layers: [name] });
      }
    }
    return [...groups.values()].map(({ text, layers: names }) => ({
      about: `${key} in ${listed(names)}`,
      text,
    }));
  });
  return [...warnings.map((text) => ({ about: undefined, text })), ...shared];
}

function listed(names: readonly string[]): string {
  return names.length > mostNamed
    ? `${names.slice(0, mostNamed - 1).join(', ')} and ${names.length - mostNamed + 1} more`
    : names.join(', ');
}
