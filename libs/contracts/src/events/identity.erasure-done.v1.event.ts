import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';
import { erasureDoneSchema } from '../erasure-done.ts';

/** This service has done its part of one phase of an erasure. */
export const identityErasureDone = defineEvent({
  producer: 'identity',
  noun: 'erasure',
  fact: 'erasure-done',
  version: 1,
  schema: erasureDoneSchema,
  key: (data) => data.erasureId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    erasureId: 'era_0193f5a0c0de7000800000000000a0e1',
    phase: 'delete',
    counts: { 'identity.outbox': 3 },
  },
});
