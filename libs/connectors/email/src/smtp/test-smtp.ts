import { defineConnectionTest } from '@ebbflow/connector-sdk';
import { withServer } from './deliver.ts';

export const testSmtp = defineConnectionTest({
  kind: 'smtp',
  run: async (connectionId, context) =>
    withServer(await context.connections.credentials(connectionId, 'smtp'), context, async (transport) => {
      await transport.verify();
    }),
});
