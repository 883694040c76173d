import { defineConnectionTest } from '@ebbflow/connector-sdk';
import { withMailbox } from './with-mailbox.ts';

/** Looks at the inbox, which every account has, without marking anything in it as seen. */
export const testImap = defineConnectionTest({
  kind: 'imap',
  run: async (connectionId, context) => {
    const access = await context.connections.credentials(connectionId, 'imap');
    await withMailbox(access, { path: 'INBOX', readOnly: true }, context, () => Promise.resolve());
  },
});
