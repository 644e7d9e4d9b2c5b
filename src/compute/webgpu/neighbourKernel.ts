/** How the kernel cuts its work; each thread compares `micro × micro` pairs of a tile. */
export interface KernelShape {
  /** Points a side of a tile. */
  readonly tile: 64 | 128;
}

/** Threads of a workgroup: 16 × 16, each with 4 × 4 or 8 × 8 pairs. */
const threads = 256;
/** What stands for no limit: WGSL need not know infinities. */
export const unlimited = 3.4028234663852886e38;

/** The kernel's `Job`: which tiles a batch compares, and how. Positions count base tiles in the query tile's own order. */
export interface KernelJob {
  readonly dimensions: number;
  readonly boxDimensions: number;
  readonly keep: number;
  /** The tile of the first workgroup. */
  readonly firstQuery: number;
  /** First tile of the bound base points, and how many there are. */
  readonly firstBase: number;
  readonly bases: number;
  readonly from: number;
  readonly to: number;
  /** First tile of the bound query points. */
  readonly queryShard: number;
  /** First point of the lists. */
  readonly blockStart: number;
  readonly margin: number;
}

export const jobBytes = 48;

/** A job as the kernel reads it. */
export function jobParameters(job: KernelJob): Uint32Array {
  const words = new Uint32Array(jobBytes / 4);
  words.set([job.dimensions, job.boxDimensions, job.keep, job.firstQuery, job.firstBase, job.bases]);
  words.set([job.from, job.to, job.queryShard, job.blockStart], 6);
  new Float32Array(words.buffer)[10] = job.margin;
  return words;
}

/**
 * The neighbour pass as WGSL. A workgroup takes one tile of query points and goes through the base tiles at positions
 * `from … to − 1` of its own order, those near in the tree's order first. It leaves out tiles whose boxes are farther
 * than every query's limit; of the others it computes all squared distances, as Σ (q − b)², whose rounding error is
 * relative to the distance itself; and keeps of every query the `keep` least, with their greatest as the limit.
 *
 * Memory: points as tiles, within one coordinate after coordinate, `tile` points each; boxes `2 × boxDimensions` a
 * tile (the least, then the greatest); lists `keep` pairs (point, distance) a query; a state a query: limit, how many,
 * where the greatest stands.
 */
export function neighbourKernel({ tile }: KernelShape): string {
  const groups = tile / 64;
  const quads = tile / 4;
  const depth = 1024 / tile;
  const panel = tile === 64 ? 32 : 16;
  const each = Array.from({ length: groups }, (_, i) => i);
  const rows = Array.from({ length: 4 * groups }, (_, i) => i);
  const sum = (row: number, group: number): string => `s${row}_${group}`;
  const component = (row: number): string => 'xyzw'.charAt(row & 3);
  return /* wgsl */ `
struct Job {
  dimensions: u32,
  boxDimensions: u32,
  keep: u32,
  firstQuery: u32,
  firstBase: u32,
  bases: u32,
  begin: u32,
  end: u32,
  queryShard: u32,
  blockStart: u32,
  margin: f32,
}
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
const DEPTH = ${depth}u;
const PANEL = ${panel}u;
const THREADS = ${threads}u;
const UNLIMITED = 3.4028234e38;

// Coordinates of both tiles; then, a panel of columns after another, their distances.
var<workgroup> cache: array<vec4<f32>, 512>;
var<workgroup> far: array<f32, THREADS>;
var<workgroup> limits: array<f32, TILE>;
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

// What a box's squared distance must exceed for its points not to matter to any query of the tile.
fn widest() -> f32 {
  var limit = -1.0;
  for (var i = 0u; i < TILE; i++) {
    limit = max(limit, limits[i]);
  }
  if (limit < 0.0 || limit >= 1e37) {
    return UNLIMITED;
  }
  let length = sqrt(limit) * 1.00001 + job.margin;
  return length * length * 1.00002;
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
  if (thread < TILE) {
    limits[thread] = -1.0;
    if (thread < rowCount) {
      limits[thread] = states[firstRow + thread].limit;
    }
  }
  workgroupBarrier();
  if (thread == 0u) {
    reach = widest();
  }
  var compared = 0u;
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
      compared++;
${rows.map((row) => each.map((g) => `      var ${sum(row, g)} = vec4<f32>();`).join('\n')).join('\n')}
      for (var first = 0u; first < job.dimensions; first += DEPTH) {
        let depth = min(DEPTH, job.dimensions - first);
        workgroupBarrier();
        if (thread < depth * QUADS) {
          cache[thread] = queries[((query - job.queryShard) * job.dimensions + first) * QUADS + thread];
          cache[256u + thread] = points[((base - job.firstBase) * job.dimensions + first) * QUADS + thread];
        }
        workgroupBarrier();
        for (var d = 0u; d < depth; d++) {
${each.map((g) => `          let q${g} = cache[d * QUADS + ${16 * g}u + y];`).join('\n')}
${each.map((g) => `          let b${g} = cache[256u + d * QUADS + ${16 * g}u + x];`).join('\n')}
${rows
  .map((row) =>
    each
      .map((g) => {
        const name = `d${row}_${g}`;
        return `          let ${name} = q${row >> 2}.${component(row)} - b${g}; ${sum(row, g)} = fma(${name}, ${name}, ${sum(row, g)});`;
      })
      .join('\n'),
  )
  .join('\n')}
        }
      }
      if (thread == 0u) {
        atomicStore(&found, 0u);
      }
      workgroupBarrier();
      var near = false;
${rows
  .map((row) => {
    const limit = `limits[${64 * (row >> 2)}u + 4u * y + ${row & 3}u]`;
    return each.map((g) => `      near = near || any(${sum(row, g)} < vec4(${limit}));`).join('\n');
  })
  .join('\n')}
      if (near) {
        atomicStore(&found, 1u);
      }
      if (workgroupUniformLoad(&found) == 0u) {
        continue;
      }
      let firstPoint = starts[base];
      let pointCount = starts[base + 1u] - firstPoint;
      for (var column = 0u; column < TILE; column += PANEL) {
        workgroupBarrier();
${each
  .map(
    (g) => `        if (${64 * g}u + 4u * x >= column && ${64 * g}u + 4u * x < column + PANEL) {
          let at = (${64 * g}u + 4u * x - column) / 4u;
${rows.map((row) => `          cache[(${64 * (row >> 2)}u + 4u * y + ${row & 3}u) * (PANEL / 4u) + at] = ${sum(row, g)};`).join('\n')}
        }`,
  )
  .join('\n')}
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
