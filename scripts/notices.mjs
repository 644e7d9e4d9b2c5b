// The licences of the packages whose code is in the bundles, as their authors ask: one file beside the programs.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const packageOf = /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const licenceFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * Writes `THIRD_PARTY_NOTICES.txt`.
 *
 * @param {string} outdir
 * @param {Iterable<string>} inputs the files that were bundled, of the product and of packages.
 * @returns {string} the file written
 */
export function writeNotices(outdir, inputs) {
  const folders = new Set([...inputs].flatMap((file) => packageOf.exec(file)?.[1] ?? []));
  const notices = [...folders].map(noticeOf);
  const unique = [...new Set(notices)].sort();
  const file = join(outdir, 'THIRD_PARTY_NOTICES.txt');
  mkdirSync(outdir, { recursive: true });
  writeFileSync(file, `Marginalia holds code of these packages.\n\n${unique.join('\n\n')}\n`);
  return file;
}

/** A package's name, version and licence, with the text where the package carries it. @param {string} folder */
function noticeOf(folder) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest))
    throw new Error(`${folder} is bundled, but has no package.json that names its licence`);
  const { name, version, license, licenses } = JSON.parse(readFileSync(manifest, 'utf8'));
  const named = license?.type ?? license ?? licenses?.map((/** @type {any} */ each) => each.type).join(', ');
  const texts = readdirSync(folder)
    .filter((entry) => licenceFile.test(entry))
    .sort()
    .map((entry) => readFileSync(join(folder, entry), 'utf8').trim());
  if (named === undefined && texts.length === 0) throw new Error(`${name} is bundled, but names no licence`);
  return [`${'-'.repeat(80)}\n${name} ${version} (${named ?? 'licence below'})`, ...texts].join('\n\n');
}
