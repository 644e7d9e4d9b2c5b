import { commands, ConfigurationTarget, workspace, type ConfigurationScope, type Disposable } from 'vscode';
import { settings, type ContextKey, type SettingId, type SettingValue } from './contributions';

/** The setting's value where it is in force; the default where the user's value has another shape. */
export function readSetting<Id extends SettingId>(id: Id, scope?: ConfigurationScope): SettingValue<Id> {
  const { schema, default: fallback } = settings[id];
  const parsed = schema.safeParse(workspace.getConfiguration(undefined, scope).get(id));
  return (parsed.success ? parsed.data : fallback) as SettingValue<Id>;
}

/** Changes a setting for the workspace where the workspace sets it, else for the user. */
export async function writeSetting<Id extends SettingId>(id: Id, value: SettingValue<Id>): Promise<void> {
  const configuration = workspace.getConfiguration();
  const inWorkspace = configuration.inspect(id)?.workspaceValue !== undefined;
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(id, value, target);
}

export function setContextKey(key: ContextKey, value: boolean): void {
  void commands.executeCommand('setContext', key, value);
}

/** Calls back when the setting is another anywhere: for the user, the workspace or a folder. */
export function onSettingChange(id: SettingId, changed: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(id)) changed();
  });
}
