import { err, ok, type Result } from '../base/result';
import { suggest } from '../base/suggest';
import type { LayerResult } from '../experiments/layers/layerResult';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { parseEstimator } from '../science/estimators/estimatorSpec';
import type { LiveValueError } from './liveValueError';

/** An estimate in a layer. */
export interface LayerValue {
  readonly layer: string;
  readonly estimate: DimensionEstimate;
}

/** Words that stand for a layer where none is called so. */
export const layerWords = ['max', 'min', 'first', 'last'] as const;
type LayerWord = (typeof layerWords)[number];

/** Every estimate of one of the result's estimators, from input to output. */
export function valuesBy(result: LayerResult, key: string): readonly LayerValue[] {
  return result.layers.flatMap(({ name, estimates }) => {
    const estimate = estimates.find((each) => each.key === key);
    return estimate === undefined ? [] : [{ layer: name, estimate }];
  });
}

/** The value that a word stands for among one estimator's; undefined where that has none. */
export function valueOfWord(values: readonly LayerValue[], word: LayerWord): LayerValue | undefined {
  if (word === 'first' || word === 'last') return values.at(word === 'first' ? 0 : -1);
  const sign = word === 'max' ? 1 : -1;
  return [...values].sort((a, b) => sign * (b.estimate.dimension - a.estimate.dimension))[0];
}

/** A value under the name that a live value gives it. */
export interface NamedLayerValue extends LayerValue {
  readonly field: string;
}

/** The few that stand for the whole where there is little room: the greatest and the last, by the first estimator. */
export function layerHeadlines(result: LayerResult): readonly NamedLayerValue[] {
  const values = valuesBy(result, result.estimators[0] ?? '');
  return (['max', 'last'] as const).flatMap((field) => {
    const found = valueOfWord(values, field);
    return found === undefined ? [] : [{ ...found, field }];
  });
}

/** Every name that a live value may use of the result, those one asks for most first. */
export function layerFields(result: LayerResult): readonly string[] {
  const [first] = result.estimators;
  const ofLayers = result.estimators.flatMap((key) =>
    valuesBy(result, key).map(({ layer }) => (key === first ? layer : `${layer}.${key}`)),
  );
  return [...layerHeadlines(result).map(({ field }) => field), ...ofLayers];
}

/**
 * The estimate that a live value's field names: `conv3`, `max`, `last`, each by the first estimator unless one follows
 * after a dot, as in `conv3.pca(version=ratio,alpha=0.9)`. White space makes no difference.
 */
export function selectLayerValue(
  field: string,
  experimentId: string,
  result: LayerResult,
): Result<LayerValue, LiveValueError> {
  const [first = ''] = result.estimators;
  for (const { place, key } of readings(field, first)) {
    const values = valuesBy(result, key);
    const named = values.find(({ layer }) => compact(layer) === place);
    const word = layerWords.find((each) => each === place);
    const found = named ?? (word && valueOfWord(values, word));
    if (found) return ok(found);
  }
  const names = [...result.layers.map(({ name }) => name), ...layerWords];
  const near = suggest(field, names);
  return err({
    message: `The last run of ${experimentId} has no value “${field}”.`,
    remedy:
      `${near === undefined ? '' : `Did you mean “${near}”? `}It has ${listed(names)}, ` +
      `each by ${first} or, after a dot, by ${result.estimators.join(', ')}.`,
  });
}

/** How a field may be meant: the whole as a layer, or what is before one of its dots, an estimator after it. */
function readings(field: string, first: string): readonly { readonly place: string; readonly key: string }[] {
  const text = compact(field);
  const dots = [...text.matchAll(/\.(?![^(]*\))/g)].map(({ index }) => index).reverse();
  const split = dots.flatMap((at) => {
    const parsed = parseEstimator(text.slice(at + 1));
    return parsed.ok ? [{ place: text.slice(0, at), key: parsed.value.key }] : [];
  });
  return [{ place: text, key: first }, ...split];
}

function compact(text: string): string {
  return text.replace(/\s+/g, '');
}

function listed(names: readonly string[]): string {
  return names.length > 24
    ? `${names.slice(0, 20).join(', ')}, …, ${names.slice(-4).join(', ')}`
    : names.join(', ');
}
