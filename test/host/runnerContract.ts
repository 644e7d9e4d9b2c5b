/** What the runner outside hands to the suite inside the extension host, as `options.json` beside the bundle. */
export interface HostTestOptions {
  readonly grep?: string;
  readonly timeoutMs: number;
}

/** What comes back, as `outcome.json`. */
export interface HostTestOutcome {
  readonly passed: number;
  readonly failed: number;
}

/** Begins each line of the suite's report: the workbench logs through the same channel. */
export const REPORT_PREFIX = '[host test]';
