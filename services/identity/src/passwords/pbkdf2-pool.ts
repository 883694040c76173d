import { Worker } from 'node:worker_threads';
import type { Secret } from '@ebbflow/kernel';
import { HashingBusyError } from '../identity.errors.ts';

export interface Pbkdf2Task {
  readonly password: Secret;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly keyBytes: number;
}

interface Job {
  readonly task: Pbkdf2Task;
  readonly resolve: (key: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A few threads of their own for PBKDF2, with a bounded queue. Node's `pbkdf2` would use libuv's four threads, which also
 * resolve names and read files: a dozen sign-ins would stall the whole process, and in the all-in-one every service with it.
 *
 * A thread is idle, or has one job; it starts when a job finds no idle one and there are fewer than the limit, and never
 * keeps the process alive. A thread that dies fails its job and is replaced when needed.
 */
export class Pbkdf2Pool {
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  readonly #queue: Job[] = [];
  readonly #threadCount: number;
  readonly #queueLength: number;
  #closed = false;

  constructor(options: { threadCount: number; queueLength: number }) {
    this.#threadCount = options.threadCount;
    this.#queueLength = options.queueLength;
  }

  /**
   * Before anything is looked up for a hash that would not be made: in a flood nearly all are refused here, in no time.
   * @throws HashingBusyError when the queue is full.
   */
  assertRoom(): void {
    if (this.#closed || this.#queue.length >= this.#queueLength) throw new HashingBusyError();
  }

  /** @throws HashingBusyError when the queue is full. */
  derive(task: Pbkdf2Task): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      // What is thrown in here rejects the promise.
      this.assertRoom();
      this.#queue.push({ task, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) job.reject(new HashingBusyError());
    await Promise.all([...this.#idle.splice(0), ...this.#busy.keys()].map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#busy.size < this.#threadCount ? this.#start() : undefined);
    const job = worker === undefined ? undefined : this.#queue.shift();
    if (worker === undefined || job === undefined) return;
    this.#busy.set(worker, job);
    const { password, salt, iterations, keyBytes } = job.task;
    worker.postMessage({ password: password.reveal(), salt, iterations, keyBytes });
  }

  #start(): Worker {
    // The build renames .ts to .js but leaves this text alone, so the ending follows that of the file it stands in.
    const file = import.meta.url.endsWith('.ts') ? './pbkdf2-worker.ts' : './pbkdf2-worker.js';
    const worker = new Worker(new URL(file, import.meta.url));
    worker.unref();
    worker.on('message', (key: Uint8Array) => {
      const job = this.#busy.get(worker);
      this.#busy.delete(worker);
      this.#idle.push(worker);
      job?.resolve(Buffer.from(key));
      this.#next();
    });
    worker.on('error', (error) => {
      this.#busy.get(worker)?.reject(error);
    });
    worker.on('exit', () => {
      this.#busy.get(worker)?.reject(new HashingBusyError());
      this.#busy.delete(worker);
      const position = this.#idle.indexOf(worker);
      if (position >= 0) this.#idle.splice(position, 1);
      this.#next();
    });
    return worker;
  }
}
