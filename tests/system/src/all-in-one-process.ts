import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { waitFor } from '@ebbflow/testing';
import { freePortPair } from './free-port-pair.ts';
import { newFolder } from './new-folder.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The product as a person starts it: the built program in a process of its own, on a data folder of its own. */
export class AllInOneProcess {
  readonly dataDir: string;
  readonly #env: Record<string, string>;
  #port: number | undefined;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(env: Record<string, string> = {}, dataDir = newFolder('ebbflow system ')) {
    this.dataDir = dataDir;
    this.#env = env;
  }

  /** Everything it printed so far, both streams. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('The all-in-one is not running.');
    return pid;
  }

  get consoleUrl(): string {
    return this.#operator().url;
  }

  get doorUrl(): string {
    const console = new URL(this.consoleUrl);
    return `http://${console.hostname}:${String(Number(console.port) + 1)}`;
  }

  /** URL of the database's superuser, as the start leaves it for the operator. */
  get adminUrl(): string {
    return readFileSync(join(this.dataDir, 'secrets/database-admin-url'), 'utf8').trim();
  }

  /** Starts and waits until it says it is ready. */
  async start(timeoutMs = 60_000): Promise<void> {
    const mark = this.#output.length;
    // One port for its whole life, so that a hook's address holds over restarts.
    this.#port ??= await freePortPair();
    const child = spawn(process.execPath, ['--disable-proto=delete', join(root, 'deploy/all-in-one/dist/main.js')], {
      cwd: root,
      env: {
        ...process.env,
        EBB_HTTP_CHECK_ANSWERS: 'true',
        EBB_DATA_DIR: this.dataDir,
        EBB_PORT: String(this.#port),
        ...this.#env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    const isReady = await waitFor(
      () => {
        if (this.#output.slice(mark).includes('Ebbflow is ready')) return 'yes';
        return child.exitCode === null && child.signalCode === null ? undefined : 'ended';
      },
      { timeoutMs, what: 'the all-in-one to be ready' },
    ).catch((cause: unknown) => {
      throw new Error(`The all-in-one said nothing more after:\n${this.#output.slice(mark)}`, { cause });
    });
    if (isReady === 'ended')
      throw new Error(`The all-in-one ended (${String(child.exitCode)}):\n${this.#output.slice(mark)}`);
  }

  /** Asks it to stop and waits for its end. @returns the exit code */
  async stop(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT'): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    child.kill(signal);
    return ended;
  }

  /** Ends the process at once, without a chance to say goodbye. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Runs the terminal program against this instance and returns what it printed as JSON. */
  async ebbflow<Answer>(...argv: string[]): Promise<Answer> {
    const { code, stdout, stderr } = await this.ebbflowRaw(...argv, '--json');
    if (code !== 0) throw new Error(`ebbflow ${argv.join(' ')} ended with ${String(code)}: ${stderr}${stdout}`);
    return JSON.parse(stdout) as Answer;
  }

  async ebbflowRaw(...argv: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = spawn(process.execPath, [join(root, 'deploy/cli/dist/main.js'), ...argv], {
      cwd: root,
      env: { ...process.env, EBB_DATA_DIR: this.dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, stdout, stderr };
  }

  /** A request to the API with the operator's token. */
  async api(path: string, init: RequestInit = {}): Promise<Response> {
    const { url, token } = this.#operator();
    return fetch(`${url}/api/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  }

  #operator(): { url: string; token: string } {
    return JSON.parse(readFileSync(join(this.dataDir, 'operator.json'), 'utf8')) as { url: string; token: string };
  }
}
