import { experimentKindOf } from '../experiments/result';
import type { RunResult } from '../experiments/run';

/** What a result is held against: the block and its files as they are now. */
export interface CurrentState {
  /** Of the block; undefined where there is none any more. */
  readonly specHash: string | undefined;
  /** Of the code of the result's kind; undefined where this version does not know the kind. */
  readonly kindRevision: number | undefined;
  /** Of the files the run read; `sha256` is undefined where the file is missing. Files not listed are not compared. */
  readonly inputs: readonly { readonly path: string; readonly sha256: string | undefined }[];
}

/** Why a result no longer answers its block, as sentences; empty where it does. */
export function staleReasons(now: CurrentState, result: RunResult): readonly string[] {
  const reasons: string[] = [];
  if (now.specHash === undefined) reasons.push('The experiment is no longer in the notes.');
  else if (now.specHash !== result.specHash) reasons.push('The experiment’s options changed since this run.');

  const kind = experimentKindOf(result.result);
  const revision = result.provenance.versions[kind];
  if (now.kindRevision === undefined) {
    reasons.push(`This version of Marginalia has no experiments of the kind ${kind}.`);
  } else if (String(now.kindRevision) !== revision) {
    reasons.push('The code that computes it changed since this run, and may give other numbers.');
  }

  for (const input of result.provenance.inputs) {
    const file = now.inputs.find(({ path }) => path === input.path);
    if (!file || file.sha256 === input.sha256) continue;
    reasons.push(`${input.path} ${file.sha256 === undefined ? 'is missing' : 'changed since this run'}.`);
  }
  return reasons;
}
