/** `auto`: a GPU where there is one and the work is worth it. All give the same numbers, to the last bit. */
export const backendChoices = ['auto', 'wasm', 'webgpu'] as const;
export type BackendChoice = (typeof backendChoices)[number];
