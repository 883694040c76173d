import { defineConnectionTest } from '@ebbflow/connector-sdk';
import { withSession } from './with-session.ts';

export const testAccount = defineConnectionTest({
  kind: 'ftp',
  run: (connectionId, context) => withSession({ account: connectionId }, context, () => Promise.resolve()),
});
