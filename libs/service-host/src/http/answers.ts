import { HTTP_CODE_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { z } from 'zod';
import { routeConfig } from '../access/route-config.ts';

interface AnyAnswer {
  /** `@HttpCode` of the handler, when it has one. */
  readonly status?: number;
  /** Names the operation in the API document: `scenarios.import`. */
  readonly operation?: string;
  /** Names of the headers the handler takes with Nest's `@Headers`. */
  readonly headers?: readonly string[];
}

/** What a route answers when all is well. */
export type RouteAnswer = AnyAnswer &
  (
    | { readonly kind: 'json'; readonly schema: z.ZodType }
    | { readonly kind: 'empty' }
    | { readonly kind: 'stream'; readonly mediaType: string }
  );

/** The route answers JSON of this schema. The API document is made from it, and answers are held against it in tests. */
export const Answers = (schema: z.ZodType): MethodDecorator => answer({ kind: 'json', schema });

/** The route answers nothing but its status. */
export const AnswersNothing = (): MethodDecorator => answer({ kind: 'empty' });

/** The route answers bytes of this media type (`text/event-stream`, `text/html`). */
export const AnswersStream = (mediaType: string): MethodDecorator => answer({ kind: 'stream', mediaType });

function answer(said: RouteAnswer): MethodDecorator {
  return (target, key, descriptor) => {
    const operation = `${target.constructor.name.replace(/Controller$/, '')}.${String(key)}`;
    const config: { -readonly [K in keyof RouteAnswer]: RouteAnswer[K] } = { ...said, operation };
    // Read when it is asked for: @HttpCode may stand above this decorator, and then runs after it.
    Object.defineProperty(config, 'status', {
      enumerable: true,
      get: () => Reflect.getMetadata(HTTP_CODE_METADATA, descriptor.value as object) as number | undefined,
    });
    const owner = target.constructor;
    Object.defineProperty(config, 'headers', { enumerable: true, get: () => headersOf(owner, key) });
    routeConfig({ answer: config as RouteAnswer })(target, key, descriptor);
  };
}

/** Nest keeps a handler's parameters under `<kind>:<index>`. */
function headersOf(owner: object, key: string | symbol): readonly string[] {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, owner, key) ?? {}) as Record<string, { data?: unknown }>;
  return Object.entries(parameters).flatMap(([place, { data }]) =>
    place.startsWith(`${String(RouteParamtypes.HEADERS)}:`) && typeof data === 'string' ? [data] : [],
  );
}
