import { z } from 'zod';
import { subjectRequestTypeSchema } from '../api/retention/subject-requests.api.ts';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';
import { sealedSchema } from '../sealed.ts';
import { SUBJECT_ORDER_EXAMPLE, subjectOrderShape } from '../subject-step.ts';

export const SUBJECT_NOTICES = [
  'verify',
  'received',
  'extended',
  'denied',
  'completed',
  'export-ready',
  'erasure-begins',
  'lift-announced',
  'lifted',
  'due-soon',
  'overdue',
] as const;
export type SubjectNotice = (typeof SUBJECT_NOTICES)[number];

/**
 * Somebody is to be told how a request stands: its person (`subject` is a user), or, of an organisation's own, whoever deals with requests there.
 * `due-soon` and `overdue` go to who has to act. `text` opens to the reason or ground somebody gave.
 */
export const noticeOrdered = defineEvent({
  producer: 'retention',
  noun: 'subject',
  fact: 'notice-ordered',
  version: 1,
  schema: z.object({
    ...subjectOrderShape,
    noticeId: z.string(),
    notice: z.enum(SUBJECT_NOTICES),
    type: subjectRequestTypeSchema,
    /** `person`; `handlers`: of this organisation; `staff`: of the installation. */
    to: z.enum(['person', 'handlers', 'staff']),
    dueAt: z.iso.datetime().optional(),
    text: sealedSchema.optional(),
  }),
  key: (data) => data.requestId,
  dataClass: 'sealed',
  retention: EVENT_LIFETIME,
  example: {
    ...SUBJECT_ORDER_EXAMPLE,
    noticeId: 'sbn_0193f5a0c0de7000800000000000a021',
    notice: 'received',
    type: 'access',
    to: 'person',
    dueAt: '2026-02-01T00:00:00.000Z',
  },
});
