import { defineConnector } from '@ebbflow/connector-sdk';
import { executeQuery } from './actions/execute-query.action.ts';

export const mysqlConnector = defineConnector({ app: 'mysql', label: 'MySQL', modules: [executeQuery] });
