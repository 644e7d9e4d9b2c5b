import { layerStructure, runStructure, stepStructure } from './structures';

/** Examples and features a workgroup's product covers on either side, and summands it holds at a time. */
const tile = 32;
const depth = 16;
export const productTile = tile;

const activations = /* wgsl */ `
fn tanhOf(x: f32) -> f32 {
  return 1.0 - 2.0 / (exp(clamp(2.0 * x, -60.0, 60.0)) + 1.0);
}
// erf(x / sqrt 2), given e^(-x²/2): Abramowitz and Stegun 1964, 7.1.26.
fn erfOf(x: f32, bell: f32) -> f32 {
  let t = 1.0 / (1.0 + 0.3275911 * abs(x) * 0.7071067811865476);
  let p = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return sign(x) * (1.0 - p * bell);
}
fn activate(kind: u32, x: f32) -> f32 {
  switch kind {
    case 1u: { return max(x, 0.0); }
    case 2u: { return tanhOf(x); }
    case 3u: { return 0.5 * x * (1.0 + erfOf(x, exp(-0.5 * x * x))); }
    default: { return x; }
  }
}
fn slope(kind: u32, x: f32) -> f32 {
  switch kind {
    case 1u: { return select(0.0, 1.0, x > 0.0); }
    case 2u: { let y = tanhOf(x); return 1.0 - y * y; }
    case 3u: {
      let bell = exp(-0.5 * x * x);
      return 0.5 * (1.0 + erfOf(x, bell)) + 0.3989422804014327 * x * bell;
    }
    default: { return 1.0; }
  }
}`;

interface Product {
  /** Bindings from 2 on; 0 is the run, 1 the layer. */
  readonly bindings: string;
  /** Rows, columns and summands of the product, as expressions of \`run\` and \`layer\`. */
  readonly rows: string;
  readonly columns: string;
  readonly summands: string;
  /** Element (m, k) of the left factor and (k, n) of the right; \`replica\` is in scope. */
  readonly left: string;
  readonly right: string;
  /** Whether neighbouring summands lie together in memory, rather than neighbouring rows. */
  readonly bySummand: boolean;
  /** What is done with \`sum\` at (m, n). */
  readonly store: string;
}

/** A product of two matrices for every replica: tiles in workgroup memory, four by four sums a thread. */
function productKernel(product: Product): string {
  const [across, along] = product.bySummand
    ? [`e / ${depth}u`, `e % ${depth}u`]
    : [`e % ${tile}u`, `e / ${tile}u`];
  return /* wgsl */ `${runStructure}
${layerStructure}
${activations}
@group(0) @binding(0) var<uniform> run: Run;
@group(0) @binding(1) var<uniform> layer: Layer;
${product.bindings}
var<workgroup> lefts: array<f32, ${tile * depth}>;
var<workgroup> rights: array<f32, ${tile * depth}>;
fn left(replica: u32, m: u32, k: u32) -> f32 { ${product.left} }
fn right(replica: u32, k: u32, n: u32) -> f32 { ${product.right} }
fn store(replica: u32, m: u32, n: u32, sum: f32) { ${product.store} }
@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) thread: vec3u) {
  let replica = group.z;
  let rows = ${product.rows};
  let columns = ${product.columns};
  let summands = ${product.summands};
  let lane = thread.y * 8u + thread.x;
  let m0 = group.x * ${tile}u;
  let n0 = group.y * ${tile}u;
  var sums: array<vec4f, 4>;
  for (var k0 = 0u; k0 < summands; k0 += ${depth}u) {
    for (var t = 0u; t < ${(tile * depth) / 64}u; t++) {
      let e = t * 64u + lane;
      let across = ${across};
      let along = ${along};
      let at = along * ${tile}u + across;
      let k = k0 + along;
      lefts[at] = 0.0;
      rights[at] = 0.0;
      if (k < summands && m0 + across < rows) { lefts[at] = left(replica, m0 + across, k); }
      if (k < summands && n0 + across < columns) { rights[at] = right(replica, k, n0 + across); }
    }
    workgroupBarrier();
    for (var k = 0u; k < ${depth}u; k++) {
      let m = k * ${tile}u + thread.y * 4u;
      let n = k * ${tile}u + thread.x * 4u;
      let b = vec4f(rights[n], rights[n + 1u], rights[n + 2u], rights[n + 3u]);
      sums[0] += lefts[m] * b;
      sums[1] += lefts[m + 1u] * b;
      sums[2] += lefts[m + 2u] * b;
      sums[3] += lefts[m + 3u] * b;
    }
    workgroupBarrier();
  }
  for (var i = 0u; i < 4u; i++) {
    for (var j = 0u; j < 4u; j++) {
      let m = m0 + thread.y * 4u + i;
      let n = n0 + thread.x * 4u + j;
      if (m < rows && n < columns) { store(replica, m, n, sums[i][j]); }
    }
  }
}`;
}

