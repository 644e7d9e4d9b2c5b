import type { Memento } from 'vscode';
import { z } from 'zod';
import { findProgram, type FoundProgram } from '../../adapters/allowedProgram';
import { AbortedError } from '../../base/abort';
import type { ExperimentKind } from '../../experiments/kind';
import type { RunSpec } from '../../experiments/run';

const stateKey = 'marginalia.allowedPrograms';
const permitsSchema = z.array(z.string());
/** The newest; who has allowed more is asked about the oldest again. */
const mostPermits = 500;

export interface ProgramPermitsPorts {
  /** The editor's own storage of the workspace, out of reach of the files in it. */
  readonly memento: Pick<Memento, 'get' | 'update'>;
  readonly isTrusted: () => boolean;
  /** Shows the program to the user; resolves to whether it may be started. */
  readonly ask: (experimentId: string, program: FoundProgram) => PromiseLike<boolean>;
}

/**
 * What the user has allowed experiments to start. Asks before a program is started for the first time: with these words,
 * in this folder, with these variables.
 */
export class ProgramPermits {
  constructor(private readonly ports: ProgramPermitsPorts) {}

  /**
   * The permit that the run's worker needs; undefined where the kind starts no program. Throws an `AbortedError` where the
   * user declines, and in a workspace that is not trusted.
   *
   * @param root the folder that holds `.marginalia`.
   */
  async permitFor(
    root: string,
    experimentId: string,
    kind: ExperimentKind,
    spec: Record<string, unknown>,
    origin: RunSpec['origin'],
  ): Promise<string | undefined> {
    const start = kind.program?.start(spec);
    if (start === undefined) return undefined;
    if (!this.ports.isTrusted()) throw new AbortedError();
    const program = await findProgram(root, origin.note, start);
    const { permit } = program;
    if (this.permits().includes(permit)) return permit;
    if (!(await this.ports.ask(experimentId, program))) throw new AbortedError();
    await this.ports.memento.update(stateKey, [...this.permits(), permit].slice(-mostPermits));
    return permit;
  }

  private permits(): readonly string[] {
    const parsed = permitsSchema.safeParse(this.ports.memento.get(stateKey));
    return parsed.success ? parsed.data : [];
  }
}
