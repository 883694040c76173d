import { defineConnector } from '@ebbflow/connector-sdk';
import { getItem } from './actions/get-item.action.ts';

export const {{camel}}Connector = defineConnector({
  app: '{{app}}',
  label: '{{label}}',
  modules: [getItem],
});
