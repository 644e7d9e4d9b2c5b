import { existsSync } from 'node:fs';

/** Numbers of peers on samples of theirs; another place can be named, for a checkout elsewhere. */
export const referenceFolder = process.env['MARGINALIA_REFERENCE'] ?? '../shared/reference';

/** `MARGINALIA_ALL_REFERENCES=1`: all manifolds, and not a few of them. */
export const allReferences = process.env['MARGINALIA_ALL_REFERENCES'] !== undefined;

/** They take a tenth of the time of all tests: on a build machine, and where they are asked for. */
const wanted = allReferences || process.env['CI'] !== undefined;

/** Whether there is to be a comparison with peers' numbers. */
export const comparesReferences = wanted && existsSync(referenceFolder);
if (!comparesReferences) {
  const why = wanted ? `${referenceFolder} is not there` : 'CI and MARGINALIA_ALL_REFERENCES are not set';
  process.stdout.write(`${why}: no comparison with peers' numbers.\n`);
}
