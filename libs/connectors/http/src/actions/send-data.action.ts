import { defineModule, type ModuleDefinition } from '@ebbflow/connector-sdk';
import { performRequest } from '../request/perform-request.ts';
import { planSendData } from '../request/plan-send-data.ts';
import { ANSWER_FIELDS, SEND_DATA_FIELDS } from './module-fields.ts';
import { OPERATION_TIMEOUT_MS } from './operation-timeout.ts';

const definition: Omit<ModuleDefinition, 'name' | 'versions'> = {
  kind: 'action',
  takesFiles: true,
  label: 'Make a request',
  fields: { parameters: ['handleErrors'], mapper: SEND_DATA_FIELDS, output: ANSWER_FIELDS },
  operationTimeoutMs: OPERATION_TIMEOUT_MS,
  run: async (input, context) => performRequest(planSendData(input), context),
};

export const sendData = defineModule({ name: 'http:ActionSendData', versions: [1, 2, 3], ...definition });

/** A name Make never had; hand-written files give it the keys of `http:ActionSendData`. */
export const makeARequest = defineModule({ name: 'http:MakeARequest', versions: [1], ...definition });
