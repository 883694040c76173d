import type { HttpResponse, HttpTls, ModuleContext, ModuleResult } from '@ebbflow/connector-sdk';
import { addQuery, buildUrl } from './build-url.ts';
import { bodyOf, sizeOf } from './body-source.ts';
import { httpError } from './http-error.ts';
import { readAnswer } from './read-answer.ts';
import type { Header, RequestPlan } from './request-plan.ts';
import { openCookies } from './run-cookies.ts';

/** Bytes of a downloaded file up to which it stands in its bundle; the language and every module can look into it then. */
const LARGEST_IN_MEMORY = 8 * 1_048_576;

export interface Exchange {
  readonly response: HttpResponse;
  readonly transferBytes: number;
  readonly variables: ModuleResult['variables'];
}

/** One request and its answer as one bundle. @throws ModuleError */
export async function performRequest(plan: RequestPlan, context: ModuleContext): Promise<ModuleResult> {
  const { response, transferBytes, variables } = await exchange(plan, context);
  return { bundles: [readAnswer(response, plan)], transferBytes, ...(variables && { variables }) };
}

/**
 * Sends one request. Every request carries the step's key as `Idempotency-Key` unless the author set one: a step cut off
 * half-way is sent again, and the other side can tell.
 * @throws ModuleError
 */
export async function exchange(plan: RequestPlan, context: ModuleContext): Promise<Exchange> {
  const url = buildUrl(plan);
  const headers: Header[] = [...plan.headers];
  if (plan.connectionId !== undefined) {
    const authorisation = await context.connections.authorise(plan.connectionId, url.origin);
    addQuery(url, authorisation.query);
    headers.push(...authorisation.headers);
  }
  addMissing(headers, 'content-type', plan.body?.contentType);
  addMissing(headers, 'accept-encoding', plan.acceptsCompressed ? 'gzip, deflate, br' : undefined);
  addMissing(headers, 'idempotency-key', context.idempotencyKey);
  const cookies = plan.sharesCookies ? openCookies(context) : undefined;
  const tls = await tlsOf(plan, context);
  const files = plan.keepsFile === true ? context.files : undefined;
  const response = await context.http.send({
    url: url.href,
    method: plan.method.toUpperCase(),
    headers,
    ...(plan.body && sendsBody(plan) ? { body: bodyOf(plan.body, context.files) } : {}),
    timeoutMs: plan.timeoutMs,
    followRedirects: plan.followRedirects,
    rejectUnauthorized: plan.rejectUnauthorized,
    ...(cookies && { cookies: cookies.port }),
    ...(tls && { tls }),
    ...(files && { spool: { overBytes: LARGEST_IN_MEMORY, store: (chunks) => files.write(chunks) } }),
  });
  if (plan.failsOnHttpError && response.status >= 400) throw httpError(response, plan, context.clock);
  return {
    response,
    transferBytes: (plan.body ? sizeOf(plan.body.parts) : 0) + (response.file?.size ?? response.body.byteLength),
    variables: cookies?.changes(),
  };
}

function sendsBody(plan: RequestPlan): boolean {
  return !['GET', 'HEAD'].includes(plan.method.toUpperCase());
}

function addMissing(headers: Header[], name: string, value: string | undefined): void {
  if (value !== undefined && !headers.some(([known]) => known.toLowerCase() === name)) headers.push([name, value]);
}

async function tlsOf(plan: RequestPlan, context: ModuleContext): Promise<HttpTls | undefined> {
  const { ca, certificateId } = plan;
  if (ca === undefined && certificateId === undefined) return undefined;
  const shown =
    certificateId === undefined ? {} : await context.connections.credentials(certificateId, 'clientCertificate');
  return { ...(ca === undefined ? {} : { ca }), ...shown };
}
