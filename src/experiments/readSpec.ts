import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Problem } from '../base/problem';
import { suggest } from '../base/suggest';
import type { OffsetRange } from '../base/text';
import type { ExperimentBlock } from '../notes/experimentBlock';
import { experimentIdFault } from '../notes/experimentId';
import { parseDataName } from '../science/datasets/dataName';
import { isModelFile } from '../science/models/layersFile';
import { isGenerated } from '../science/tasks/generatedData';
import type { ExperimentKind } from './kind';
import { experimentKinds, findKind } from './registry';
import { checkOptions, type OptionFault } from './checkOptions';
import { parseYamlBody, yamlFaults, type YamlBody } from './yamlBody';

/** A data file that a block names, or a model's. */
export interface SpecFile {
  /** The option that names it. */
  readonly key: string;
  /** As written, without a part after `#`: relative to the note's folder or to the root. */
  readonly path: string;
  readonly range: OffsetRange;
  readonly isModel: boolean;
}

/** What an experiment block says. All ranges are offsets into the note. */
export interface ReadSpec {
  readonly kind: ExperimentKind | undefined;
  /** In normal form, defaults filled in; undefined where an error stands in the way of a run. */
  readonly spec: Record<string, unknown> | undefined;
  readonly problems: readonly Problem[];
  /** There too where the block has errors elsewhere. Whether they exist is for the caller to find out. */
  readonly files: readonly SpecFile[];
  /** Where each option's key stands, `kind` included. */
  readonly keyRanges: ReadonlyMap<string, OffsetRange>;
}

interface Option {
  readonly key: string;
  readonly keyRange: OffsetRange;
  readonly node: Node | null;
  readonly value: unknown;
}

/** Decodes an experiment block: its id, its YAML, its kind and the kind's options. */
export function readSpec(block: ExperimentBlock): ReadSpec {
  const problems: Problem[] = [];
  const report = (code: string, range: OffsetRange, message: string, remedy: string): void => {
    problems.push({ code, severity: 'error', message, remedy, range });
  };
  const idFault = experimentIdFault(block.id);
  if (idFault !== undefined) {
    const range = block.id === '' ? block.fence : block.idRange;
    report(
      'experiment.id',
      range,
      `This experiment ${idFault}.`,
      'Name it after the word experiment: ```experiment digits-dimension',
    );
  }
  if (!block.closed) {
    report(
      'experiment.unclosed',
      block.fence,
      'This block is never closed.',
      'Write the same marks that open it on a line after its options.',
    );
  }
  const nothing = { kind: undefined, spec: undefined, problems, files: [], keyRanges: new Map() };
  const body = parseYamlBody(block);
  if (body.text.trim() === '') {
    report(
      'experiment.kind',
      block.fence,
      'This experiment is empty.',
      `Begin with a line “kind: ${knownKinds()[0] ?? ''}”.`,
    );
    return nothing;
  }
  for (const fault of yamlFaults(body)) {
    report('experiment.yaml', body.toNote(fault.start, fault.end), fault.message, fault.remedy);
  }
  const root = body.document.contents;
  if (!isMap(root)) {
    if (body.document.errors.length === 0) {
      report(
        'experiment.yaml',
        body.toNote(0, body.text.length),
        'An experiment is a list of options, each “key: value”.',
        'Begin with a line “kind: …”.',
      );
    }
    return nothing;
  }

  const options = readOptions(root, body);
  const keyRanges = new Map(options.map(({ key, keyRange }) => [key, keyRange]));
  const kind = readKind(options, block, body, report);
  if (!kind) return { ...nothing, keyRanges };

  const given = options.filter(({ key }) => key !== 'kind');
  const checked = checkOptions(kind, Object.fromEntries(given.map(({ key, value }) => [key, value])));
  if (!checked.ok) {
    const broken = problems.filter(({ code }) => code === 'experiment.yaml').map(({ range }) => range);
    for (const fault of checked.error) {
      const range = faultRange(fault, given, block, body);
      // A text that is no YAML was read only in part: what it seems to lack may well be there.
      if (fault.type === 'missing' && broken.length > 0) continue;
      if (broken.some(({ start, end }) => range.start < end && range.end > start)) continue;
      report(`experiment.${fault.type}`, range, fault.message, fault.remedy);
    }
  }
  return {
    kind,
    spec: checked.ok && problems.length === 0 ? checked.value : undefined,
    problems,
    files: [
      ...given.filter(({ key }) => kind.fileKeys.includes(key)).flatMap((option) => readFiles(option, body)),
      ...given
        .filter(({ key }) => kind.modelKeys?.includes(key))
        .flatMap((option) => readModelFiles(option, body)),
    ],
    keyRanges,
  };
}

