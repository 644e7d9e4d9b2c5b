import { Worker } from 'node:worker_threads';

/**
 * Threads of one script that are started when first needed and kept for the next time. Idle, they do not keep the
 * process alive. A thread that fails is let go of, and what it was asked is rejected.
 */
export class ThreadPool {
  private workers: Worker[] = [];

  constructor(private readonly script: string) {}

  /** Threads that are there already. */
  get size(): number {
    return this.workers.length;
  }

  /** Starts threads until there are `count`; they come up while the caller goes on. */
  start(count: number): void {
    while (this.workers.length < count) {
      const worker = new Worker(this.script);
      worker.unref();
      // Between questions nobody else listens.
      worker.on('error', () => this.drop(worker));
      worker.on('exit', () => this.drop(worker));
      this.workers.push(worker);
    }
  }

  /** Sends each message to a thread of its own; resolves with the answers in the same order. */
  async ask(messages: readonly unknown[]): Promise<unknown[]> {
    this.start(messages.length);
    const asked = this.workers.slice(0, messages.length);
    return Promise.all(asked.map((worker, i) => answerOf(worker, messages[i])));
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    const { workers } = this;
    this.workers = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  private drop(worker: Worker): void {
    this.workers = this.workers.filter((other) => other !== worker);
  }
}

function answerOf(worker: Worker, message: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.unref();
    };
    const onMessage = (answer: unknown): void => {
      settle();
      resolve(answer);
    };
    const onError = (error: Error): void => {
      settle();
      reject(error);
    };
    const onExit = (code: number): void => {
      settle();
      reject(new Error(`a search thread ended early (exit code ${code})`));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.ref();
    worker.postMessage(message);
  });
}
