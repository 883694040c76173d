import { defineConnector } from '@ebbflow/connector-sdk';
import { receiveMail } from './actions/receive-mail.action.ts';
import { receiveWebhook } from './actions/receive-webhook.action.ts';
import { respondToWebhook } from './actions/respond-to-webhook.action.ts';

export const gatewayConnector = defineConnector({
  app: 'gateway',
  label: 'Webhooks',
  modules: [receiveWebhook, receiveMail, respondToWebhook],
});
