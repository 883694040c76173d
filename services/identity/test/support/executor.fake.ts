import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** The executor as far as identity asks it: it is told which plan an organisation has. */
export class ExecutorFake {
  readonly told: { organisationId: string; plan: string | null }[] = [];
  isAway = false;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const organisationId = /^\/internal\/v1\/organisations\/(org_\w+)\/plan$/.exec(request.url ?? '')?.[1];
      if (this.isAway || organisationId === undefined || request.method !== 'PUT') {
        response.writeHead(503).end();
        return;
      }
      void json(request).then((body) => {
        this.told.push({ organisationId, ...(body as { plan: string | null }) });
        response.writeHead(204).end();
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
