import { RouteConfig } from '@nestjs/platform-fastify';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { z } from 'zod';
import { RouteDefectError } from '../host.errors.ts';
import type { RouteAnswer } from '../http/answers.ts';
import type { RoutePolicy } from './route-policy.ts';

/** What the house keeps with each route in Fastify's own router, so that decisions need no second look at the path. */
export interface EbbflowRouteConfig {
  readonly policy?: RoutePolicy;
  /** How the route keeps callers to their teams when its path does not say which thing it is about. */
  readonly team?: { readonly kind: 'filter' | 'shared' } | { readonly kind: 'query'; readonly parameter: string };
  /** `raw`: the handler gets the bytes as a Buffer. `stream`: it gets them as they come. Default: parsed by content type. */
  readonly body?: 'raw' | 'stream';
  /** What a successful answer is. */
  readonly answer?: RouteAnswer;
  /** What a repetition with the same Idempotency-Key gets where it is not the answer again; see @ShowsSecretOnce, @KeepsNoAnswer and @OwnIdempotency. */
  readonly repeats?: 'secret' | 'unkept' | 'own';
  /** Schemas of what the handler takes; filled in by @ZodBody and @ZodQuery. */
  readonly input?: RouteInput;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly ebbflow?: EbbflowRouteConfig;
  }
}

/** What a handler takes besides its path. */
export interface RouteInput {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
}

/** For parameter decorators, which run before the handler's own and may be several. */
export function addRouteInput(handler: object, part: RouteInput): void {
  const config = (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) ?? {}) as {
    ebbflow?: EbbflowRouteConfig;
  };
  const input = { ...config.ebbflow?.input, ...part };
  Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...config, ebbflow: { ...config.ebbflow, input } }, handler);
}

/** Adds to a handler's route config; a part that is already there is an error, so that no policy silently replaces another. */
export function routeConfig(part: EbbflowRouteConfig): MethodDecorator {
  return (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const config = (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) ?? {}) as {
      ebbflow?: EbbflowRouteConfig;
    };
    for (const name of Object.keys(part)) {
      if (config.ebbflow !== undefined && name in config.ebbflow) {
        throw new RouteDefectError(
          `The handler ${target.constructor.name}.${String(key)} has two decorators for its ${name}; keep one.`,
        );
      }
    }
    RouteConfig({ ...config, ebbflow: { ...config.ebbflow, ...part } })(target, key, descriptor);
  };
}
