import { ModuleError, type HttpResponse, type ModuleContext, type ModuleResult } from '@ebbflow/connector-sdk';
import { buildUrl } from './build-url.ts';
import { headerOf, readAnswer } from './read-answer.ts';
import type { Header, RequestPlan } from './request-plan.ts';

/**
 * Sends one request and reads the answer. Every request carries the step's key as `Idempotency-Key` unless the author set one:
 * a step cut off half-way is sent again, and the other side can tell.
 * @throws ModuleError
 */
export async function performRequest(plan: RequestPlan, context: ModuleContext): Promise<ModuleResult> {
  const url = buildUrl(plan.url, plan.query);
  const headers: Header[] = [...plan.headers];
  if (plan.connectionId !== undefined) {
    const authorisation = await context.connections.authorise(plan.connectionId, url.origin);
    for (const [name, value] of authorisation.query) url.searchParams.append(name, value);
    headers.push(...authorisation.headers);
  }
  addMissing(headers, 'content-type', plan.body?.contentType);
  addMissing(headers, 'idempotency-key', context.idempotencyKey);
  const response = await context.http.send({
    url: url.href,
    method: plan.method.toUpperCase(),
    headers,
    ...(plan.body && sendsBody(plan) ? { body: plan.body.bytes } : {}),
    timeoutMs: plan.timeoutMs,
    followRedirects: plan.followRedirects,
    rejectUnauthorized: plan.rejectUnauthorized,
  });
  if (plan.failsOnHttpError && response.status >= 400) throw httpError(response, plan);
  return {
    bundles: [readAnswer(response, plan)],
    transferBytes: (plan.body?.bytes.byteLength ?? 0) + response.body.byteLength,
  };
}

function sendsBody(plan: RequestPlan): boolean {
  return !['GET', 'HEAD'].includes(plan.method.toUpperCase());
}

function addMissing(headers: Header[], name: string, value: string | undefined): void {
  if (value !== undefined && !headers.some(([known]) => known.toLowerCase() === name)) headers.push([name, value]);
}

function httpError(response: HttpResponse, plan: RequestPlan): ModuleError {
  const seconds = Number(headerOf(response, 'retry-after'));
  const detail = readAnswer(response, { ...plan, parsesResponse: true });
  return new ModuleError(
    response.status === 429 ? 'RateLimitError' : 'RuntimeError',
    `The service answered with status ${String(response.status)}.`,
    { detail, ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}) },
  );
}
