import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createHookSchema,
  type Hook,
  hookResponseSchema,
  type HookResponse,
  updateHookSchema,
} from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';

/** Stands in for the gateway's internal routes: hooks, created once per (scenario, module), and answers to waiting senders. */
export class GatewayFake {
  readonly hooks = new Map<string, Hook & { readonly scenarioId: string; responds: boolean }>();
  readonly responses = new Map<string, HookResponse>();
  isAway = false;
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
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString() || 'null');
    const [, , , noun, id = ''] = (request.url ?? '').split('/');
    if (this.isAway) send(response, 503, { code: 'HOST.UNAVAILABLE', status: 503, detail: 'Away.' });
    else if (noun === 'hooks' && request.method === 'POST') send(response, 201, this.#create(body));
    else if (noun === 'hooks' && request.method === 'PATCH') send(response, 200, this.#update(id, body));
    else {
      this.responses.set(id, hookResponseSchema.parse(body));
      send(response, 200, {});
    }
  }

  #create(body: unknown): Hook {
    const { scenarioId, moduleId } = createHookSchema.parse(body);
    const known = [...this.hooks.values()].find((hook) => hook.scenarioId === scenarioId && hook.moduleId === moduleId);
    if (known) return known;
    const hookId = newId('hok');
    const hook = { hookId, moduleId, url: `${this.url}/hook/${hookId}`, enabled: false, scenarioId, responds: false };
    this.hooks.set(hookId, hook);
    return hook;
  }

  #update(hookId: string, body: unknown): Hook {
    const { enabled, responds } = updateHookSchema.parse(body);
    const hook = this.hooks.get(hookId);
    if (!hook) throw new Error('The executor updates a hook that was never created.');
    hook.enabled = enabled;
    hook.responds = responds;
    return hook;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
