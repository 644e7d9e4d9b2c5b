import { config } from 'zod';

// Zod compiles schemas with `new Function` where it may; a strict CSP forbids it and reports the attempt. To be
// imported before any module that makes a schema.
config({ jitless: true });
