import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ServiceName } from '@ebbflow/contracts';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}
type Responder = (request: ReceivedRequest) => Answer | Promise<Answer>;

/** Another service, played by a real HTTP server that says what the test tells it to and remembers what it was asked. */
export class PeerFake {
  readonly received: ReceivedRequest[] = [];
  respond: Responder = () => ({ body: {} });
  /** Answers of paths that end in `/events`, left open for the test to write to. */
  readonly streams: ServerResponse[] = [];
  readonly #server: Server;

  constructor(readonly name: ServiceName) {
    this.#server = createServer((request, response) => {
      void text(request).then(
        async (body) => {
          const received = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
          this.received.push(received);
          if (received.url.endsWith('/events')) {
            response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n');
            this.streams.push(response);
            return;
          }
          const { status = 200, body: answer, headers = {} } = await this.respond(received);
          response.writeHead(status, {
            'content-type': status < 400 ? 'application/json' : 'application/problem+json',
            ...headers,
          });
          response.end(answer === undefined ? '' : JSON.stringify(answer));
        },
        () => response.destroy(),
      );
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

export function problem(status: number, code: string): { status: number; body: object } {
  return { status, body: { type: `/docs/errors/${code}`, title: 'x', status, code, detail: `Detail of ${code}.` } };
}
