import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SinkCall {
  readonly path: string;
  readonly idempotencyKey: string | undefined;
  readonly body: string;
}

/** An HTTP service somewhere: remembers each call, and can keep callers waiting on a path until it is told to answer. */
export class HttpSink {
  readonly calls: SinkCall[] = [];
  readonly #statuses = new Map<string, number>();
  readonly #cut = new Set<string>();
  readonly #answers = new Map<string, string>();
  readonly #headers = new Map<string, IncomingMessage['headers'][]>();
  readonly #held = new Map<string, ServerResponse[]>();
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  callsOf(path: string): readonly SinkCall[] {
    return this.calls.filter((call) => call.path === path);
  }

  headersOf(path: string): readonly IncomingMessage['headers'][] {
    return this.#headers.get(path) ?? [];
  }

  /** From now on calls of this path are answered with this JSON. */
  answer(path: string, body: string): void {
    this.#answers.set(path, body);
  }

  /** From now on calls of this path are answered with this status. */
  fail(path: string, status: number): void {
    this.#statuses.set(path, status);
  }

  /** From now on calls of this path find the line cut, until it is mended. */
  cut(path: string): void {
    this.#cut.add(path);
  }

  mend(path: string): void {
    this.#cut.delete(path);
  }

  /** From now on calls of this path are not answered. */
  hold(path: string): void {
    this.#held.set(path, []);
  }

  /** Answers the calls that wait, and those to come. */
  release(path: string): void {
    const waiting = this.#held.get(path) ?? [];
    this.#held.delete(path);
    for (const response of waiting) response.end('{"ok":true}');
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = (request.url ?? '').split('?')[0] ?? '';
    this.#headers.set(path, [...this.headersOf(path), request.headers]);
    const key = request.headers['idempotency-key'];
    this.calls.push({
      path,
      idempotencyKey: typeof key === 'string' ? key : undefined,
      body: Buffer.concat(chunks).toString(),
    });
    if (this.#cut.has(path)) {
      request.socket.destroy();
      return;
    }
    response.statusCode = this.#statuses.get(path) ?? 200;
    response.setHeader('content-type', 'application/json');
    const held = this.#held.get(path);
    if (held) held.push(response);
    else response.end(this.#answers.get(path) ?? '{"ok":true}');
  }
}
