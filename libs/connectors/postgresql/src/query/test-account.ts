import { defineConnectionTest } from '@ebbflow/connector-sdk';
import { connect } from './connect.ts';

export const testAccount = defineConnectionTest({
  kind: 'postgresql',
  async run(connectionId, context) {
    const client = await connect(await context.connections.credentials(connectionId, 'postgresql'), context);
    await client.end();
  },
});
