import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type KeptInput, readKeptInputSchema, selectRunsSchema } from '@ebbflow/contracts';
import type { RunFinished } from './executor-house.ts';

/** Stands in for the log store where runs are done again: it keeps what the ends of runs announced. */
export class LogStoreFake {
  /** Where the ends of runs are found. */
  finished: readonly RunFinished[] = [];
  /** Runs whose input it does not keep any more. */
  readonly gone = new Set<string>();
  isAway = false;
  /** What a caller may read of a run, by its id. */
  readonly readable = new Map<string, object>();
  /** Questions about single runs. */
  readCount = 0;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      const run = this.readable.get(request.url?.split('/').at(-1) ?? '');
      if (run === undefined) problem(response, 404, 'LOG_STORE.RUN_NOT_FOUND');
      else send(response, 200, run);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
    if (this.isAway) problem(response, 503, 'HOST.UNAVAILABLE');
    else if (request.url?.endsWith('/select') === true) send(response, 200, this.#select(body));
    else this.#read(body, response);
  }

  #read(body: unknown, response: ServerResponse): void {
    const { tenantId, runId } = readKeptInputSchema.parse(body);
    this.readCount += 1;
    const run = this.finished.find((candidate) => candidate.runId === runId && candidate.tenantId === tenantId);
    if (!run) problem(response, 404, 'LOG_STORE.RUN_NOT_FOUND');
    else if (run.confidential) problem(response, 409, 'LOG_STORE.RUN_CONFIDENTIAL');
    else if (run.inputRunId === undefined || this.gone.has(runId)) problem(response, 410, 'LOG_STORE.INPUT_GONE');
    else send(response, 200, keptOf(run, run.inputRunId));
  }

  /** A page is at most two runs; the cursor is a position. */
  #select(body: unknown): object {
    const { tenantId, scenarioId, status, to, cursor } = selectRunsSchema.parse(body);
    const all = this.finished.filter(
      (run) =>
        run.tenantId === tenantId &&
        run.scenarioId === scenarioId &&
        (status === undefined || run.status === status) &&
        run.finishedAt < to,
    );
    const position = Number(cursor ?? 0);
    const runIds = all.slice(position, position + 2).map(({ runId }) => runId);
    return { runIds, nextCursor: position + 2 < all.length ? String(position + 2) : null };
  }
}

function keptOf(run: RunFinished, inputRunId: string): KeptInput {
  const { runId, scenarioId, scenarioVersion, trigger, deliveryId, hookId, input } = run;
  return {
    runId,
    scenarioId,
    scenarioVersion,
    trigger,
    inputRunId,
    ...(deliveryId === undefined ? {} : { deliveryId }),
    ...(hookId === undefined ? {} : { hookId }),
    ...(input === undefined ? {} : { input }),
  };
}

function problem(response: ServerResponse, status: number, code: string): void {
  send(response, status, { type: `/docs/errors/${code}`, title: 'Fake', status, code, detail: 'Said by the fake.' });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
