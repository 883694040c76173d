import { defineConnector } from '@ebbflow/connector-sdk';
import { handWrittenSendEmail, sendEmail } from './actions/send-email.action.ts';
import { newEmail } from './triggers/new-email.trigger.ts';

export const emailConnector = defineConnector({
  app: 'email',
  label: 'Email',
  modules: [newEmail, sendEmail, handWrittenSendEmail],
});
