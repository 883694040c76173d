import { TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { openSpan, type OpenSpan } from '@ebbflow/observability';
import { context, SpanKind } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccessCheck } from '../access/access-check.ts';
import { checkAnswer } from '../openapi/check-answer.ts';
import { recordRoute } from '../access/list-routes.ts';
import type { HttpOptions } from '../define-service.ts';
import type { Admission } from '../health/admission.ts';
import { assertSecretsNotKept } from '../idempotency/assert-secrets-not-kept.ts';
import { takesIdempotencyKey } from '../idempotency/idempotency-hooks.ts';
import { answerHeaders } from './answer-headers.ts';
import type { RefusalLog } from './refusal-log.ts';
import { requireHost } from './require-host.ts';
import { addRouteHeaders } from './route-headers.ts';

export interface RequestHooks {
  readonly service: ServiceName;
  readonly access: AccessCheck;
  readonly http: HttpOptions;
  /** Hold every answer against the schema its route declares. */
  readonly checkAnswers: boolean;
  /** Changing calls take an Idempotency-Key. */
  readonly takesKeys: boolean;
  readonly admission: Admission;
  readonly refusals: RefusalLog;
}

/** Hooks that every request of a service passes, in this order: trace and request id, then access. To be added before any route. */
export function addRequestHooks(
  server: FastifyInstance,
  { service, access, http, checkAnswers, takesKeys, admission, refusals }: RequestHooks,
): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  // A stranger must not decide which of our traces are recorded, so a public service starts its own.
  const believesTraces = !TOPOLOGY[service].public;

  server.decorateRequest('caller', null);
  server.decorateRequest('isAdmitted', false);

  server.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const config = route.config?.ebbflow ?? {};
      const isKeyed = takesKeys && takesIdempotencyKey(config, method);
      if (isKeyed) assertSecretsNotKept(config, `${method} ${route.url}`);
      recordRoute(server.server, { ...config, method, path: route.url, takesIdempotencyKey: isKeyed });
    }
  });

  server.addHook('onRequest', (request, reply, done) => {
    const traceparent = believesTraces ? request.headers['traceparent'] : undefined;
    const span = openSpan(`${request.method} ${request.routeOptions.url ?? 'unknown'}`, {
      kind: SpanKind.SERVER,
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    });
    spans.set(request, span);
    void reply.headers(answerHeaders(http, request)).header('x-request-id', request.id);
    context.with(span.context, done);
  });

  server.addHook('onRequest', async (request, reply) => {
    requireHost(request.raw);
    admission.admit(request.url);
    // Returned, a reply is waited for: only then does Fastify know that nothing is left to do.
    if ((await http.firstLook?.(request, reply)) === true) return reply;
    await access.admit(request);
    return undefined;
  });

  if (checkAnswers) {
    server.addHook('preSerialization', async (request, reply, payload) => {
      checkAnswer(request, reply.statusCode, payload);
      return payload;
    });
  }

  addRouteHeaders(server);
  server.addHook('onSend', (request, reply, payload, done) => {
    if (hasUnreadBody(request)) {
      if (request.caller === null) void reply.header('connection', 'close');
      // Set by Fastify for every body that its parser refused.
      else void reply.removeHeader('connection');
    }
    done(null, payload);
  });

  server.addHook('onResponse', (request, reply, done) => {
    spans.get(request)?.end(reply.statusCode >= 500 ? new Error('status') : undefined);
    refusals.note(request, reply);
    done();
  });
}

/**
 * An answer that came before all of the body did (401, 413): the rest would keep the connection busy, and a drain waiting
 * for it, until the request times out. Another service ends the connection itself once it has the answer; cut off while it still
 * sends, it would not get it, and the edge would say "not available" instead of "too large".
 */
function hasUnreadBody({ raw, headers }: FastifyRequest): boolean {
  return !raw.complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);
}
