import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';
import { sealedSchema } from '../sealed.ts';
import { SUBJECT_ORDER_EXAMPLE, subjectOrderShape } from '../subject-step.ts';

/** Something held about a person is wrong and is to be set right wherever it is (Articles 16 and 19 GDPR). `details` opens to SubjectRequestDetails. */
export const rectificationOrdered = defineEvent({
  producer: 'retention',
  noun: 'subject',
  fact: 'rectification-ordered',
  version: 1,
  schema: z.object({ ...subjectOrderShape, details: sealedSchema }),
  key: (data) => data.requestId,
  dataClass: 'sealed',
  retention: EVENT_LIFETIME,
  example: { ...SUBJECT_ORDER_EXAMPLE, details: { keyVersion: 1, bytes: 'AAECAw==' } },
});
