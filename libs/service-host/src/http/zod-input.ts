import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Fault } from '@ebbflow/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { addRouteInput, type RouteInput } from '../access/route-config.ts';
import { InvalidInputError } from '../host.errors.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import { strictSchema } from './strict-schema.ts';

/**
 * Levels of lists and objects in a body. Schemas of values that contain values go down by recursion and end in an overflow of the stack
 * at some thousand levels; what a value may really have is each route's own, smaller limit.
 */
const MAX_BODY_DEPTH = 512;

/**
 * The request's body, checked: 400 `HOST.INVALID_INPUT` with a pointer per fault. A principal's unknown key is a fault, because a
 * misspelt one would silently be the default ("delete all of them"). Another service's is dropped: it may be newer than this one.
 */
export function ZodBody(schema: z.ZodType): ParameterDecorator {
  const strict = strictSchema(schema);
  const decorate = createParamDecorator((_data: unknown, context: ExecutionContext) => {
    const { body, routeOptions } = requestOf(context);
    if (isDeeperThan(MAX_BODY_DEPTH, body)) {
      throw new InvalidInputError([{ pointer: '', message: 'Nest it less deep.' }]);
    }
    return checked(routeOptions.config.ebbflow?.policy?.kind === 'scope' ? strict : schema, body, '');
  })();
  return documented(decorate, { body: schema });
}

/** The query string, checked. Pointers start at `/query`. */
export function ZodQuery(schema: z.ZodType): ParameterDecorator {
  const decorate = createParamDecorator((_data: unknown, context: ExecutionContext) =>
    checked(schema, requestOf(context).query, '/query'),
  )();
  return documented(decorate, { query: schema });
}

/** Notes the schema with the route, so that the API document says what is really checked. */
function documented(decorate: ParameterDecorator, input: RouteInput): ParameterDecorator {
  return (target, key, index) => {
    if (key !== undefined) addRouteInput((target as Record<PropertyKey, object>)[key] as object, input);
    decorate(target, key, index);
  };
}

function requestOf(context: ExecutionContext): FastifyRequest {
  return context.switchToHttp().getRequest<FastifyRequest>();
}

function checked(schema: z.ZodType, value: unknown, root: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.map((issue) => ({ pointer: root + pointerOf(issue.path), message: sentence(issue) })),
  );
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** zod's own sentence, which names what was expected and never the value; but it lists unknown keys, which are the caller's text. */
function sentence(issue: z.core.$ZodIssue): Fault['message'] {
  return issue.code === 'unrecognized_keys' ? 'Unknown keys are not allowed here.' : issue.message;
}