function readOptions(root: YAMLMap, body: YamlBody): readonly Option[] {
  return root.items.map((pair) => {
    const key = pair.key as Node | null;
    const node = pair.value as Node | null;
    return {
      key: isScalar(key) ? String(key.value) : '',
      keyRange: rangeOf(key, body),
      node,
      value: toValue(node, body),
    };
  });
}

function toValue(node: Node | null, { document }: YamlBody): unknown {
  try {
    return node?.toJS(document) ?? null;
  } catch {
    // An alias without its anchor: reported as the missing value that it is.
    return null;
  }
}

function readKind(
  options: readonly Option[],
  block: ExperimentBlock,
  body: YamlBody,
  report: (code: string, range: OffsetRange, message: string, remedy: string) => void,
): ExperimentKind | undefined {
  const known = `The kinds there are: ${knownKinds().join(', ')}.`;
  const option = options.find(({ key }) => key === 'kind');
  if (!option || option.value === null) {
    const isBroken = body.document.errors.length > 0;
    if (!isBroken)
      report('experiment.kind', option?.keyRange ?? block.fence, 'This experiment has no kind.', known);
    return undefined;
  }
  const kind = typeof option.value === 'string' ? findKind(option.value) : undefined;
  if (kind) return kind;
  const written = typeof option.value === 'string' ? option.value : body.text.slice(...bounds(option.node));
  const near = suggest(written, knownKinds());
  const remedy = near === undefined ? known : `Did you mean “${near}”? ${known}`;
  report(
    'experiment.kind',
    rangeOf(option.node, body),
    `There is no kind of experiment “${written}”.`,
    remedy,
  );
  return undefined;
}

function knownKinds(): readonly string[] {
  return experimentKinds.map(({ id }) => id);
}

/** Where in the block a fault stands: the item it names, its option's value, its key, or the block's first line. */
function faultRange(
  fault: OptionFault,
  options: readonly Option[],
  block: ExperimentBlock,
  body: YamlBody,
): OffsetRange {
  const option = options.find(({ key }) => key === fault.key);
  if (!option) return block.fence;
  if (fault.type === 'option' || option.value === null) return option.keyRange;
  const item = fault.item !== undefined && isSeq(option.node) ? option.node.items[fault.item] : undefined;
  return rangeOf((item as Node | undefined) ?? option.node, body);
}

function readFiles(option: Option, body: YamlBody): readonly SpecFile[] {
  const nodes = isSeq(option.node) ? option.node.items : [option.node];
  return nodes.flatMap((node) => {
    if (!isScalar(node) || typeof node.value !== 'string' || node.value === '') return [];
    if (isGenerated(node.value)) return [];
    const { path, part } = parseDataName(node.value);
    const { start, end } = rangeOf(node, body);
    // Of a plain scalar, the range of the path alone, so that another path leaves the part be.
    const isPlain = node.type === 'PLAIN' && end - start === node.value.length;
    const range = { start, end: part !== undefined && isPlain ? start + path.length : end };
    return [{ key: option.key, path, range, isModel: false }];
  });
}

/** Of an option that names networks, those that are files. */
function readModelFiles(option: Option, body: YamlBody): readonly SpecFile[] {
  const nodes = isSeq(option.node) ? option.node.items : [option.node];
  return nodes.flatMap((node) =>
    isScalar(node) && typeof node.value === 'string' && isModelFile(node.value)
      ? [{ key: option.key, path: node.value.trim(), range: rangeOf(node, body), isModel: true }]
      : [],
  );
}

function rangeOf(node: Node | null, body: YamlBody): OffsetRange {
  return body.toNote(...bounds(node));
}

function bounds(node: Node | null): [number, number] {
  return [node?.range?.[0] ?? 0, node?.range?.[1] ?? 0];
}
