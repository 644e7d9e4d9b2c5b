/** Electron's Node forbids the buffers that the package `webgpu` shares with drivers: there, the user's own, where there is one. */
export function plainNode(): string {
  return 'electron' in process.versions ? 'node' : process.execPath;
}
