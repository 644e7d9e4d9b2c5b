import type { OutputLine } from './lineSplitter';
import { decodeMessage, type ProgramMessage } from './message';
import { betterOf, type ProgramTarget } from './programTarget';

/** A moment at which a program reported metrics. */
export interface Reported {
  /** Which of its reports, from 1. */
  readonly report: number;
  readonly metrics: ReadonlyMap<string, number>;
}

/** Warnings of one program that are kept; the rest are counted. */
const mostWarnings = 5;
/** Reports that are kept; every second is dropped when there are more. */
const mostReports = 512;

/** What one program has said so far. However much it says, what is kept is bounded. */
export class RunRecord {
  private readonly kept: Reported[] = [];
  private stride = 1;
  private reports = 0;
  private lastReport: Reported | undefined;
  private readonly faults: string[] = [];
  private faultCount = 0;
  private best = NaN;
  private measured = false;
  private final: ReadonlyMap<string, number> | undefined;
  private fraction = 0;
  private words: string | undefined;

  constructor(
    private readonly target: ProgramTarget,
    private readonly take: 'best' | 'last',
  ) {}

  /** True where the line brings progress, words or metrics. */
  read({ number, text }: OutputLine): boolean {
    if (text === undefined)
      return this.fault(`Line ${number} is longer than a message may be, and was left out.`);
    const decoded = decodeMessage(text);
    if (!decoded.ok) return this.fault(`Line ${number} ${decoded.error}.`);
    if (decoded.value === undefined) return false;
    this.add(decoded.value);
    return true;
  }

  /** 0 to 1, never falling. */
  get progress(): number {
    return this.fraction;
  }

  get message(): string | undefined {
    return this.words;
  }

  /** Names of metrics, in the order in which they first came. */
  get names(): readonly string[] {
    const all = [...this.kept.map(({ metrics }) => metrics), this.lastReport?.metrics, this.final];
    return [...new Set(all.flatMap((metrics) => [...(metrics?.keys() ?? [])]))];
  }

  /**
   * The target's metric: of the program's result where that has it, else the best or last of what it reported. NaN where
   * no report of it is a finite number; undefined where it was never reported.
   */
  get score(): number | undefined {
    const stated = this.final?.get(this.target.metric);
    if (stated !== undefined) return stated;
    return this.measured ? this.best : undefined;
  }

  /** Of each metric, what the result says, else what was reported last. */
  get last(): ReadonlyMap<string, number> {
    return new Map([...(this.lastReport?.metrics ?? []), ...(this.final ?? [])]);
  }

  /** Evenly spaced, the last among them. */
  get curve(): readonly Reported[] {
    const last = this.lastReport;
    return last === undefined || this.kept.at(-1) === last ? [...this.kept] : [...this.kept, last];
  }

  /** What was wrong with its lines, each with its number. */
  get warnings(): readonly string[] {
    const more = this.faultCount - this.faults.length;
    return more === 0 ? this.faults : [...this.faults, `${more} more lines like these.`];
  }

  private add({ progress, message, metrics, result }: ProgramMessage): void {
    this.fraction = Math.max(this.fraction, progress ?? 0);
    this.words = message ?? this.words;
    if (result !== undefined) this.final = new Map([...(this.final ?? []), ...result]);
    if (metrics.size === 0) return;
    this.reports += 1;
    this.lastReport = { report: this.reports, metrics };
    const score = metrics.get(this.target.metric);
    if (score !== undefined) {
      this.best = this.measured && this.take === 'best' ? betterOf(this.target, this.best, score) : score;
      this.measured = true;
    }
    if ((this.reports - 1) % this.stride !== 0) return;
    this.kept.push(this.lastReport);
    if (this.kept.length < mostReports) return;
    this.stride *= 2;
    const thinned = this.kept.filter((_, i) => i % 2 === 0);
    this.kept.splice(0, this.kept.length, ...thinned);
  }

  private fault(text: string): false {
    this.faultCount += 1;
    if (this.faults.length < mostWarnings) this.faults.push(text);
    return false;
  }
}
