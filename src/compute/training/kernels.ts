import type { StreamWords } from '../../base/rng';

/** The nonlinearity after a layer; GELU is the exact one, x Φ(x) (Hendrycks and Gimpel 2016). */
export type Activation = 'identity' | 'relu' | 'tanh' | 'gelu';

/** A byte address in the kernels' memory. Floats are at multiples of 4, what vectors read at multiples of 16. */
export type Address = number;

/** A fully connected layer on a batch: `inputs × outputs` weights, row-major by input, then a bias an output. */
export interface LayerShape {
  readonly inputs: number;
  readonly outputs: number;
  /** Examples a feature's row holds: the batch, rounded up to a multiple of 8. */
  readonly stride: number;
}

/**
 * A convolution of images on a batch. Their channels lie one after the other, each row by row: `[channel][y][x][example]`.
 * Every output pixel sees `patch` inputs; its weights are `patch × outputs`, row-major by input, then a bias an output.
 */
export interface ConvolutionShape {
  readonly patch: number;
  /** Channels that come out. */
  readonly outputs: number;
  /** Of the output, in pixels. */
  readonly height: number;
  readonly width: number;
  /** Pixels of the input from one output pixel's patch to that of the next in its row, and of the next row. */
  readonly across: number;
  readonly down: number;
  /** Examples that a pixel holds, a multiple of 8. */
  readonly stride: number;
}

/** Squares of `size × size` pixels, side by side, each made one pixel; what is left over at the right and below is dropped. */
export interface PoolShape {
  readonly channels: number;
  /** Of the input, in pixels. */
  readonly height: number;
  readonly width: number;
  readonly size: number;
  readonly stride: number;
}

/** What becomes of a square of pixels: its greatest value, or its mean. */
export type Pooling = 'max' | 'avg';

/** Constants of one step of Adam (Kingma and Ba 2015, algorithm 1). */
export interface AdamStep {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** What the moments are divided by: 1 − β^t, or whatever a variant takes instead. */
  readonly correction1: number;
  readonly correction2: number;
  readonly epsilon: number;
}

/**
 * The inner loops of training, in float32, over one memory that they share with their caller. Activations lie feature
 * by feature (`[feature][example]`), so that a vector holds the same feature of neighbouring examples; examples past
 * the batch's end are zero and add nothing. There is one implementation in plain TypeScript and one in WebAssembly;
 * both give the same numbers up to rounding (relative 1e-5 on gradients).
 */
export interface TrainingKernels {
  /** For people: `webassembly simd`, `javascript`. */
  readonly description: string;
  readonly memory: { readonly buffer: ArrayBuffer };
  /** The first address that the kernels leave to their caller. */
  readonly free: Address;
  /** Makes the memory at least so many bytes long; views of it are void afterwards. A RangeError where it cannot. */
  reserve(bytes: number): void;

  /** `target[c][b] = source[rows[b]][c]` for b below `count`, and 0 from there to the stride. */
  gather(
    source: Address,
    rows: Address,
    count: number,
    columns: number,
    target: Address,
    stride: number,
  ): void;
  /** `output[j] = bias[j] + Σ_i weights[i][j] input[i]`. */
  dense(input: Address, weights: Address, bias: Address, output: Address, shape: LayerShape): void;
  /** `output = f(input)` over `length` floats; the two may be the same. */
  activate(activation: Activation, input: Address, output: Address, length: number): void;
  /** `delta ·= f'(input)`, of which `output` is the activation. */
  activateBack(activation: Activation, input: Address, output: Address, delta: Address, length: number): void;
  /** `inputDelta[i] = Σ_j weights[i][j] delta[j]`. */
  denseInput(weights: Address, delta: Address, inputDelta: Address, shape: LayerShape): void;
  /** Adds `Σ_b input[i][b] delta[j][b]` to the weights' gradient and `Σ_b delta[j][b]` to the bias's. */
  denseGradient(input: Address, delta: Address, weights: Address, bias: Address, shape: LayerShape): void;
  /**
   * `output[j][pixel] = bias[j] + Σ_p weights[p][j] input[pixel's patch][p]`.
   * @param offsets pixels of the input from a patch's first element to each of its elements, 32-bit integers, in memory
   * of {@link convolutionScratch} bytes, the rest of which is overwritten.
   */
  convolve(
    input: Address,
    offsets: Address,
    weights: Address,
    bias: Address,
    output: Address,
    shape: ConvolutionShape,
  ): void;
  /** Adds `Σ_j weights[p][j] delta[j][pixel]` to the input's deltas at element p of every pixel's patch. */
  convolveInput(
    weights: Address,
    offsets: Address,
    delta: Address,
    inputDelta: Address,
    shape: ConvolutionShape,
  ): void;
  /** Adds `Σ_pixel Σ_b input[patch][p] delta[j]` to the weights' gradient, and the sums of the deltas to the bias's. */
  convolveGradient(
    input: Address,
    offsets: Address,
    delta: Address,
    weights: Address,
    bias: Address,
    shape: ConvolutionShape,
  ): void;
  pool(pooling: Pooling, input: Address, output: Address, shape: PoolShape): void;
  /** Writes the input's deltas: of a maximum all goes to the first that has it; pixels that were dropped get 0. */
  poolBack(
    pooling: Pooling,
    input: Address,
    output: Address,
    outputDelta: Address,
    inputDelta: Address,
    shape: PoolShape,
  ): void;
  /**
   * Adds to the two doubles at `tally` the summed cross-entropy −ln softmax(logits)[label] and how many labels have the
   * greatest logit, the first of equal ones. Turns the logits into `scale · (softmax − one-hot)` where `scale` is not 0.
   * @param labels one 32-bit integer an example of the data; `rows` picks the batch's.
   */
  crossEntropy(
    logits: Address,
    labels: Address,
    rows: Address,
    count: number,
    classes: number,
    stride: number,
    scale: number,
    tally: Address,
  ): void;
  /**
   * Adds to the double at `tally` the summed squared error. Turns the outputs into `2 scale · (output − target)` where
   * `scale` is not 0. @param targets `[example of the data][output]`, floats.
   */
  squaredError(
    outputs: Address,
    targets: Address,
    rows: Address,
    count: number,
    width: number,
    stride: number,
    scale: number,
    tally: Address,
  ): void;

