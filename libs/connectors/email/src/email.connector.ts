import { defineConnector } from '@ebbflow/connector-sdk';
import { handWrittenSendEmail, sendEmail } from './actions/send-email.action.ts';

export const emailConnector = defineConnector({
  app: 'email',
  label: 'Email',
  modules: [sendEmail, handWrittenSendEmail],
});
