/** Memory that WebAssembly and threads share; it can be sent to a thread. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** What we use of the WebAssembly API, which the core's library typings leave out. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: { initial: number; maximum: number; shared: boolean }) => SharedMemory;
}

/** Undefined where there is no WebAssembly. */
export function webAssembly(): WebAssemblyApi | undefined {
  return (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}

/** A binary that is carried as text, looked at and compiled when it is first needed, and once a thread. */
export class WasmModule {
  private bytes: Uint8Array | undefined;
  private valid: boolean | undefined;
  private code: object | undefined;

  /** @param text in base64. */
  constructor(private readonly text: string) {}

  /** Whether this machine has all that it needs. */
  get runs(): boolean {
    return (this.valid ??= webAssembly()?.validate(this.decoded()) === true);
  }

  /** The exports of a new instance, which shares its compiled code with the others: compiled anew it would start slow again. */
  instantiate(imports: object): unknown {
    const api = webAssembly();
    if (api === undefined) throw new Error('this machine has no WebAssembly');
    this.code ??= new api.Module(this.decoded());
    this.bytes = undefined;
    return new api.Instance(this.code, imports).exports;
  }

  private decoded(): Uint8Array {
    return (this.bytes ??= Uint8Array.from(atob(this.text), (character) => character.charCodeAt(0)));
  }
}
