import { replicaStructure, runStructure, stepStructure } from './structures';

/** Threads of a workgroup. */
export const wide = 256;
/** Pieces of a matrix that a workgroup draws: sixteen rows of one column each. */
export const drawn = 64;

/** A sum over a workgroup's threads of \`sum\`, in \`sums[0]\`. */
const reduce = /* wgsl */ `
  sums[thread.x] = sum;
  workgroupBarrier();
  for (var half = ${wide / 2}u; half > 0u; half /= 2u) {
    if (thread.x < half) { sums[thread.x] += sums[thread.x + half]; }
    workgroupBarrier();
  }`;

/** A word's two elements: a bfloat16, and a float whose lower half is that. */
const [lower, upper] = ['bitcast<f32>(word << 16u)', 'bitcast<f32>(word)'];
/** The row of the first; the other's is four further. */
const firstRow = '((h >> 2u) << 3u) + (h & 3u)';

/**
 * Draws the projections: normals of 16 bits from Philox4x32-10 by Box and Muller, the same element from the same place of
 * the same stream as the processor's kernels (\`denseIndex\`), and the same two in a word, but column by column.
 */
export const drawKernel = /* wgsl */ `${runStructure}
${replicaStructure}
@group(0) @binding(0) var<uniform> run: Run;
@group(0) @binding(1) var<storage, read> replicas: array<Replica>;
@group(0) @binding(2) var<storage, read_write> matrix: array<u32>;
fn multiplyHigh(a: u32, b: u32) -> u32 {
  let a0 = a & 0xffffu;
  let a1 = a >> 16u;
  let b0 = b & 0xffffu;
  let b1 = b >> 16u;
  let low = a0 * b0;
  let middle = a1 * b0 + (low >> 16u);
  let cross = a0 * b1 + (middle & 0xffffu);
  return a1 * b1 + (middle >> 16u) + (cross >> 16u);
}
fn philox(n: u32, replica: Replica) -> vec4u {
  var c = vec4u(n, 0u, replica.stream0, replica.stream1);
  var key0 = replica.key0;
  var key1 = replica.key1;
  for (var round = 0; round < 10; round++) {
    let low0 = 0xd2511f53u * c.x;
    let high0 = multiplyHigh(0xd2511f53u, c.x);
    let low1 = 0xcd9e8d57u * c.z;
    let high1 = multiplyHigh(0xcd9e8d57u, c.z);
    c = vec4u(high1 ^ c.y ^ key0, low1, high0 ^ c.w ^ key1, low0);
    key0 += 0x9e3779b9u;
    key1 += 0xbb67ae85u;
  }
  return c;
}
fn halfOpen(word: u32) -> f32 {
  return (f32(word >> 8u) + 0.5) * 5.9604644775390625e-8;
}
fn bfloat16(x: f32) -> u32 {
  let bits = bitcast<u32>(x);
  return (bits + 0x7fffu + ((bits >> 16u) & 1u)) >> 16u;
}
fn pair(length: u32, turn: u32) -> u32 {
  let radius = sqrt(max(0.0, -2.0 * log(halfOpen(length))));
  let angle = 6.283185307179586 * halfOpen(turn);
  let low = bfloat16(radius * cos(angle));
  // At half a turn the sine is 0, or next to it: less the lower half it would be negative, which is no number at all.
  let sine = bitcast<u32>(radius * sin(angle));
  let high = u32(max(0, i32(sine & 0x7fffffffu) - i32(low) + 0x8000));
  return low | ((high | (sine & 0x80000000u)) & 0xffff0000u);
}
@compute @workgroup_size(${drawn})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
) {
  let replica = replicas[group.z];
  let piece = (group.y * groups.x + group.x) * ${drawn}u + thread.x;
  let blocks = (run.parameters + 15u) / 16u;
  if (piece >= blocks * replica.dimension) { return; }
  let block = piece / replica.dimension;
  let column = piece % replica.dimension;
  let to = replica.matrix + column * blocks * 8u + block * 8u;
  for (var i = 0u; i < 4u; i++) {
    let words = philox(4u * piece + i, replica);
    matrix[to + 2u * i] = pair(words.x, words.y);
    matrix[to + 2u * i + 1u] = pair(words.z, words.w);
  }
}`;

/** What each column is multiplied by to have unit norm. */
export const normsKernel = /* wgsl */ `${runStructure}
${replicaStructure}
@group(0) @binding(0) var<uniform> run: Run;
@group(0) @binding(1) var<storage, read> replicas: array<Replica>;
@group(0) @binding(2) var<storage, read> matrix: array<u32>;
@group(0) @binding(3) var<storage, read_write> scales: array<f32>;
var<workgroup> sums: array<f32, ${wide}>;
@compute @workgroup_size(${wide})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) thread: vec3u) {
  let replica = replicas[group.y];
  if (group.x >= replica.dimension) { return; }
  let words = 8u * ((run.parameters + 15u) / 16u);
  var sum = 0.0;
  for (var h = thread.x; h < words; h += ${wide}u) {
    let word = matrix[replica.matrix + group.x * words + h];
    let row = ${firstRow};
    if (row < run.parameters) { sum += ${lower} * ${lower}; }
    if (row + 4u < run.parameters) { sum += ${upper} * ${upper}; }
  }
  ${reduce}
  if (thread.x == 0u) { scales[replica.values + group.x] = select(0.0, inverseSqrt(sums[0]), sums[0] > 0.0); }
}`;

