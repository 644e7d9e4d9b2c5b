import { ok } from '../../base/result';
import { parseGenerated } from '../../science/tasks/generatedData';
import { isWell, parseWell, wellExample } from '../../science/tasks/wellTask';
import { parseTarget } from '../../science/subspace/target';
import { dataOption } from './dataOption';
import { checkModel, parsed, subspaceSchema } from './subspaceOptions';

/** The `model` of a quadratic well, whose parameters are all there is. */
const wellModel = 'well';

/** Options that say something of examples or of layers: a well has neither. */
const ofExamples = ['label', 'shape', 'symmetry', 'begin'] as const;

/** Options of subspace training, which trains a quadratic well too. */
export const subspaceTrainingSchema = subspaceSchema
  .extend({
    data: parsed((text) => (isWell(text) ? parseWell(text) : (parseGenerated(text) ?? ok(text))))
      .min(1)
      .meta({
        description: `${dataOption.description ?? ''}; or a loss without examples, ${wellExample}`,
        examples: [wellExample],
      }),
    model: parsed((text) => (text.trim() === wellModel ? ok(text) : checkModel(text))).describe(
      `${subspaceSchema.shape.model.description ?? ''}; of a quadratic well, ${wellModel}`,
    ),
  })
  .superRefine((spec, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    const isOfWell = spec.model.trim() === wellModel;
    if (!isWell(spec.data)) {
      if (isOfWell) fault('model', `the model ${wellModel} is that of data: ${wellExample}.`);
      return;
    }
    if (!isOfWell) fault('model', `a quadratic well has no network: write model: ${wellModel}.`);
    for (const key of ofExamples) {
      if (spec[key] !== undefined)
        fault(key, `a quadratic well has no examples and no layers: leave ${key} out.`);
    }
    if (spec.task === 'classification') fault('task', 'a quadratic well has no classes: leave task out.');
    const target = parseTarget(spec.target);
    if (target.ok && target.value.measure === 'accuracy')
      fault('target', 'a quadratic well has no accuracy: write target: loss <= 0.01.');
  });
