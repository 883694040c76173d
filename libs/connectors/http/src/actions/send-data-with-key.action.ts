import { defineModule } from '@ebbflow/connector-sdk';
import { performRequest } from '../request/perform-request.ts';
import { planSendData } from '../request/plan-send-data.ts';
import { requireConnection } from '../request/require-connection.ts';
import { OPERATION_TIMEOUT_MS } from './operation-timeout.ts';

/** The key itself never comes here: the connection's owner hands out ready-made headers for the origin of the URL. */
export const sendDataWithKey = defineModule({
  name: 'http:ActionSendDataAPIKeyAuth',
  versions: [3],
  kind: 'action',
  label: 'Make an API key auth request',
  operationTimeoutMs: OPERATION_TIMEOUT_MS,
  run: async (input, context) =>
    performRequest({ ...planSendData(input), connectionId: requireConnection(input.parameters, ['auth']) }, context),
});
