/** An icon's source as text: esbuild's `text` loader brings it into the bundle. */
declare module '*.svg' {
  const source: string;
  // eslint-disable-next-line no-restricted-syntax -- what the loader exports
  export default source;
}

/** Collected by esbuild into the bundle's style sheet. */
declare module '*.css' {}