// The biases lie behind the weights, as the weights of one more input, which is 1.

/** Each layer's outputs of a batch, before and after its activation. */
export const forwardKernel = productKernel({
  bindings: /* wgsl */ `
@group(0) @binding(2) var<storage, read> theta: array<f32>;
@group(0) @binding(3) var<storage, read_write> linear: array<f32>;
@group(0) @binding(4) var<storage, read_write> values: array<f32>;`,
  rows: 'layer.outputs',
  columns: 'run.stride',
  summands: 'layer.inputs + 1u',
  left: 'return theta[replica * run.parameters + layer.weights + k * layer.outputs + m];',
  right: `if (k == layer.inputs) { return 1.0; }
    return values[(replica * run.width + layer.inputRow + k) * run.stride + n];`,
  bySummand: false,
  store: `let at = (replica * run.width + layer.outputRow + m) * run.stride + n;
    linear[at] = sum;
    values[at] = activate(layer.activation, sum);`,
});

/** From a layer's deltas to those of the layer below it. */
export const inputKernel = productKernel({
  bindings: /* wgsl */ `
@group(0) @binding(2) var<storage, read> theta: array<f32>;
@group(0) @binding(3) var<storage, read> linear: array<f32>;
@group(0) @binding(4) var<storage, read_write> deltas: array<f32>;`,
  rows: 'layer.inputs',
  columns: 'run.stride',
  summands: 'layer.outputs',
  left: 'return theta[replica * run.parameters + layer.weights + m * layer.outputs + k];',
  right: 'return deltas[(replica * run.width + layer.outputRow + k) * run.stride + n];',
  bySummand: false,
  store: `let at = (replica * run.width + layer.inputRow + m) * run.stride + n;
    deltas[at] = sum * slope(layer.below, linear[at]);`,
});

/** The gradient of a layer's weights and biases. */
export const gradientKernel = productKernel({
  bindings: /* wgsl */ `
@group(0) @binding(2) var<storage, read> values: array<f32>;
@group(0) @binding(3) var<storage, read> deltas: array<f32>;
@group(0) @binding(4) var<storage, read_write> gradient: array<f32>;`,
  rows: 'layer.inputs + 1u',
  columns: 'layer.outputs',
  summands: 'run.stride',
  left: `if (m == layer.inputs) { return 1.0; }
    return values[(replica * run.width + layer.inputRow + m) * run.stride + k];`,
  right: 'return deltas[(replica * run.width + layer.outputRow + n) * run.stride + k];',
  bySummand: true,
  store: 'gradient[replica * run.parameters + layer.weights + m * layer.outputs + n] = sum;',
});

const steps = /* wgsl */ `${stepStructure}
@group(0) @binding(1) var<storage, read> steps: array<Step>;
@group(0) @binding(2) var<storage, read> state: array<u32>;`;

