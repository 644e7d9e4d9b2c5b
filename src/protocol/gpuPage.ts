import { z } from 'zod';
import { defineContract, notification } from './contract';
import { fromPageSchema, toPageSchema } from './gpuMessages';

/** Between the extension host and the page that lends its GPU. The host passes on what workers say, and what they are told. */
export const gpuPageContract = defineContract({
  channel: 'marginalia.gpu',
  version: 1,
  host: {
    /** The page is there, and listens. */
    ready: notification(z.object({})),
    said: notification(fromPageSchema),
  },
  view: {
    told: notification(toPageSchema),
  },
});
