import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CodedError } from '../../base/errors';
import { fromLayersSchema, type FromLayers, type ToLayers } from './layersMessages';

type Answer<Type extends FromLayers['type']> = Extract<FromLayers, { type: Type }>;

/** A process that trains models of TensorFlow.js; it is asked one thing after another. */
export class LayersProcess {
  private settle: { resolve(answer: FromLayers): void; reject(error: Error): void } | undefined;
  private ended: Error | undefined;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: unknown) => {
      const { settle } = this;
      this.settle = undefined;
      child.unref();
      child.channel?.unref();
      settle?.resolve(fromLayersSchema.parse(message));
    });
    child.on('error', (error) => this.fail(new Error(`its process could not be started (${error.message})`)));
    child.on('exit', (code, signal) =>
      this.fail(new Error(`its process ended early (${signal ?? `exit code ${code}`})`)),
    );
  }

  /** @param script the built `layersProcess.js`. @param nodePath what runs it. */
  static start(script: string, nodePath: string): LayersProcess {
    if (!existsSync(script)) throw new Error(`${script} is missing`);
    const child = fork(script, [], {
      execPath: nodePath,
      execArgv: [],
      cwd: dirname(script),
      serialization: 'advanced',
      // What native packages print goes to the run's log.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return new LayersProcess(child);
  }

  /**
   * Resolves to the answer. Rejects with what the process could not do (`experiment.invalid` where it is the model's
   * doing), or with how it ended.
   */
  async ask<Type extends FromLayers['type']>(message: ToLayers, type: Type): Promise<Answer<Type>> {
    const answer = await new Promise<FromLayers>((resolve, reject) => {
      if (this.ended !== undefined) return reject(this.ended);
      this.settle = { resolve, reject };
      this.child.ref();
      this.child.channel?.ref();
      this.child.send(message, undefined, {}, (error) => {
        if (error !== null) this.fail(error);
      });
    });
    if (answer.type === 'fault') {
      const { code, message: reason, remedy, file } = answer;
      throw new CodedError(code, reason, { remedy, ...(file === undefined ? {} : { location: { file } }) });
    }
    if (answer.type !== type) throw new Error(`asked for ${type}, and got ${answer.type}`);
    return answer as Answer<Type>;
  }

  /** Ends the process, whatever it does. */
  end(): void {
    this.fail(new Error('its process was ended'));
    this.child.kill('SIGKILL');
  }

  private fail(error: Error): void {
    this.ended ??= error;
    this.settle?.reject(this.ended);
    this.settle = undefined;
  }
}
