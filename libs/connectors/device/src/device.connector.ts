import { defineConnector } from '@ebbflow/connector-sdk';
import { sendCommand } from './actions/send-command.action.ts';
import { watchEvents } from './triggers/watch-events.trigger.ts';

export const deviceConnector = defineConnector({
  app: 'device',
  label: 'Devices',
  modules: [watchEvents, sendCommand],
});
