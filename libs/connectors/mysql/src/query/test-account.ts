import { defineConnectionTest } from '@ebbflow/connector-sdk';
import { connect } from './connect.ts';

export const testAccount = defineConnectionTest({
  kind: 'mysql',
  async run(connectionId, context) {
    const client = await connect(await context.connections.credentials(connectionId, 'mysql'), context);
    client.destroy();
  },
});
