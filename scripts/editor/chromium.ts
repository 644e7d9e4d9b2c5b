import { existsSync } from 'node:fs';
import { canInstallPackages, installCommand, installPackages } from '../apt';
import { onPath, runCommand } from '../processes';
import { PlainError, say } from '../report';

/** Debian's Chromium without a window: the same pages in half the processor time. */
const SHELL = 'chromium-headless-shell';
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** The fonts hold the Korean and the emoji of the sample notes, which screenshots would show as boxes. */
const FONTS = ['fonts-noto-cjk', 'fonts-noto-color-emoji'];

/** The flags under which a browser runs quietly on a closed network and without a graphics card. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The same with WebGPU, on a device that is a program. */
export const WEBGPU_FLAGS = [
  ...CHROMIUM_FLAGS.filter((flag) => flag !== '--disable-gpu'),
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

function find(): string | undefined {
  for (const name of NAMES) {
    const file = onPath(name);
    if (file !== undefined) return file;
  }
  return PLACES.find((place) => existsSync(place));
}

/** A Chromium for tests and screenshots, installed where this process may. */
export async function ensureChromium(): Promise<string> {
  if (canInstallPackages() && onPath(SHELL) === undefined) await tryShell();
  const found = find();
  if (found !== undefined) {
    if (canInstallPackages()) await ensureFonts();
    return found;
  }
  const packages = ['chromium', ...FONTS];
  if (!canInstallPackages()) {
    throw new PlainError(`Tests need Chromium. Install it with:\n  ${installCommand(packages)}`);
  }
  await installPackages(packages);
  const installed = find();
  if (installed === undefined) throw new PlainError('Chromium was installed, yet cannot be found.');
  return installed;
}

/** Not every distribution has it, and any Chromium will do. */
async function tryShell(): Promise<void> {
  try {
    await installPackages([SHELL]);
  } catch (error) {
    say(`Going on without ${SHELL}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function ensureFonts(): Promise<void> {
  const { code } = await runCommand('dpkg', ['-s', ...FONTS]);
  if (code !== 0) await installPackages(FONTS);
}
