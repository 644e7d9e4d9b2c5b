/** Fewer images are rather a note's pictures. */
const leastImages = 20;

/**
 * Folders that are likely to be data: with many images in them or, where their sub-folders have, those above; with
 * several of CIFAR-10's batches.
 *
 * @param paths of images and data files, with `/`.
 */
export function dataFolders(paths: readonly string[]): readonly string[] {
  const images = new Map<string, number>();
  const batches = new Map<string, number>();
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    const counts = /\.(?:png|jpe?g)$/i.test(path)
      ? images
      : /\/data_batch_\d+\.bin$/.test(path)
        ? batches
        : undefined;
    if (slash > 0) counts?.set(path.slice(0, slash), (counts.get(path.slice(0, slash)) ?? 0) + 1);
  }
  const full = [...images].filter(([, n]) => n >= leastImages).map(([folder]) => folder);
  const parents = full.map((folder) => folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
  const shared = parents.filter((parent, i) => parent !== '' && parents.indexOf(parent) !== i);
  const cifar = [...batches].filter(([, n]) => n > 1).map(([folder]) => folder);
  return [...new Set([...shared, ...full, ...cifar])].sort();
}

/** Folders that are likely to hold a network's layers: with several arrays directly in them. */
export function layerFolders(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = /^(.+)\/[^/]+\.(?:npy|npz|safetensors)(?:\.gz)?$/i.exec(path)?.[1];
    if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].flatMap(([folder, arrays]) => (arrays > 1 ? [folder] : [])).sort();
}
