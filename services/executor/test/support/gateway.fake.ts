import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  claimDeliveriesSchema,
  type ClaimedDeliveries,
  createHookSchema,
  type DataStructureShape,
  type Hook,
  hookResponseSchema,
  type HookResponse,
  pendingDeliveriesSchema,
  putHookStructureSchema,
  type SealedDelivery,
  updateHookSchema,
} from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { z } from 'zod';

type HookState = Pick<z.infer<typeof updateHookSchema>, 'confidential' | 'mode'>;

/** Stands in for the gateway's internal routes: hooks, created once per (scenario, module), and answers to waiting senders. */
export class GatewayFake {
  readonly hooks = new Map<string, Hook & { readonly scenarioId: string; responds: boolean } & Partial<HookState>>();
  readonly responses = new Map<string, HookResponse>();
  /** What waits at scheduled hooks, by hook, oldest first. */
  readonly held = new Map<string, ClaimedDeliveries['items'][number][]>();
  /** What runs took, by run. */
  readonly claims = new Map<string, ClaimedDeliveries['items']>();
  /** What was received and is kept, by delivery. */
  readonly captured = new Map<string, SealedDelivery>();
  /** What requests of a hook are held against. */
  readonly structures = new Map<string, DataStructureShape | null>();
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
    else if (request.url === '/internal/v1/hooks/pending') send(response, 200, this.#pending(body));
    else if (request.url?.endsWith('/claims') === true) send(response, 200, this.#claim(id, body));
    else if (noun === 'deliveries' && request.method === 'GET') this.#captured(response, id);
    else if (noun === 'hooks' && request.method === 'POST') send(response, 201, this.#create(body));
    else if (noun === 'hooks' && request.method === 'PUT') this.#choose(response, id, body);
    else if (noun === 'hooks' && request.method === 'PATCH') this.#update(response, id, body);
    else if (noun === 'hooks' && request.method === 'DELETE') this.#delete(response, id);
    else {
      this.responses.set(id, hookResponseSchema.parse(body));
      send(response, 200, {});
    }
  }

  #choose(response: ServerResponse, hookId: string, body: unknown): void {
    if (!this.hooks.has(hookId)) {
      send(response, 404, { code: 'GATEWAY.UNKNOWN_HOOK', status: 404, detail: 'Unknown.' });
      return;
    }
    this.structures.set(hookId, putHookStructureSchema.parse(body).structure);
    response.writeHead(204).end();
  }

  #pending(body: unknown): object {
    const { hookIds } = pendingDeliveriesSchema.parse(body);
    return { counts: Object.fromEntries(hookIds.map((hookId) => [hookId, this.held.get(hookId)?.length ?? 0])) };
  }

  /** The same run is given the same ones again. */
  #claim(hookId: string, body: unknown): object {
    const { runId, max } = claimDeliveriesSchema.parse(body);
    const items = this.claims.get(runId) ?? this.held.get(hookId)?.splice(0, max) ?? [];
    this.claims.set(runId, items);
    return { items };
  }

  #captured(response: ServerResponse, id: string): void {
    const delivery = this.captured.get(id.split('?')[0] ?? '');
    if (delivery) send(response, 200, delivery);
    else send(response, 404, { code: 'GATEWAY.UNKNOWN_DELIVERY', status: 404, detail: 'Unknown.' });
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

  #update(response: ServerResponse, hookId: string, body: unknown): void {
    const { enabled, responds, confidential, mode } = updateHookSchema.parse(body);
    const hook = this.hooks.get(hookId);
    if (hook) send(response, 200, Object.assign(hook, { enabled, responds, confidential, mode }));
    else send(response, 404, { code: 'GATEWAY.HOOK_NOT_FOUND', status: 404, detail: 'No such hook.' });
  }

  #delete(response: ServerResponse, path: string): void {
    this.hooks.delete(path.split('?')[0] ?? '');
    response.writeHead(204).end();
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
