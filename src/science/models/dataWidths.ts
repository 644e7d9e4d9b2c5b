/**
 * A model's text with its data's own numbers: `mlp(in-32-out)` is `mlp(64-32-10)` for 64 features and 10 classes. What names
 * no such width stays as it is.
 */
export function withDataWidths(model: string, inputs: number, outputs: number): string {
  return model
    .replace(/^(\s*mlp\(\s*)in(?=\s*-[^()]*\))/u, `$1${inputs}`)
    .replace(/^(\s*mlp\([^,)]*-\s*)out(?=\s*[,)])/u, `$1${outputs}`);
}
