import { defineConnector } from '@ebbflow/connector-sdk';
import { aggregateText } from './actions/aggregate-text.action.ts';
import { getVariable } from './actions/get-variable.action.ts';
import { getVariables } from './actions/get-variables.action.ts';
import { setVariable, setVariable2 } from './actions/set-variable.action.ts';
import { setVariables } from './actions/set-variables.action.ts';
import { getVariable2 } from './actions/get-variable.action.ts';
import { sleep } from './actions/sleep.action.ts';

export const utilConnector = defineConnector({
  app: 'util',
  label: 'Tools',
  modules: [setVariable, setVariable2, setVariables, getVariable, getVariable2, getVariables, sleep, aggregateText],
});
