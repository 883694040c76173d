import type { z } from 'zod';
import { routeConfig } from '../access/route-config.ts';

/** What a route answers when all is well. */
export type RouteAnswer =
  | { readonly kind: 'json'; readonly schema: z.ZodType }
  | { readonly kind: 'empty' }
  | { readonly kind: 'stream'; readonly mediaType: string };

/** The route answers JSON of this schema. The API document is made from it, and answers are held against it in tests. */
export const Answers = (schema: z.ZodType): MethodDecorator => routeConfig({ answer: { kind: 'json', schema } });

/** The route answers nothing but its status. */
export const AnswersNothing = (): MethodDecorator => routeConfig({ answer: { kind: 'empty' } });

/** The route answers with bytes of this media type (`text/event-stream`). */
export const AnswersStream = (mediaType: string): MethodDecorator =>
  routeConfig({ answer: { kind: 'stream', mediaType } });
