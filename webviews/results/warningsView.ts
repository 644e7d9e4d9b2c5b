import { saidOnce } from '../../src/base/words';
import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import { sharedWarnings } from '../../src/results/layerWarnings';

/** A sentence that tells against numbers, and which of them it is about. */
export interface WarningView {
  readonly about: string | undefined;
  readonly text: string;
}

/** The run's, the result's, then each estimate's; one said twice is shown once, with all that it is about. */
export function collectWarnings(snapshot: ResultsSnapshot): readonly WarningView[] {
  const result = snapshot.result?.result;
  const general = [...new Set([...snapshot.warnings, ...(result?.warnings ?? [])])];
  const about: { about: string; text: string }[] = [];
  for (const { about: part, text } of result ? warningsWithin(result) : []) {
    if (part === undefined) {
      if (!general.includes(text)) general.push(text);
      continue;
    }
    // The run may have said it already, with or without the part's name.
    const plain = text.replace(`${part}: `, '');
    if (general.some((said) => said === text || said === `${part}: ${plain}`)) continue;
    about.push({ about: part, text });
  }
  return [
    ...general.map((text) => ({ about: undefined, text })),
    ...saidOnce(about).map(({ about: parts, text }) => ({ about: parts.join(', '), text })),
  ];
}

/** Those of the parts of a result, each with the part it is about. */
function warningsWithin(result: NonNullable<ResultsSnapshot['result']>['result']): readonly WarningView[] {
  switch (result.kind) {
    case 'intrinsic-dimension':
      return result.estimates.flatMap(({ key, warnings }) => warnings.map((text) => ({ about: key, text })));
    case 'layer-dimension':
      return sharedWarnings(result);
    case 'gordon-bound':
      return result.estimates.flatMap(({ key, warnings }) => warnings.map((text) => ({ about: key, text })));
    case 'subspace-training':
      // Those of predictions stand below the figure that shows them.
      return [];
    case 'study':
      return result.values.flatMap(({ name, warnings }) => warnings.map((text) => ({ about: name, text })));
  }
}
