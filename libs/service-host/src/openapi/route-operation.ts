import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import type { ListedRoute } from '../access/list-routes.ts';
import type { RoutePolicy } from '../access/route-policy.ts';
import { strictSchema } from '../http/strict-schema.ts';

/** Statuses with which Nest answers when a handler does not say another. */
const DEFAULT_STATUS: Readonly<Record<string, number>> = { POST: 201 };

const IDEMPOTENCY_KEY = 'idempotency-key';

const HEADER_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'if-match': z.string(),
  [IDEMPOTENCY_KEY]: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .describe(
      'Chosen by the caller, best at random: for a day a repetition with the same key and the same request does nothing and gets the first ' +
        'answer with `idempotency-replayed: true`. 422 with another request, 409 while the first is under way or when its answer is not kept.',
    ),
};

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What is wrong and what to do.'),
    code: z.string().describe('Stable, such as `EXECUTOR.SCENARIO_NOT_FOUND`.'),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
    traceId: z.string().optional(),
  })
  .meta({ id: 'Problem' });

const PROBLEM: ZodOpenApiResponseObject = {
  id: 'problem',
  description: 'What went wrong, as RFC 9457 has it.',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** One route as an operation of the API document. */
export function operationOf(route: ListedRoute): ZodOpenApiOperationObject {
  const { policy, input, body, answer } = route;
  const names = parametersOf(route.path);
  const status = answer?.status ?? DEFAULT_STATUS[route.method] ?? 200;
  return {
    operationId: answer?.operation ?? `${route.method} ${route.path}`,
    tags: [policy?.kind === 'internal' ? 'internal' : tagOf(route.path)],
    ...(policy?.kind === 'scope' ? { security: [{ principal: [policy.scope] }] } : {}),
    ...(policy?.kind === 'internal' ? { security: [{ service: [...policy.callers] }] } : {}),
    ...(policy?.kind === 'public' ? { security: [], description: `Open to everybody: ${policy.why}.` } : {}),
    requestParams: {
      ...(names.length > 0 ? { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) } : {}),
      ...(input?.query instanceof z.ZodObject ? { query: input.query } : {}),
      ...headerParameters([
        ...(answer?.headers ?? []),
        ...(route.takesIdempotencyKey === true ? [IDEMPOTENCY_KEY] : []),
      ]),
    },
    ...(input?.body === undefined ? {} : requestBodyOf(input.body, policy)),
    ...(body === undefined ? {} : { requestBody: { content: { '*/*': { schema: z.string() } } } }),
    responses: { [String(status)]: successOf(route), default: PROBLEM },
  };
}

/** As @ZodBody holds it against the schema. */
function requestBodyOf(
  body: z.ZodType,
  policy: RoutePolicy | undefined,
): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  const schema = policy?.kind === 'scope' ? strictSchema(body) : body;
  return { requestBody: { content: { 'application/json': { schema } } } };
}

/** A change without `If-Match` is refused with 428, so that header is required; every other may be left out. */
function headerParameters(names: readonly string[]): { header?: z.ZodObject } {
  if (names.length === 0) return {};
  const schemas = names.map((name) => [name, HEADER_SCHEMAS[name] ?? z.string().optional()]);
  return { header: z.object(Object.fromEntries(schemas) as Record<string, z.ZodType>) };
}

function successOf({ answer }: ListedRoute): ZodOpenApiResponseObject {
  switch (answer?.kind) {
    case 'json':
      return { description: 'As asked.', content: { 'application/json': { schema: answer.schema } } };
    case 'stream':
      return { description: 'A stream.', content: { [answer.mediaType]: { schema: z.string() } } };
    case 'empty':
    case undefined:
      return { description: 'Done.' };
  }
}

/** `/v1/runs/:runId` → `/v1/runs/{runId}`; a wildcard is the parameter `rest`. */
export function documentPath(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}').replaceAll('*', '{rest}');
}

function parametersOf(path: string): readonly string[] {
  return [...documentPath(path).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** The first noun: `/v1/scenarios/…` → `scenarios`. */
function tagOf(path: string): string {
  return path.split('/').find((part) => part !== '' && !/^(v\d+|api)$/.test(part)) ?? 'root';
}
