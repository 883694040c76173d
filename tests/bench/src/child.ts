import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A helper process of the bench, spoken to over IPC; it ends with its parent. */
export class Child {
  readonly #process: ChildProcess;

  constructor(file: string) {
    this.#process = fork(join(import.meta.dirname, 'processes', `${file}.js`));
  }

  async ask<Answer>(order: object): Promise<Answer> {
    this.#process.send(order);
    return this.hear<Answer>();
  }

  async hear<Answer>(): Promise<Answer> {
    const [answer] = (await once(this.#process, 'message')) as [Answer];
    return answer;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.disconnect();
    await ended;
  }
}
