import type { Logger } from '@ebbflow/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EbbflowRouteConfig } from '../access/route-config.ts';
import { IdempotencyKeyInvalidError } from './idempotency.errors.ts';
import type { HeldKey, IdempotencyKeysRepository, KeptAnswer, KeyedRequest } from './idempotency-keys.repository.ts';

const METHODS: readonly string[] = ['POST', 'PATCH'];
const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;
/** What an answer says beside its body that a caller works with. */
const KEPT_HEADERS = ['content-type', 'etag', 'location', 'preference-applied'];
/** A larger answer is not kept: who repeats such a request is told that it was carried out. */
const MAX_ANSWER_CHARACTERS = 262_144;

/** Whether a route takes an `Idempotency-Key`: PUT and DELETE may be repeated as they are, and a service's own calls have no caller who asks twice. */
export function takesIdempotencyKey({ policy, answer }: EbbflowRouteConfig, method: string): boolean {
  return policy?.kind === 'scope' && METHODS.includes(method) && answer?.kind !== 'stream';
}

/**
 * `Idempotency-Key` on every changing call of a principal: after access was decided and the body read, before any handler. In the router's
 * hooks and not in an interceptor, because here an answer is what really goes out: its status, its headers and its bytes.
 */
export function addIdempotencyHooks(server: FastifyInstance, keys: IdempotencyKeysRepository, logger: Logger): void {
  const held = new WeakMap<FastifyRequest, HeldKey & { readonly tenantId: string }>();

  server.addHook('preHandler', async (request, reply) => {
    const asked = askedOf(request);
    if (asked === undefined) return undefined;
    const claim = await keys.claim(asked.tenantId, asked);
    if ('held' in claim) {
      held.set(request, { ...claim.held, tenantId: asked.tenantId });
      return undefined;
    }
    const { status, headers, body } = claim.answer;
    return reply.status(status).headers(headers).header('idempotency-replayed', 'true').send(body);
  });

  server.addHook('onSend', async (request, reply, payload) => {
    const key = held.get(request);
    if (key === undefined) return payload;
    held.delete(request);
    try {
      if (reply.statusCode >= 400) await keys.release(key.tenantId, key);
      else await keys.keep(key.tenantId, key, answerOf(request, reply, payload));
    } catch (thrown) {
      // It was carried out, and its caller is told so; only a repetition will not be recognised once the lock has run out.
      logger.warn(
        'The answer to a request with an Idempotency-Key could not be kept.',
        { requestId: request.id },
        thrown,
      );
    }
    return payload;
  });
}

/** @throws IdempotencyKeyInvalidError */
function askedOf(request: FastifyRequest): (KeyedRequest & { readonly tenantId: string }) | undefined {
  const key = request.headers['idempotency-key'];
  const principal = request.caller?.principal;
  const route = request.routeOptions.config.ebbflow ?? {};
  if (key === undefined || principal === undefined) return undefined;
  if (route.repeats === 'own' || !takesIdempotencyKey(route, request.method)) return undefined;
  if (typeof key !== 'string' || !VISIBLE_ASCII.test(key)) throw new IdempotencyKeyInvalidError();
  const body = request.body instanceof Buffer ? request.body.toString('base64') : JSON.stringify(request.body ?? null);
  return {
    tenantId: principal.organisationId,
    caller: principal.apiTokenId ?? principal.userId ?? principal.kind,
    key,
    content: `${request.method} ${request.url}\n${body}`,
  };
}

function answerOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): KeptAnswer | undefined {
  const repeats = request.routeOptions.config.ebbflow?.repeats;
  if (repeats === 'secret' || repeats === 'unkept') return undefined;
  const body = payload === undefined || payload === null ? '' : payload;
  if (typeof body !== 'string' || body.length > MAX_ANSWER_CHARACTERS) return undefined;
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body };
}
