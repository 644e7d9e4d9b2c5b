/** One memory seen as numbers of several kinds; an address divided by the kind's size is its index. */
export interface Views {
  f32: Float32Array;
  f64: Float64Array;
  i32: Int32Array;
  u16: Uint16Array;
}

export function viewsOf(buffer: ArrayBuffer): Views {
  return {
    f32: new Float32Array(buffer),
    f64: new Float64Array(buffer),
    i32: new Int32Array(buffer),
    u16: new Uint16Array(buffer),
  };
}
