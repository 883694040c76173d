import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ProviderRequest {
  readonly call: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** An HTTP API played by a real server: says what the test tells it to, and remembers what it was sent. */
export class ProviderFake {
  readonly received: ProviderRequest[] = [];
  respond: (request: ProviderRequest) => ProviderAnswer | Promise<ProviderAnswer> = () => ({ status: 200, body: {} });
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      void text(request).then(async (body) => {
        const received: ProviderRequest = {
          call: `${request.method ?? ''} ${request.url ?? ''}`,
          headers: request.headers,
          body: body === '' ? undefined : JSON.parse(body),
        };
        this.received.push(received);
        const answer = await this.respond(received);
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
