import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  commandIds,
  contextKeys,
  settings,
  viewContainerId,
  viewIds,
  walkthroughId,
} from '../../src/host/contributions';

const root = resolve(import.meta.dirname, '../..');

const menuItem = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });
const manifestSchema = z.object({
  icon: z.string(),
  main: z.string(),
  activationEvents: z.array(z.string()),
  capabilities: z.object({
    untrustedWorkspaces: z.object({
      supported: z.string(),
      restrictedConfigurations: z.array(z.string()).optional(),
    }),
  }),
  contributes: z.object({
    viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string(), icon: z.string() })) }),
    views: z.record(
      z.string(),
      z.array(z.object({ id: z.string(), icon: z.string(), when: z.string().optional() })),
    ),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: z.string().optional() })),
    commands: z.array(
      z.object({
        command: z.string(),
        title: z.string(),
        category: z.string(),
        enablement: z.string().optional(),
      }),
    ),
    menus: z.record(z.string(), z.array(menuItem)),
    keybindings: z.array(menuItem.extend({ key: z.string() })),
    configuration: z.array(
      z.object({
        properties: z.record(
          z.string(),
          z
            .object({ default: z.unknown(), description: z.string(), markdownDescription: z.string() })
            .partial(),
        ),
      }),
    ),
    walkthroughs: z.array(
      z.object({
        id: z.string(),
        steps: z.array(
          z.object({
            media: z.record(z.string(), z.string()),
            description: z.string(),
            completionEvents: z.array(z.string()).optional(),
          }),
        ),
      }),
    ),
    grammars: z.array(z.object({ path: z.string() })),
  }),
});

const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = manifestSchema.parse(JSON.parse(text));
const strings = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')));
const { contributes } = manifest;
const clauses = [
  ...Object.values(contributes.menus)
    .flat()
    .map((item) => item.when),
  ...contributes.keybindings.map((item) => item.when),
  ...contributes.commands.map((command) => command.enablement),
  ...contributes.viewsWelcome.map((welcome) => welcome.when),
  ...Object.values(contributes.views)
    .flat()
    .map((view) => view.when),
].filter((clause) => clause !== undefined);

describe('package.json equals src/host/contributions.ts', () => {
  it('in commands', () => {
    expect(contributes.commands.map((command) => command.command).sort()).toEqual([...commandIds].sort());
  });

  it('in settings and their defaults', () => {
    const declared = Object.assign({}, ...contributes.configuration.map((c) => c.properties)) as Record<
      string,
      { default?: unknown }
    >;
    const defaults = Object.entries(declared).map(([id, property]) => [id, property.default] as const);
    const coded = Object.entries(settings).map(([id, setting]) => [id, setting.default] as const);
    expect(Object.fromEntries(defaults)).toEqual(Object.fromEntries(coded));
    for (const { schema, default: value } of Object.values(settings))
      expect(schema.parse(value)).toEqual(value);
  });

  it('in views and their container', () => {
    expect(contributes.viewsContainers.activitybar.map((container) => container.id)).toEqual([
      viewContainerId,
    ]);
    expect(Object.keys(contributes.views)).toEqual([viewContainerId]);
    expect(contributes.views[viewContainerId]?.map((view) => view.id)).toEqual([...viewIds]);
  });

  it('in context keys', () => {
    const used = new Set(clauses.flatMap((clause) => clause.match(/\bmarginalia\.[\w.]+/g) ?? []));
    for (const id of viewIds) used.delete(id);
    expect([...used].sort()).toEqual([...contextKeys].sort());
  });

  it('in walkthroughs', () => {
    expect(contributes.walkthroughs.map((walkthrough) => walkthrough.id)).toEqual([walkthroughId]);
  });
});

describe('package.json', () => {
  it('names only commands it contributes, or of the editor', () => {
    const own = new Set<string>(commandIds);
    const focus = new Set(viewIds.map((id) => `${id}.focus`));
    const named = [
      ...Object.values(contributes.menus)
        .flat()
        .map((item) => item.command),
      ...contributes.keybindings.map((binding) => binding.command),
      ...[
        ...Object.values(strings)
          .join('\n')
          .matchAll(/\(command:([\w.]+)/g),
      ].map((match) => match[1] ?? ''),
      ...contributes.walkthroughs
        .flatMap((walkthrough) => walkthrough.steps)
        .flatMap((step) => step.completionEvents ?? [])
        .flatMap((event) => (event.startsWith('onCommand:') ? [event.slice('onCommand:'.length)] : [])),
    ];
    expect(named.length).toBeGreaterThan(commandIds.length);
    const unknown = named.filter(
      (id) => !own.has(id) && !focus.has(id) && !/^(?:vscode|workbench\.action)\./.test(id),
    );
    expect(unknown).toEqual([]);
  });

  it('gives every command a category, and its ids the shape marginalia.<noun>.<verb>', () => {
    expect(contributes.commands.filter((command) => command.category !== 'Marginalia')).toEqual([]);
    for (const id of [...commandIds, ...Object.keys(settings), ...contextKeys])
      expect(id).toMatch(/^marginalia\.[a-zA-Z]+\.[a-zA-Z]+$/);
  });

  it('takes every text from package.nls.json, and leaves none there unused', () => {
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? '');
    expect([...new Set(used)].sort()).toEqual(Object.keys(strings).sort());
    const titles = contributes.commands.map((command) => command.title);
    expect(titles.filter((title) => !/^%.+%$/.test(title))).toEqual([]);
  });

  it('has its texts in every language that has any', () => {
    for (const file of readdirSync(root).filter((name) => /^package\.nls\.[\w-]+\.json$/.test(name))) {
      const translated = z
        .record(z.string(), z.string())
        .parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
      expect(Object.keys(translated).sort(), file).toEqual(Object.keys(strings).sort());
    }
  });

  it('points at files that are there', () => {
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map((container) => container.icon),
      ...contributes.grammars.map((grammar) => grammar.path),
      ...contributes.walkthroughs.flatMap((walkthrough) =>
        walkthrough.steps.flatMap((step) => Object.values(step.media)),
      ),
    ];
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('does not wake the extension at startup', () => {
    const eager = manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished');
    expect(eager).toEqual([]);
  });

  it('is limited in untrusted workspaces, where commands that run are off', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
    const runs = contributes.commands.filter((command) =>
      /^marginalia\.experiment\.run/.test(command.command),
    );
    expect(runs.map((command) => command.enablement)).toEqual(runs.map(() => 'isWorkspaceTrusted'));
    for (const id of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations ?? [])
      expect(Object.keys(settings)).toContain(id);
  });

  it('has walkthroughs of at most five steps', () => {
    for (const walkthrough of contributes.walkthroughs)
      expect(walkthrough.steps.length).toBeLessThanOrEqual(5);
  });
});
