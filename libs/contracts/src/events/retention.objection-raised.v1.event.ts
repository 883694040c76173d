import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';
import { SUBJECT_ORDER_EXAMPLE, subjectOrderShape } from '../subject-step.ts';
import { objectedPurposeSchema } from '../api/retention/subject-requests.api.ts';

/** A person objects to being processed for these purposes (Article 21 GDPR): they are switched off. */
export const objectionRaised = defineEvent({
  producer: 'retention',
  noun: 'subject',
  fact: 'objection-raised',
  version: 1,
  schema: z.object({ ...subjectOrderShape, purposes: z.array(objectedPurposeSchema) }),
  key: (data) => data.requestId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: { ...SUBJECT_ORDER_EXAMPLE, purposes: ['marketing'] },
});
