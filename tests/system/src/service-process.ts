import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { ServiceName } from '@ebbflow/contracts';
import { waitFor } from '@ebbflow/testing';

const root = resolve(import.meta.dirname, '../../..');

/** Those that run: they must not outlive a trial or test that was stopped itself. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** One service as compose and the chart run it: its own process, told everything by its environment. */
export class ServiceProcess {
  readonly name: ServiceName;
  readonly #env: Record<string, string>;
  #child: ChildProcess | undefined;
  output = '';

  constructor(name: ServiceName, env: Record<string, string>) {
    this.name = name;
    this.#env = env;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** `main.js <verb> …`, to its end. @returns what it printed on standard output */
  async command(...argv: string[]): Promise<string> {
    const child = this.#spawn(argv);
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    if (code !== 0) throw new Error(`${this.name} ${argv.join(' ')} ended with ${String(code)}:\n${this.output}`);
    return printed;
  }

  /** Starts it and waits until it says it is ready to be asked. */
  async start(): Promise<void> {
    const child = this.#spawn([]);
    this.#child = child;
    const url = `http://127.0.0.1:${this.#env['EBB_SERVICE_PORT'] ?? ''}/health/ready`;
    await waitFor(
      async () => {
        if (child.exitCode !== null) return true;
        return (await fetch(url).catch(() => undefined))?.status === 200;
      },
      { what: `${this.name} to be ready`, timeoutMs: 90_000 },
    );
    if (child.exitCode !== null) throw new Error(`${this.name} ended with ${String(child.exitCode)}:\n${this.output}`);
  }

  /** @returns the exit code */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    child.kill(signal);
    return ended;
  }

  #spawn(argv: readonly string[]): ChildProcess {
    const child = spawn(
      process.execPath,
      ['--disable-proto=delete', join(root, `services/${this.name}/dist/main.js`), ...argv],
      {
        cwd: root,
        env: { PATH: process.env['PATH'] ?? '', ...this.#env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    running.add(child);
    child.once('exit', () => running.delete(child));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.output = `${this.output}${chunk.toString()}`.slice(-200_000)));
    }
    return child;
  }
}
