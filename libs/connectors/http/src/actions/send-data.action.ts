import { defineModule } from '@ebbflow/connector-sdk';
import { performRequest } from '../request/perform-request.ts';
import { planSendData } from '../request/plan-send-data.ts';
import { OPERATION_TIMEOUT_MS } from './operation-timeout.ts';

export const sendData = defineModule({
  name: 'http:ActionSendData',
  versions: [1, 2, 3],
  kind: 'action',
  label: 'Make a request',
  operationTimeoutMs: OPERATION_TIMEOUT_MS,
  run: (input, context) => performRequest(planSendData(input), context),
});
