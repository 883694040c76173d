import createClient, { type Middleware } from 'openapi-fetch';
import { csrfToken, forgetCsrfToken } from './csrf.ts';
import type { paths as Executor } from './generated/executor.ts';
import type { paths as Identity } from './generated/identity.ts';
import type { paths as LogStore } from './generated/log-store.ts';

/** Every call from one of our own pages carries the token; a stale one (the session changed meanwhile) is fetched once more. */
const withToken: Middleware = {
  async onRequest({ request }) {
    if (request.method === 'GET') return request;
    request.headers.set('x-ebb-csrf', await csrfToken());
    return request;
  },
  onResponse({ response }) {
    if (response.status === 403) forgetCsrfToken();
    return undefined;
  },
};

function clientOf<Paths extends object>(service: string): ReturnType<typeof createClient<Paths>> {
  const client = createClient<Paths>({ baseUrl: `/api/${service}` });
  client.use(withToken);
  return client;
}

export const executor = clientOf<Executor>('executor');
export const identity = clientOf<Identity>('identity');
export const logStore = clientOf<LogStore>('log-store');
