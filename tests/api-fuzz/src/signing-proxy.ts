import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of 5xx with what was asked, so that it can be asked again by hand. */
export interface Failure {
  readonly status: number;
  readonly asked: string;
  readonly answer: string;
}

const NOT_PASSED_ON = /^(host|connection|content-length|transfer-encoding)$/i;

/** Headers for one request, by method and path. */
export type Credentials = (method: string, path: string) => Promise<Readonly<Record<string, string>>>;

/**
 * Passes requests on with credentials of the moment: service tokens live for a minute and a fuzzer for many. It keeps every 5xx with the
 * request, because a fuzzer shows one example of each kind.
 */
export class SigningProxy implements AsyncDisposable {
  readonly failures: Failure[] = [];
  readonly statuses = new Map<number, number>();
  readonly #server;

  constructor(target: string, credentials: Credentials) {
    this.#server = createServer((incoming, outgoing) => {
      void this.#pass(new URL(target), credentials, incoming, outgoing).catch((error: unknown) => {
        outgoing.destroy(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #pass(
    target: URL,
    credentials: Credentials,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const { method = 'GET', url: path = '/' } = incoming;
    const body = await bytesOf(incoming);
    const own = await credentials(method, path);
    const headers = [
      ...pairs(incoming.rawHeaders).filter(
        ([name]) => !NOT_PASSED_ON.test(name) && own[name.toLowerCase()] === undefined,
      ),
      ...Object.entries(own),
    ];
    const { hostname: host, port } = target;
    const sent = request({
      host,
      port,
      method,
      path,
      headers: [...headers.flat(), 'host', target.host, 'content-length', String(body.length)],
    });
    sent.end(body);
    const answer = await new Promise<IncomingMessage>((done, failed) => sent.on('response', done).on('error', failed));
    const bytes = await bytesOf(answer);
    const status = answer.statusCode ?? 0;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (status >= 500) {
      this.failures.push({
        status,
        asked: `${method} ${path} ${body.toString().slice(0, 600)}`,
        answer: bytes.toString().slice(0, 600),
      });
    }
    outgoing.writeHead(
      status,
      pairs(answer.rawHeaders)
        .filter(([name]) => !/^(connection|transfer-encoding)$/i.test(name))
        .flat(),
    );
    outgoing.end(bytes);
  }
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, at) => [raw[at * 2] ?? '', raw[at * 2 + 1] ?? '']);
}
