import { z } from 'zod';
import { parseGenerated } from '../../science/tasks/generatedData';

/** `data` of a kind's options: a file, a folder, a manifold or a task; that these two can be made is checked here. */
export const dataOption = z
  .string()
  .min(1)
  .superRefine((given, context) => {
    const parsed = parseGenerated(given);
    if (parsed?.ok === false) context.addIssue({ code: 'custom', message: parsed.error });
  })
  .describe(
    'A point a row: .csv, .tsv, .npy, .npz#array, .safetensors#tensor, .parquet#columns, IDX, CIFAR-10, each also as .gz; a folder of images; manifold:M1(n=2500,seed=0); or task:relu-teacher(width=3)',
  );
