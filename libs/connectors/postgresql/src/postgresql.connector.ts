import { defineConnector } from '@ebbflow/connector-sdk';
import { executeQuery } from './actions/execute-query.action.ts';

export const postgresqlConnector = defineConnector({ app: 'postgresql', label: 'PostgreSQL', modules: [executeQuery] });
