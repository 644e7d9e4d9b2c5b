import { z } from 'zod';
import { generatedName, parseManifold } from '../../science/manifolds/manifoldSpec';

/** `data` of a kind's options: a file, a folder or a manifold; that the manifold can be made is checked here. */
export const dataOption = z
  .string()
  .min(1)
  .superRefine((given, context) => {
    const manifold = generatedName(given);
    const parsed = manifold === undefined ? undefined : parseManifold(manifold);
    if (parsed?.ok === false) context.addIssue({ code: 'custom', message: parsed.error });
  })
  .describe(
    'A point a row: .csv, .tsv, .npy, .npz#array, .safetensors#tensor, .parquet#columns, IDX, CIFAR-10, each also as .gz; a folder of images; or manifold:M1(n=2500,seed=0)',
  );
