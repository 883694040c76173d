import { defineConnector } from '@ebbflow/connector-sdk';
import { composeText } from './actions/compose-text.action.ts';
import { generateBundles } from './actions/generate-bundles.action.ts';
import { getVariable, getVariable2 } from './actions/get-variable.action.ts';
import { getVariables } from './actions/get-variables.action.ts';
import { incrementCounter } from './actions/increment-counter.action.ts';
import { setVariable, setVariable2 } from './actions/set-variable.action.ts';
import { setVariables } from './actions/set-variables.action.ts';
import { sleep } from './actions/sleep.action.ts';
import { switchValue } from './actions/switch-value.action.ts';
import { transformEncoding } from './actions/transform-encoding.action.ts';

export const utilConnector = defineConnector({
  app: 'util',
  label: 'Tools',
  modules: [
    setVariable,
    setVariable2,
    setVariables,
    getVariable,
    getVariable2,
    getVariables,
    sleep,
    composeText,
    generateBundles,
    incrementCounter,
    switchValue,
    transformEncoding,
  ],
});
