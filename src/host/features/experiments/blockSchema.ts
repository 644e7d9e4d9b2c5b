import { z } from 'zod';
import type { ExperimentKind } from '../../../experiments/kind';

/** What completion and hovers say of one key of a block. */
export interface KeyHelp {
  readonly key: string;
  readonly description: string;
  /** The values it may have, where they can be listed, or examples of them; of the items, for a list. */
  readonly values: readonly string[];
  readonly isList: boolean;
  readonly isFile: boolean;
  /** The file is one of several arrays, or a folder of them, unless the block has the key named; undefined of others. */
  readonly layersUnless: string | undefined;
  /** Whether its items are names of layers. */
  readonly isLayerName: boolean;
  /** As YAML writes it; undefined where the key must be given. */
  readonly default: string | undefined;
}

const nodeSchema = z.object({
  description: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  examples: z.array(z.unknown()).optional(),
  get items() {
    return nodeSchema.optional();
  },
  get anyOf() {
    return z.array(nodeSchema).optional();
  },
});
type SchemaNode = z.infer<typeof nodeSchema>;
const objectSchema = z.object({
  properties: z.record(z.string(), nodeSchema),
});

/** The keys of a kind in the order of its schema, `kind` first. */
export function keysOf(kind: ExperimentKind, kinds: readonly ExperimentKind[]): readonly KeyHelp[] {
  const json = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' });
  const { properties } = objectSchema.parse(json);
  const own = Object.entries(properties).filter(([key]) => key !== 'kind');
  return [kindKey(kinds), ...own.map(([key, node]) => keyHelp(kind, key, node))];
}

/** The one key that is there before a kind is chosen. */
export function kindKey(kinds: readonly ExperimentKind[]): KeyHelp {
  return {
    key: 'kind',
    description: 'What the experiment measures.',
    values: kinds.map((kind) => kind.id),
    isList: false,
    isFile: false,
    layersUnless: undefined,
    isLayerName: false,
    default: undefined,
  };
}

function keyHelp(kind: ExperimentKind, key: string, node: SchemaNode): KeyHelp {
  const preset = defaultOf(kind, key);
  // A list's default names what its items may be, where its schema cannot say so: items may carry options.
  const items = Array.isArray(preset) ? preset.map(asYaml) : [];
  return {
    key,
    description: node.description ?? '',
    values: [...new Set([...valuesOf(node), ...items])],
    isList: alternatives(node).some((alternative) => alternative.items !== undefined),
    isFile: kind.fileKeys.includes(key),
    layersUnless: kind.fileKeys.includes(key) ? kind.readsLayers?.unless : undefined,
    isLayerName: kind.readsLayers?.names === key,
    default: preset === undefined ? undefined : asYaml(preset),
  };
}

/** What the key is when it is not given. Asked of the schema itself: its JSON form leaves out what it transforms. */
function defaultOf(kind: ExperimentKind, key: string): unknown {
  const member: unknown = kind.schema.shape[key];
  if (!(member instanceof z.ZodType)) return undefined;
  const parsed = member.safeParse(undefined);
  return parsed.success ? parsed.data : undefined;
}

function alternatives(node: SchemaNode): readonly SchemaNode[] {
  return [node, ...(node.anyOf ?? []).flatMap(alternatives)];
}

function valuesOf(node: SchemaNode): string[] {
  return alternatives(node).flatMap((alternative) => [
    ...[...(alternative.enum ?? []), ...(alternative.examples ?? [])].map(asYaml),
    ...(alternative.const === undefined ? [] : [asYaml(alternative.const)]),
    ...(alternative.type === 'boolean' ? ['true', 'false'] : []),
    ...(alternative.items ? valuesOf(alternative.items) : []),
  ]);
}

function asYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asYaml).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