/** A step's rows, feature by feature; examples past the step's end are zero. */
export const gatherKernel = /* wgsl */ `${runStructure}
@group(0) @binding(0) var<uniform> run: Run;
${steps}
@group(0) @binding(3) var<storage, read> features: array<f32>;
@group(0) @binding(4) var<storage, read> order: array<u32>;
@group(0) @binding(5) var<storage, read_write> values: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) at: vec3u) {
  let replica = at.z;
  let column = at.x;
  let b = at.y;
  let step = steps[state[0]];
  if (column >= run.features) { return; }
  var value = 0.0;
  if (b < step.count) {
    value = features[order[replica * run.orderStride + step.start + b] * run.features + column];
  }
  values[(replica * run.width + column) * run.stride + b] = value;
}`;

/** Each example's loss, whether its class is the first of the greatest logits, and the deltas of the last layer. */
export const lossKernel = /* wgsl */ `${runStructure}
@group(0) @binding(0) var<uniform> run: Run;
${steps}
@group(0) @binding(3) var<storage, read> answers: array<u32>;
@group(0) @binding(4) var<storage, read> order: array<u32>;
@group(0) @binding(5) var<storage, read> linear: array<f32>;
@group(0) @binding(6) var<storage, read_write> deltas: array<f32>;
@group(0) @binding(7) var<storage, read_write> terms: array<vec2f>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) at: vec3u) {
  let replica = at.y;
  let b = at.x;
  let step = steps[state[0]];
  if (b >= run.stride) { return; }
  let first = (replica * run.width + run.width - run.outputs) * run.stride + b;
  if (b >= step.count) {
    for (var j = 0u; j < run.outputs; j++) { deltas[first + j * run.stride] = 0.0; }
    terms[replica * run.stride + b] = vec2f(0.0);
    return;
  }
  let row = order[replica * run.orderStride + step.start + b];
  if (run.classifies == 0u) {
    var loss = 0.0;
    for (var j = 0u; j < run.outputs; j++) {
      let away = linear[first + j * run.stride] - bitcast<f32>(answers[row * run.outputs + j]);
      loss += away * away;
      deltas[first + j * run.stride] = 2.0 * away / f32(step.count * run.outputs);
    }
    terms[replica * run.stride + b] = vec2f(loss, 0.0);
    return;
  }
  let label = answers[row];
  var most = linear[first];
  var best = 0u;
  for (var j = 1u; j < run.outputs; j++) {
    let logit = linear[first + j * run.stride];
    if (logit > most) { most = logit; best = j; }
  }
  var total = 0.0;
  for (var j = 0u; j < run.outputs; j++) { total += exp(linear[first + j * run.stride] - most); }
  let loss = log(total) - (linear[first + label * run.stride] - most);
  terms[replica * run.stride + b] = vec2f(loss, select(0.0, 1.0, best == label));
  if (run.trains == 0u) { return; }
  let scale = 1.0 / f32(step.count);
  for (var j = 0u; j < run.outputs; j++) {
    let p = exp(linear[first + j * run.stride] - most) / total;
    deltas[first + j * run.stride] = scale * select(p, p - 1.0, j == label);
  }
}`;

/** Adds a step's terms to the replica's tally. */
export const tallyKernel = /* wgsl */ `${runStructure}
@group(0) @binding(0) var<uniform> run: Run;
@group(0) @binding(1) var<storage, read> terms: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> tally: array<vec2f>;
var<workgroup> sums: array<vec2f, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) thread: vec3u) {
  let replica = group.x;
  var sum = vec2f(0.0);
  for (var b = thread.x; b < run.stride; b += 64u) { sum += terms[replica * run.stride + b]; }
  sums[thread.x] = sum;
  workgroupBarrier();
  for (var half = 32u; half > 0u; half /= 2u) {
    if (thread.x < half) { sums[thread.x] += sums[thread.x + half]; }
    workgroupBarrier();
  }
  if (thread.x == 0u) { tally[replica] += sums[0]; }
}`;
