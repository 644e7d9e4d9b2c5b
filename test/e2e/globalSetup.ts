/** Serves one VS Code for all end-to-end tests, with one build of the extension. */
import type { TestProject } from 'vitest/node';
import { serveEditor } from '../../scripts/editor/server';
import { temporaryFolder } from '../../scripts/editor/workspaceCopy';
import { stageExtension } from '../../scripts/stage';

/** How long the extension host of a closed window is kept: tests open many windows. */
const KEEP_WINDOWS_SECONDS = 5;

declare module 'vitest' {
  interface ProvidedContext {
    readonly editor: {
      readonly authority: string;
      readonly dataDir: string;
      /** The folder of the built extension. */
      readonly extension: string;
    };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = await temporaryFolder();
  // A run of all tests has a build at hand.
  const given = process.env['MARGINALIA_STAGE'];
  const stage = given === undefined ? await stageExtension() : undefined;
  const extension = given ?? stage?.extension;
  if (extension === undefined) throw new Error('There is no build to test.');
  const server = await serveEditor({ dataDir: data.path, keepWindowsSeconds: KEEP_WINDOWS_SECONDS });
  project.provide('editor', {
    authority: server.authority,
    dataDir: server.dataDir,
    extension,
  });
  return async () => {
    await server.stop();
    await stage?.remove();
    await data.remove();
  };
}
