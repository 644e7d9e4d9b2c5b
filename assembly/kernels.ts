// AssemblyScript: the inner loops of src/compute, compiled to WebAssembly by `npm run build:wasm`, once with SIMD and
// once with relaxed SIMD. What each does is said in src/compute/kernels.ts.
export { addProducts, products } from './products';
export { quantise, shift, tile } from './tile';
export { count } from './count';
export { evaluate, seed } from './evaluate';
export { listPartners, meanSquares, partnerSquares, skewnesses } from './partners';
export { squares } from './squares';
export { tightLogs } from './tight';
