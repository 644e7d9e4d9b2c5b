import { createVSIX } from '@vscode/vsce';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './paths';
import { stageExtension } from './stage';

/** What a manifest says to those who develop, and nobody who installs it reads. */
const DEVELOPMENT_FIELDS = [
  'private',
  'scripts',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'overrides',
];

/** Builds for production and packs `out/marginalia-<version>.vsix`, or the file named; returns its path. */
export async function packVsix(file?: string): Promise<string> {
  const stage = await stageExtension({ production: true });
  try {
    const manifestPath = join(stage.extension, 'package.json');
    const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as Record<string, unknown>;
    const shipped = Object.entries(manifest).filter(([name]) => !DEVELOPMENT_FIELDS.includes(name));
    await writeFile(manifestPath, `${JSON.stringify(Object.fromEntries(shipped), null, 2)}\n`);
    const packagePath = file ?? join(root, 'out', `marginalia-${String(manifest['version'])}.vsix`);
    await mkdir(dirname(packagePath), { recursive: true });
    await createVSIX({
      cwd: stage.extension,
      packagePath,
      // All libraries are bundled into dist.
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    return packagePath;
  } finally {
    await stage.remove();
  }
}
