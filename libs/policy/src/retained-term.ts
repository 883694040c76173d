import { z } from 'zod';
import { lifetimeSchema } from './lifetime-schema.ts';

/** Lifetimes that are no rows of a table: cookies, sessions, topics, and deadlines by which something has happened. */
export const TERM_IDS = [
  'session-cookie',
  'sign-in-cookie',
  'form-cookie',
  'address-cookie',
  'session',
  'longest-session',
  'events',
  'dead-letters',
  'erasure',
  'subject-export',
  'subject-verification',
  'erasure-grace',
  'hold-confirmation',
  'longest-pause',
  'notice-lead',
] as const;
export type TermId = (typeof TERM_IDS)[number];

export const termSchema = z
  .strictObject({
    id: z.enum(TERM_IDS),
    kind: z.enum(['cookie', 'session', 'topic', 'deadline']),
    claim: z
      .string()
      .regex(/^C\d\d$/)
      .optional(),
    title: z.string().min(1),
    /** Of a cookie, without the prefix it has on https. */
    name: z
      .string()
      .regex(/^[a-z_]+$/)
      .optional(),
    ttl: lifetimeSchema.optional(),
    from: z.string().min(1),
    purpose: z.string().min(1),
    legalBasis: z.string().min(1),
  })
  .refine(({ kind, name }) => (kind === 'cookie') === (name !== undefined), {
    path: ['name'],
    error: 'a cookie has a name, and nothing else has.',
  })
  .refine(({ kind, ttl }) => kind === 'cookie' || ttl !== undefined, {
    path: ['id'],
    error: 'has no ttl; only a cookie may go when the browser closes.',
  });

/** `ttl` counts from what `from` says; a cookie without one goes when the browser closes. */
export type RetainedTerm = Readonly<z.infer<typeof termSchema>>;
