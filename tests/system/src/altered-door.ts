import { createServer, type IncomingMessage, request as forward, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface DoorAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  text: string;
}

/** What stands between a house and the world, such as a proxy somebody set up wrongly: passes everything on, and changes what it is told to. */
export class AlteredDoor {
  /** Changes a request before the house sees it. */
  onRequest: ((path: string, headers: Record<string, string>) => void) | undefined;
  /** Changes an answer of the house. */
  onAnswer: ((path: string, method: string, answer: DoorAnswer) => void) | undefined;
  readonly #server: Server = createServer((request, response) => void this.#pass(request, response));

  constructor(private readonly house: () => string) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    const headers = { ...request.headers } as Record<string, string>;
    this.onRequest?.(path, headers);
    const body = await buffer(request);
    const upstream = forward(new URL(path, this.house()), { method, headers }, (answer) => {
      void buffer(answer).then((bytes) => {
        const { 'content-length': _length, 'transfer-encoding': _coding, ...rest } = answer.headers;
        const passed: DoorAnswer = {
          status: answer.statusCode ?? 502,
          headers: rest as DoorAnswer['headers'],
          text: bytes.toString('utf8'),
        };
        this.onAnswer?.(path, method, passed);
        response.writeHead(passed.status, passed.headers).end(passed.text);
      });
    });
    upstream.on('error', () => response.writeHead(502).end());
    upstream.end(body);
  }
}
