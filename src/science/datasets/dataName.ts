/** What a `data:` names: a file or folder, and what of it. */
export interface DataName {
  /** As written, without the part, and without a folder's last slash. */
  readonly path: string;
  /** After `#`: an array of an `.npz` or `.safetensors`, columns of a `.parquet`. */
  readonly part: string | undefined;
}

const withPart = /^(.*\.(?:npz|safetensors|parquet)(?:\.gz)?)#(.*)$/is;

/** Reads `data/all.npz#train`. Names of files that have no parts may hold a `#` themselves. */
export function parseDataName(text: string): DataName {
  const [, path, part] = withPart.exec(text) ?? [];
  return path === undefined ? { path: text.replace(/(?<=[^/])\/+$/, ''), part: undefined } : { path, part };
}
