import { defineConnector } from '@ebbflow/connector-sdk';
import { executeQuery } from './actions/execute-query.action.ts';
import { testAccount } from './query/test-account.ts';

export const postgresqlConnector = defineConnector({
  app: 'postgresql',
  label: 'PostgreSQL',
  // A database has few places for all of its clients.
  limits: { concurrent: 10 },
  modules: [executeQuery],
  connectionTests: [testAccount],
});
