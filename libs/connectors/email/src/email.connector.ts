import { defineConnector } from '@ebbflow/connector-sdk';
import { handWrittenSendEmail, sendEmail } from './actions/send-email.action.ts';
import { testImap } from './imap/test-imap.ts';
import { testSmtp } from './smtp/test-smtp.ts';
import { newEmail } from './triggers/new-email.trigger.ts';

export const emailConnector = defineConnector({
  app: 'email',
  label: 'Email',
  // What mail providers commonly take from one account.
  limits: { concurrent: 5, perSecond: 10 },
  modules: [newEmail, sendEmail, handWrittenSendEmail],
  connectionTests: [testSmtp, testImap],
});
