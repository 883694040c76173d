import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';

const root = resolve(import.meta.dirname, '../../..');

/** The all-in-one as shipped, in its own process, with one active scenario: webhook, then one HTTP call to the sink. */
export class EbbflowUnderTest {
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'ebbflow-bench-'));
  readonly #child: ChildProcess;
  #database: Client | undefined;
  #output = '';

  constructor(more: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, ['--disable-proto=delete', join(root, 'deploy/all-in-one/dist/main.js')], {
      // One hook takes all the load, which is what its rate limit is there to prevent.
      env: {
        ...process.env,
        EBB_DATA_DIR: this.#dataDir,
        EBB_EGRESS_ALLOW: '127.0.0.0/8',
        EBB_GATEWAY_RATE_LIMIT: '1000000',
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#output = `${this.#output}${chunk.toString()}`.slice(-20_000)));
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ready(): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (!this.#output.includes('Ebbflow is ready')) {
      if (this.#child.exitCode !== null || Date.now() > deadline)
        throw new Error(`Ebbflow did not start:\n${this.#output}`);
      await new Promise((done) => setTimeout(done, 50));
    }
    const adminUrl = readFileSync(join(this.#dataDir, 'secrets/database-admin-url'), 'utf8').trim();
    this.#database = new Client({ connectionString: adminUrl });
    await this.#database.connect();
  }

  get databaseUrl(): string {
    return readFileSync(join(this.#dataDir, 'secrets/database-admin-url'), 'utf8').trim();
  }

  /** Where the console is, and the token of its operator. */
  get operator(): { readonly url: string; readonly token: string } {
    return JSON.parse(readFileSync(join(this.#dataDir, 'operator.json'), 'utf8')) as { url: string; token: string };
  }

  /** Imports and activates the scenario. @returns the hook's URL */
  async prepare(sinkUrl: string): Promise<string> {
    const { url, token } = this.operator;
    const call = async (method: string, path: string, body: object): Promise<Record<string, unknown>> => {
      const answer = await fetch(`${url}/api/executor/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${method} ${path} answered ${String(answer.status)}: ${await answer.text()}`);
      const text = await answer.text();
      return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    };
    const imported = await call('POST', 'scenarios', { blueprint: oneCall(sinkUrl) });
    await call('PUT', `scenarios/${String(imported['scenarioId'])}/activation`, { active: true });
    return (imported['hooks'] as { url: string }[])[0]?.url ?? '';
  }

  /** Runs that ended, over all scenarios. */
  async finishedRuns(): Promise<number> {
    const answer = await this.#database?.query<{ count: string }>(
      "select count(*) from executor.run where state = 'finished'",
    );
    return Number(answer?.rows[0]?.count ?? 0);
  }

  async stop(): Promise<void> {
    await this.#database?.end();
    if (this.#child.exitCode === null) {
      const ended = new Promise((done) => this.#child.once('exit', done));
      this.#child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

function oneCall(sinkUrl: string): object {
  return {
    name: 'Bench: one call',
    flow: [
      { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: { maxResults: 1 }, mapper: {} },
      {
        id: 2,
        module: 'http:ActionSendData',
        version: 3,
        parameters: { handleErrors: true },
        mapper: {
          url: sinkUrl,
          method: 'post',
          headers: [],
          qs: [],
          bodyType: 'raw',
          contentType: 'application/json',
          data: '{"sequence": {{1.sequence}}, "filler": "{{1.filler}}"}',
          parseResponse: true,
          followRedirect: true,
          rejectUnauthorized: true,
        },
      },
    ],
    metadata: {
      version: 1,
      instant: true,
      scenario: { roundtrips: 1, maxErrors: 3, sequential: false, confidential: false },
    },
  };
}
