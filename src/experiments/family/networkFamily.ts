import { layOut } from '../../science/models/networkLayout';
import type { NetworkSpec } from '../../science/models/modelSpec';
import { networkOf, type TrainingTask } from '../kinds/trainingTask';
import type { FamilySpec } from './familyOptions';

/** A network of the family, before it is trained. */
export interface Member {
  /** As figures and tables show it: `64-32-32-10`. */
  readonly label: string;
  /** What a live value calls it, after `threshold-`: `32x2` for two hidden layers of 32. */
  readonly slug: string;
  /** As `model` of another kind would name it. */
  readonly model: string;
  /** Networks of one group are joined in the figures: `1 hidden layer`. */
  readonly group: string;
  readonly network: NetworkSpec;
  /** D. */
  readonly parameters: number;
}

/** A family's live values do not need its data. */
export function familySlugs({ models, widths, depths }: FamilySpec): string[] {
  if (models !== undefined) return unique(models.map(slugOf));
  return shapes(widths, depths).map(({ slug }) => slug);
}

/**
 * Every network of a family, the smallest first.
 * @throws `experiment.invalid` for a model that does not fit the data.
 */
export function familyOf(spec: FamilySpec, task: TrainingTask): Member[] {
  const inputs = task.data.matrix.columns;
  const members =
    spec.models === undefined
      ? shapes(spec.widths, spec.depths).map(({ hidden, ...rest }) => ({
          ...rest,
          model: `mlp(${[inputs, ...hidden, task.outputs].join('-')}, ${spec.activation})`,
        }))
      : familySlugs(spec).map((slug, i) => ({ slug, group: 'networks', model: spec.models?.[i] ?? '' }));
  return members
    .map((member) => {
      const network = networkOf(member.model, task, spec);
      const label = /\(([^,)]*)/.exec(network.name)?.[1] ?? network.name;
      return { ...member, network, label, parameters: layOut(network).parameters };
    })
    .sort((a, b) => a.parameters - b.parameters);
}

function shapes(
  widths: readonly number[],
  depths: readonly number[],
): { hidden: number[]; slug: string; group: string }[] {
  const each = [...new Set(depths)].sort((a, b) => a - b);
  return each.flatMap((depth) =>
    // Without a hidden layer there is one network, whatever the widths.
    (depth === 0 ? [0] : [...new Set(widths)].sort((a, b) => a - b)).map((width) => ({
      hidden: Array.from({ length: depth }, () => width),
      slug: depth === 0 ? 'linear' : `${width}x${depth}`,
      group: depth === 0 ? 'linear' : `${depth} hidden layer${depth === 1 ? '' : 's'}`,
    })),
  );
}

function slugOf(model: string): string {
  return model
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function unique(names: readonly string[]): string[] {
  return names.map((name, i) => (names.indexOf(name) < i ? `${name}-${i + 1}` : name));
}
