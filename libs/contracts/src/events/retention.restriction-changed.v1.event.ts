import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';
import { SUBJECT_ORDER_EXAMPLE, subjectOrderShape } from '../subject-step.ts';

/** From now on data of this subject may only be stored (Article 18 GDPR), or may be processed again. */
export const restrictionChanged = defineEvent({
  producer: 'retention',
  noun: 'subject',
  fact: 'restriction-changed',
  version: 1,
  schema: z.object({ ...subjectOrderShape, isRestricted: z.boolean() }),
  key: (data) => data.requestId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: { ...SUBJECT_ORDER_EXAMPLE, isRestricted: true },
});