/** θ = θ₀ + A z. */
export const projectKernel = /* wgsl */ `${runStructure}
${replicaStructure}
@group(0) @binding(0) var<uniform> run: Run;
@group(0) @binding(1) var<storage, read> replicas: array<Replica>;
@group(0) @binding(2) var<storage, read> matrix: array<u32>;
@group(0) @binding(3) var<storage, read> scales: array<f32>;
@group(0) @binding(4) var<storage, read> coordinates: array<f32>;
@group(0) @binding(5) var<storage, read> base: array<f32>;
@group(0) @binding(6) var<storage, read_write> theta: array<f32>;
var<workgroup> scaled: array<f32, ${wide}>;
@compute @workgroup_size(${wide})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) thread: vec3u) {
  let replica = replicas[group.y];
  let words = 8u * ((run.parameters + 15u) / 16u);
  let h = group.x * ${wide}u + thread.x;
  var sum = vec2f(0.0);
  for (var c0 = 0u; c0 < replica.dimension; c0 += ${wide}u) {
    let own = c0 + thread.x;
    workgroupBarrier();
    scaled[thread.x] = 0.0;
    if (own < replica.dimension) {
      scaled[thread.x] = coordinates[replica.values + own] * scales[replica.values + own];
    }
    workgroupBarrier();
    let count = min(${wide}u, replica.dimension - c0);
    if (h < words) {
      for (var c = 0u; c < count; c++) {
        let word = matrix[replica.matrix + (c0 + c) * words + h];
        sum += scaled[c] * vec2f(${lower}, ${upper});
      }
    }
  }
  let row = ${firstRow};
  let at = group.y * run.parameters + row;
  if (row < run.parameters) { theta[at] = base[at] + sum.x; }
  if (row + 4u < run.parameters) { theta[at + 4u] = base[at + 4u] + sum.y; }
}`;

/** ∇z = Aᵀ ∇θ. */
export const projectBackKernel = /* wgsl */ `${runStructure}
${replicaStructure}
@group(0) @binding(0) var<uniform> run: Run;
@group(0) @binding(1) var<storage, read> replicas: array<Replica>;
@group(0) @binding(2) var<storage, read> matrix: array<u32>;
@group(0) @binding(3) var<storage, read> scales: array<f32>;
@group(0) @binding(4) var<storage, read> gradient: array<f32>;
@group(0) @binding(5) var<storage, read_write> pulled: array<f32>;
var<workgroup> sums: array<f32, ${wide}>;
@compute @workgroup_size(${wide})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) thread: vec3u) {
  let replica = replicas[group.y];
  if (group.x >= replica.dimension) { return; }
  let words = 8u * ((run.parameters + 15u) / 16u);
  let first = group.y * run.parameters;
  var sum = 0.0;
  for (var h = thread.x; h < words; h += ${wide}u) {
    let word = matrix[replica.matrix + group.x * words + h];
    let row = ${firstRow};
    if (row < run.parameters) { sum += ${lower} * gradient[first + row]; }
    if (row + 4u < run.parameters) { sum += ${upper} * gradient[first + row + 4u]; }
  }
  ${reduce}
  if (thread.x == 0u) { pulled[replica.values + group.x] = sums[0] * scales[replica.values + group.x]; }
}`;

/** One step of the optimiser, of coordinates or of all parameters. */
export const optimiseKernel = /* wgsl */ `${runStructure}
${replicaStructure}
${stepStructure}
@group(0) @binding(0) var<uniform> run: Run;
@group(0) @binding(1) var<storage, read> replicas: array<Replica>;
@group(0) @binding(2) var<storage, read> steps: array<Step>;
@group(0) @binding(3) var<storage, read> state: array<u32>;
@group(0) @binding(4) var<storage, read_write> values: array<f32>;
@group(0) @binding(5) var<storage, read> gradient: array<f32>;
@group(0) @binding(6) var<storage, read_write> moments: array<vec2f>;
@compute @workgroup_size(${wide})
fn main(@builtin(global_invocation_id) thread: vec3u) {
  let replica = replicas[thread.y];
  if (thread.x >= replica.dimension) { return; }
  let at = replica.values + thread.x;
  let step = steps[state[0]];
  let g = gradient[at];
  var m = moments[at];
  if (run.isAdam == 0u) {
    m.x = run.decay * m.x + g;
    values[at] -= step.rate * m.x;
  } else {
    m = vec2f(run.beta1 * m.x + (1.0 - run.beta1) * g, run.beta2 * m.y + (1.0 - run.beta2) * g * g);
    values[at] -= step.rate / step.correction1 * m.x / (sqrt(m.y / step.correction2) + run.epsilon);
  }
  moments[at] = m;
}`;

/** On to the next step. */
export const advanceKernel = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> state: array<u32>;
@compute @workgroup_size(1)
fn main() { state[0] += 1u; }`;
