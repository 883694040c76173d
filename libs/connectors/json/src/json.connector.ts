import { defineConnector } from '@ebbflow/connector-sdk';
import { aggregateToJson } from './actions/aggregate-to-json.action.ts';
import { createJson } from './actions/create-json.action.ts';
import { parseJson } from './actions/parse-json.action.ts';
import { transformToJson } from './actions/transform-to-json.action.ts';

export const jsonConnector = defineConnector({
  app: 'json',
  label: 'JSON',
  modules: [parseJson, createJson, transformToJson, aggregateToJson],
});
