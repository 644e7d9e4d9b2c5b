/** `auto`: a GPU where there is one and the work is worth it. All give the same numbers, to the last bit. */
export const backendChoices = ['auto', 'wasm', 'webgpu'] as const;
export type BackendChoice = (typeof backendChoices)[number];

/** Where there is an editor. `editor`: the GPU of its window, whatever the size, though a process has one. */
export const editorBackendChoices = [...backendChoices, 'editor'] as const;
export type EditorBackendChoice = (typeof editorBackendChoices)[number];
