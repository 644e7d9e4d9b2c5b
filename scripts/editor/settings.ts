import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Theme = 'dark' | 'light' | 'hc' | 'hc-light';

export const THEMES: Readonly<Record<Theme, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  hc: 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

export type Settings = Readonly<Record<string, unknown>>;

/** Settings that keep an editor to itself: nothing is asked, sent, fetched or advertised. */
export const QUIET_SETTINGS: Settings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
};

/** What a person's try-out adds: the editor asks whether the folder is trusted, as it would at home. */
export const TRY_OUT_SETTINGS: Settings = {
  ...QUIET_SETTINGS,
  'security.workspace.trust.startupPrompt': 'always',
};

/** What tests add: no git in temporary folders, and a folder counts as trusted unless a test asks for trust. */
export const TEST_SETTINGS: Settings = {
  ...QUIET_SETTINGS,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
};

/** What tests add that look at no window: what is not painted takes none of the processor's time. */
export const UNSEEN_SETTINGS: Settings = {
  ...TEST_SETTINGS,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
};

/** Writes the user settings that windows of a server read, in place of those before. */
export async function writeUserSettings(serverDataDir: string, settings: Settings): Promise<void> {
  const folder = join(serverDataDir, 'data', 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}
