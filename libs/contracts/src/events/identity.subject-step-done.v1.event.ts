import { defineEvent } from '../define-event.ts';
import { EVENT_LIFETIME } from '../topic-lifetimes.ts';
import { SUBJECT_STEP_EXAMPLE, subjectStepDoneSchema } from '../subject-step.ts';

/** This service has done its part of a subject request; shown in the request's timeline. */
export const identitySubjectStepDone = defineEvent({
  producer: 'identity',
  noun: 'subject',
  fact: 'subject-step-done',
  version: 1,
  schema: subjectStepDoneSchema,
  key: (data) => data.requestId,
  dataClass: 'none',
  retention: EVENT_LIFETIME,
  example: SUBJECT_STEP_EXAMPLE,
});
