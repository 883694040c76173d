import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';

/** States of one {{noun}}: {{words}}. True from `occurredAt` on. */
export const {{camel}} = defineEvent({
  producer: '{{service}}',
  noun: '{{noun}}',
  fact: '{{fact}}',
  version: 1,
  schema: z.object({
    tenantId: z.string(),
    {{id}}: z.string(),
    occurredAt: z.iso.datetime(),
  }),
  key: (data) => data.{{id}},
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    {{id}}: '0193f5a0c0de7000800000000000a006',
    occurredAt: '2026-01-01T00:00:00.000Z',
  },
});
