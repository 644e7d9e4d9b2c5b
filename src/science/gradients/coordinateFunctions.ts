import { err, ok, type Result } from '../../base/result';
import { suggest } from '../../base/suggest';
import type { CoordinateFunction } from './gradientVariance';

export const functionExamples: readonly string[] = ['linear', 'quadratic', 'cosine(2)', 'softplus', 'step'];

/**
 * A function of a coordinate by name: `linear` z, `quadratic` z²/2, `cosine(w)` cos(wz), `softplus` ln(1 + eᶻ), `step` 1 above 0, else 0.
 * The error says what is possible.
 */
export function coordinateFunction(text: string): Result<CoordinateFunction, string> {
  const [, name = '', list] = /^\s*([a-z]+)\s*(?:\(([^()]*)\))?\s*$/i.exec(text) ?? [];
  if (name.toLowerCase() === 'cosine') {
    const frequency = Number(list ?? NaN);
    if (!(frequency > 0 && frequency <= 20))
      return err('cosine takes a frequency above 0 and at most 20: write cosine(2)');
    return ok({
      value: (z) => Math.cos(frequency * z),
      slope: (z) => -frequency * Math.sin(frequency * z),
      breaks: [],
    });
  }
  const known = list === undefined ? plain[name.toLowerCase()] : undefined;
  if (known !== undefined) return ok(known);
  const near = suggest(name, [...Object.keys(plain), 'cosine']);
  return err(
    `there is no function "${text.trim()}": ${near === undefined ? '' : `did you mean ${near}? `}write ${functionExamples.join(', ')}`,
  );
}

const plain: Readonly<Record<string, CoordinateFunction>> = {
  linear: { value: (z) => z, slope: () => 1, breaks: [] },
  quadratic: { value: (z) => 0.5 * z * z, slope: (z) => z, breaks: [] },
  softplus: {
    value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
    slope: (z) => 1 / (1 + Math.exp(-z)),
    breaks: [],
  },
  step: { value: (z) => (z > 0 ? 1 : 0), slope: () => 0, breaks: [0] },
};
