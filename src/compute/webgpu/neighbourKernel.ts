import { jobStructure } from './kernelJob';

/** What stands for no limit: WGSL need not know infinities. */
export const unlimited = 3.4028234663852886e38;

/** Threads of a workgroup: 16 × 16, each with 4 × 4 or 8 × 8 pairs of points. */
const threads = 256;

/**
 * The neighbour pass as WGSL. A workgroup takes one tile of query points and goes through the base tiles at positions
 * `begin … end − 1` of its own order, those near in the tree's order first. It leaves out tiles whose boxes are farther
 * than every query's limit, and those whose coarse distances are, unless these have told nothing of late. Of the others
 * it computes all squared distances, as Σ (q − b)², whose rounding error is relative to the distance itself; and keeps of
 * every query the `keep` least, with their greatest as the limit.
 *
 * Memory: points as tiles, within one coordinate after another, the `coarse` first, `tile` points each; boxes
 * `2 × boxDimensions` a tile (the least, then the greatest); lists `keep` pairs (point, distance) a query; a state a
 * query: limit, how many, where the greatest stands, and in a tile's first the base tiles compared.
 *
 * @param tile points a side of a tile.
 */
export function neighbourKernel(tile: 64 | 128): string {
  const quads = tile / 4;
  const coarse = new PairSums(tile, 'c');
  const full = new PairSums(tile, 's');
  return /* wgsl */ `
${jobStructure}
struct Kept {
  point: u32,
  distance: f32,
}
struct Query {
  limit: f32,
  count: u32,
  worst: u32,
  compared: u32,
}

@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read> queries: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> points: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> starts: array<u32>;
@group(0) @binding(4) var<storage, read> boxes: array<f32>;
@group(0) @binding(5) var<storage, read_write> lists: array<Kept>;
@group(0) @binding(6) var<storage, read_write> states: array<Query>;

const TILE = ${tile}u;
const QUADS = ${quads}u;
const DEPTH = ${1024 / tile}u;
const PANEL = ${2048 / tile}u;
const THREADS = ${threads}u;
const UNLIMITED = 3.4028234e38;
// After so many tiles in a row that coarse distances could not rule out, so many are compared without them.
const TRIALS = 4u;
const PAUSE = 12u;

// Coordinates of both tiles; then, a panel of columns after another, their distances.
var<workgroup> cache: array<vec4<f32>, 512>;
var<workgroup> far: array<f32, THREADS>;
// Of each query, what a squared distance must stay below to be kept; and what a coarse one, or a box's, must not exceed.
var<workgroup> limits: array<f32, TILE>;
var<workgroup> bounds: array<f32, TILE>;
var<workgroup> reach: f32;
var<workgroup> found: atomic<u32>;

fn baseTile(home: u32, position: u32) -> u32 {
  let last = job.firstBase + job.bases - 1u;
  let centre = clamp(home, job.firstBase, last);
  let below = centre - job.firstBase;
  let above = last - centre;
  let both = min(below, above);
  if (position <= 2u * both) {
    let step = (position + 1u) / 2u;
    return select(centre + step, centre - step, position % 2u == 0u);
  }
  let step = position - both;
  return select(centre - step, centre + step, above > below);
}

fn boxDistance(a: u32, b: u32) -> f32 {
  let n = job.boxDimensions;
  let atA = 2u * n * a;
  let atB = 2u * n * b;
  var total = 0.0;
  for (var d = 0u; d < n; d++) {
    let gap = max(max(boxes[atA + d] - boxes[atB + n + d], boxes[atB + d] - boxes[atA + n + d]), 0.0);
    total = fma(gap, gap, total);
  }
  return total;
}

// With room for what rounding does to coarse distances.
fn boundOf(limit: f32) -> f32 {
  if (limit < 0.0) {
    return -1.0;
  }
  if (limit >= 1e37) {
    return UNLIMITED;
  }
  let length = sqrt(limit) * 1.00001 + job.margin;
  return length * length * 1.00002;
}

fn widest() -> f32 {
  var bound = -1.0;
  for (var i = 0u; i < TILE; i++) {
    bound = max(bound, bounds[i]);
  }
  return bound;
}

fn keep(row: u32, square: f32, point: u32) {
  let at = row * job.keep;
  var state = states[row];
  if (state.count < job.keep) {
    lists[at + state.count] = Kept(point, square);
    if (state.count == 0u || square > lists[at + state.worst].distance) {
      state.worst = state.count;
    }
    state.count++;
  } else {
    lists[at + state.worst] = Kept(point, square);
    var worst = 0u;
    var greatest = -1.0;
    for (var i = 0u; i < job.keep; i++) {
      let distance = lists[at + i].distance;
      if (distance > greatest) {
        greatest = distance;
        worst = i;
      }
    }
    state.worst = worst;
  }
  if (state.count == job.keep) {
    state.limit = lists[at + state.worst].distance;
  }
  states[row] = state;
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let query = job.firstQuery + group.x;
  let firstRow = starts[query] - job.blockStart;
  let rowCount = starts[query + 1u] - starts[query];
  let stride = job.coarse + job.dimensions;
  let queryAt = (query - job.queryShard) * stride;
  if (thread < TILE) {
    limits[thread] = -1.0;
    if (thread < rowCount) {
      limits[thread] = states[firstRow + thread].limit;
    }
    bounds[thread] = boundOf(limits[thread]);
  }
  workgroupBarrier();
  if (thread == 0u) {
    reach = widest();
  }
  var compared = 0u;
  var trials = 0u;
  var pause = 0u;
  let x = thread % 16u;
  let y = thread / 16u;

  for (var next = job.begin; next < job.end; next += THREADS) {
    far[thread] = UNLIMITED;
    if (next + thread < job.end) {
      far[thread] = boxDistance(query, baseTile(query, next + thread));
    }
    let count = min(THREADS, job.end - next);
    for (var i = 0u; i < count; i++) {
      // The barrier within lets all see the limits and distances of before.
      let widestNow = workgroupUniformLoad(&reach);
      if (workgroupUniformLoad(&far[i]) > widestNow) {
        continue;
      }
      let base = baseTile(query, next + i);
      let baseAt = (base - job.firstBase) * stride;

      if (job.coarse > 0u && pause > 0u) {
        pause--;
      } else if (job.coarse > 0u) {
${coarse.computed('0u', 'job.coarse')}
${coarse.anyNear('<=', 'bounds')}
        if (workgroupUniformLoad(&found) == 0u) {
          trials = 0u;
          continue;
        }
        trials++;
        if (trials == TRIALS) {
          trials = 0u;
          pause = PAUSE;
        }
      }

      compared++;
${full.computed('job.coarse', 'job.dimensions')}
${full.anyNear('<', 'limits')}
      if (workgroupUniformLoad(&found) == 0u) {
        continue;
      }
      let firstPoint = starts[base];
      let pointCount = starts[base + 1u] - firstPoint;
      for (var column = 0u; column < TILE; column += PANEL) {
        workgroupBarrier();
${full.panelStored()}
        workgroupBarrier();
        if (thread < rowCount) {
          let end = min(PANEL, max(pointCount, column) - column);
          for (var c = 0u; c < end; c++) {
            let square = cache[thread * (PANEL / 4u) + c / 4u][c % 4u];
            let point = firstPoint + column + c;
            if (square < limits[thread] && point != starts[query] + thread) {
              keep(firstRow + thread, square, point);
              limits[thread] = states[firstRow + thread].limit;
            }
          }
        }
      }
      if (thread < TILE) {
        bounds[thread] = boundOf(limits[thread]);
      }
      workgroupBarrier();
      if (thread == 0u) {
        reach = widest();
      }
    }
    workgroupBarrier();
  }
  if (thread == 0u) {
    states[firstRow].compared += compared;
  }
}
`;
}

