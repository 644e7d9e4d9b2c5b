import {
  Hover,
  l10n,
  MarkdownString,
  type Command,
  type HoverProvider,
  type Position,
  type TextDocument,
  workspace,
} from 'vscode';
import type { RunResult } from '../../../experiments/run';
import { formatEstimate } from '../../../results/formatEstimate';
import { selectLayerValue } from '../../../results/layerValue';
import { estimatesOf, valueLines } from '../../../results/namedValues';
import type { DimensionEstimate } from '../../../science/estimators/estimate';
import { commandIds } from '../../contributions';
import { toRange } from '../../problems';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { LiveValue, MarkerIndex } from './markerIndex';
import { differs, openCommand, runCommand, updateCommand } from './valueCommands';

/** Over a live value: where its number comes from, and why it is stale where it is. */
export class ValueHover implements HoverProvider {
  constructor(
    private readonly markers: MarkerIndex,
    private readonly index: ExperimentIndex,
  ) {}

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const found = this.markers.inDocument(document);
    const offset = document.offsetAt(position);
    const value = found?.values.find(
      ({ marker }) => marker.range.start <= offset && offset <= marker.range.end,
    );
    if (!found || !value) return undefined;
    return new Hover(this.describe(value), toRange(found.lines, value.marker.range));
  }

  private describe(value: LiveValue): MarkdownString {
    const { marker, state } = value;
    const text = new MarkdownString(undefined, true);
    text.isTrusted = { enabledCommands: commandIds };
    const name = marker.field === undefined ? marker.experimentId : `${marker.experimentId}.${marker.field}`;
    const paragraph = (line: string): void => void text.appendMarkdown(`\n\n${line}`);
    text.appendMarkdown(`**${escapeMarkdown(name)}**`);
    if (state.state === 'unknown') paragraph(l10n.t('No note holds this experiment.'));
    if (state.state === 'never') paragraph(l10n.t('Not run yet.'));
    if (state.state === 'no-field') paragraph(escapeMarkdown(`${state.error.message} ${state.error.remedy}`));
    if (state.state === 'stale')
      state.reasons.forEach((reason) => paragraph(`$(warning) ${escapeMarkdown(reason)}`));
    if (differs(value))
      paragraph(`$(info) ${l10n.t('The note has another text than the latest run gives.')}`);
    if ('result' in state) estimateLines(marker.field, state.result).forEach(paragraph);
    const links = this.links(value);
    if (links.length > 0) paragraph(links.join(' · '));
    if ('result' in state) paragraph(provenanceTable(state.run.spec.spec, state.result));
    return text;
  }

  private links(value: LiveValue): string[] {
    const again = value.state.state === 'never' ? l10n.t('Run') : l10n.t('Run Again');
    const commands = [
      openCommand(value),
      differs(value) ? updateCommand(value) : undefined,
      workspace.isTrusted ? runCommand(value, this.index, again) : undefined,
    ];
    return commands.flatMap((command) => (command ? [link(command)] : []));
  }
}

function estimateLines(field: string | undefined, { experimentId, result }: RunResult): string[] {
  if (result.kind === 'layer-dimension') {
    const found = field === undefined ? undefined : selectLayerValue(field, experimentId, result);
    if (found?.ok) return linesOf([found.value.estimate]);
  }
  const lines = valueLines(result);
  if (lines.length > 0) return lines.map(escapeMarkdown);
  const estimates = estimatesOf(result);
  const named = estimates.filter(({ key, estimator }) => key === field || estimator === field);
  const shown = named.length > 0 ? named : estimates;
  return linesOf(shown);
}

function linesOf(estimates: readonly DimensionEstimate[]): string[] {
  return estimates.flatMap((estimate) => {
    const percent = Math.round(estimate.level * 100);
    const [low, high] = estimate.interval.map((bound) => bound.toPrecision(4));
    const interval = l10n.t('{0} % interval {1} to {2}', percent, low ?? '', high ?? '');
    return [
      escapeMarkdown(
        `${estimate.key}: ${formatEstimate(estimate)} — ${interval} (${estimate.intervalMethod})`,
      ),
      ...estimate.warnings.map((warning) => `$(warning) ${escapeMarkdown(warning)}`),
    ];
  });
}

function provenanceTable(spec: Readonly<Record<string, unknown>>, run: RunResult): string {
  const { seed, backend, precision, startedAt, durationMs, inputs } = run.provenance;
  const files = inputs.map(({ path, sha256 }) => `${path} (SHA-256 ${sha256.slice(0, 8)}…)`).join(', ');
  const rows: [string, string][] = [
    [l10n.t('Date'), `${new Date(startedAt).toLocaleString()} (${(durationMs / 1000).toFixed(1)} s)`],
    [l10n.t('Data'), files],
    [l10n.t('Settings'), settingsLine(spec)],
    [l10n.t('Seed'), String(seed)],
    [l10n.t('Backend'), `${backend}, ${precision}`],
    [l10n.t('Run'), run.runId],
  ];
  return [
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${escapeMarkdown(value)} |`),
  ].join('\n');
}

/** The options as YAML would have them, less those with rows of their own. */
function settingsLine(spec: Readonly<Record<string, unknown>>): string {
  const value = (item: unknown): string =>
    Array.isArray(item)
      ? `[${item.map(value).join(', ')}]`
      : typeof item === 'string'
        ? item
        : JSON.stringify(item);
  return Object.entries(spec)
    .filter(([key]) => key !== 'data' && key !== 'seed')
    .map(([key, item]) => `${key}: ${value(item)}`)
    .join(', ');
}

function link({ title, command, arguments: args }: Command): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}

/** Text as text, in one line; `appendText` would also keep it from wrapping. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#|<>~$&]/g, '\\$&').replace(/\s+/g, ' ');
}
