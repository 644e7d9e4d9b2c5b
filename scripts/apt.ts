import { isAdministrator, mustRun, onPath } from './processes';
import { step } from './report';

let updated = false;

/** Whether Debian packages can be installed here without asking anybody. */
export function canInstallPackages(): boolean {
  return isAdministrator() && onPath('apt-get') !== undefined;
}

/** The command that a person runs where this process may not. */
export function installCommand(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`;
}

export async function installPackages(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = '-oDPkg::Lock::Timeout=300';
  await step(`Installing ${packages.join(', ')} with apt`, async () => {
    if (!updated) await mustRun('apt-get', [wait, 'update'], { env });
    updated = true;
    await mustRun('apt-get', [wait, 'install', '-y', ...packages], { env });
  });
}