/** The text of a thread's sums over its pairs of points: 4 × 4 of them, or 8 × 8 in four groups that lie apart. */
class PairSums {
  private readonly groups: readonly number[];
  private readonly rows: readonly number[];

  constructor(
    tile: 64 | 128,
    private readonly prefix: string,
  ) {
    this.groups = Array.from({ length: tile / 64 }, (_, i) => i);
    this.rows = Array.from({ length: 4 * this.groups.length }, (_, i) => i);
  }

  /** Squared distances over coordinates `offset … offset + count − 1`. */
  computed(offset: string, count: string): string {
    const { groups } = this;
    return `${this.each((row, g) => `      var ${this.sum(row, g)} = vec4<f32>();`)}
      for (var first = 0u; first < ${count}; first += DEPTH) {
        let depth = min(DEPTH, ${count} - first);
        workgroupBarrier();
        if (thread < depth * QUADS) {
          cache[thread] = queries[(queryAt + ${offset} + first) * QUADS + thread];
          cache[256u + thread] = points[(baseAt + ${offset} + first) * QUADS + thread];
        }
        workgroupBarrier();
        for (var d = 0u; d < depth; d++) {
${groups.map((g) => `          let q${g} = cache[d * QUADS + ${16 * g}u + y];`).join('\n')}
${groups.map((g) => `          let b${g} = cache[256u + d * QUADS + ${16 * g}u + x];`).join('\n')}
${this.each((row, g) => {
  const off = `d${row}_${g}`;
  const q = `q${row >> 2}.${'xyzw'.charAt(row & 3)}`;
  return `          let ${off} = ${q} - b${g}; ${this.sum(row, g)} = fma(${off}, ${off}, ${this.sum(row, g)});`;
})}
        }
      }`;
  }

  /** Sets `found` where any sum is below its query's entry. */
  anyNear(comparison: '<' | '<=', entries: string): string {
    return `      if (thread == 0u) {
        atomicStore(&found, 0u);
      }
      workgroupBarrier();
      var ${this.prefix}Near = false;
${this.each((row, g) => `      ${this.prefix}Near = ${this.prefix}Near || any(${this.sum(row, g)} ${comparison} vec4(${entries}[${this.queryOf(row)}]));`)}
      if (${this.prefix}Near) {
        atomicStore(&found, 1u);
      }`;
  }

  /** Puts the sums of columns `column … column + PANEL − 1` into the cache, a query after another. */
  panelStored(): string {
    return this.groups
      .map(
        (g) => `        if (${64 * g}u + 4u * x >= column && ${64 * g}u + 4u * x < column + PANEL) {
          let at = (${64 * g}u + 4u * x - column) / 4u;
${this.rows.map((row) => `          cache[(${this.queryOf(row)}) * (PANEL / 4u) + at] = ${this.sum(row, g)};`).join('\n')}
        }`,
      )
      .join('\n');
  }

  private each(text: (row: number, group: number) => string): string {
    return this.rows.map((row) => this.groups.map((g) => text(row, g)).join('\n')).join('\n');
  }

  private sum(row: number, group: number): string {
    return `${this.prefix}${row}_${group}`;
  }

  private queryOf(row: number): string {
    return `${64 * (row >> 2)}u + 4u * y + ${row & 3}u`;
  }
}
