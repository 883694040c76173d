import { defineConnector } from '@ebbflow/connector-sdk';
import { receiveWebhook } from './actions/receive-webhook.action.ts';
import { respondToWebhook } from './actions/respond-to-webhook.action.ts';

export const gatewayConnector = defineConnector({
  app: 'gateway',
  label: 'Webhooks',
  modules: [receiveWebhook, respondToWebhook],
});