  /** Shuffles `count` 32-bit integers (Fisher and Yates 1938, Durstenfeld's form) by blocks 0, 1, … of the stream. */
  shuffle(target: Address, count: number, stream: StreamWords): void;
  /**
   * Fills `count` places (a multiple of 8) as `denseElement` reads them with standard normals, four from each block
   * (Box and Muller 1958).
   */
  normals(target: Address, count: number, stream: StreamWords): void;
  /** `norms[c] = Σ_r A[r][c]²` of a dense matrix laid out as `denseIndex` says; `rows` a multiple of 16. */
  columnNorms(matrix: Address, norms: Address, rows: number, columns: number): void;
  /** `target = base + A x`. */
  project(matrix: Address, x: Address, base: Address, target: Address, rows: number, columns: number): void;
  /** `target = Aᵀ y`; `scratch` holds `4 columns` floats. */
  projectBack(
    matrix: Address,
    y: Address,
    target: Address,
    scratch: Address,
    rows: number,
    columns: number,
  ): void;
  /** Adds `x[c]`, signed, at the rows listed for column c: `2 row + (1 if negative)`, from `starts[c]` to `starts[c + 1]`. */
  scatterSigned(list: Address, starts: Address, x: Address, target: Address, columns: number): void;
  /** `target[c]` = the signed sum of y over those rows. */
  gatherSigned(list: Address, starts: Address, y: Address, target: Address, columns: number): void;
  /** The Walsh–Hadamard transform of `length` floats, a power of two of at least 8, in place, not normalised. */
  walshHadamard(values: Address, length: number): void;
  /** `target[i] = a[i] · b[i]`. */
  multiply(a: Address, b: Address, target: Address, length: number): void;
  /** `target[i] += a[i] · b[i]`. */
  multiplyAdd(a: Address, b: Address, target: Address, length: number): void;
  /** `target[i] = base[i] + scale · a[i]`. */
  addScaled(base: Address, a: Address, scale: number, target: Address, length: number): void;
  /** `target[i] = factor[i] · values[order[i]]`. */
  permute(values: Address, order: Address, factor: Address, target: Address, length: number): void;
  /** `target[order[i]] = factor[i] · values[i]`. */
  permuteBack(values: Address, order: Address, factor: Address, target: Address, length: number): void;

  /** `momentum = decay · momentum + gradient; values −= rate · momentum` (Polyak 1964). */
  momentumStep(
    values: Address,
    gradient: Address,
    momentum: Address,
    length: number,
    rate: number,
    decay: number,
  ): void;
  adamStep(
    values: Address,
    gradient: Address,
    first: Address,
    second: Address,
    length: number,
    step: AdamStep,
  ): void;
}

/** Bytes of a convolution's offsets with the room behind them: for offsets, the weights, and the deltas of eight examples. */
export function convolutionScratch({ patch, outputs }: Pick<ConvolutionShape, 'patch' | 'outputs'>): number {
  return 4 * (patch * (2 + outputs) + 8 * outputs);
}
