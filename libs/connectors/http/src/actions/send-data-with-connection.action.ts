import { defineModule, type ModuleDefinition, type ModuleInput } from '@ebbflow/connector-sdk';
import { basicAuthorisation } from '../request/basic-authorisation.ts';
import { performRequest } from '../request/perform-request.ts';
import { planSendData } from '../request/plan-send-data.ts';
import type { RequestPlan } from '../request/request-plan.ts';
import { requireConnection } from '../request/require-connection.ts';
import { ANSWER_FIELDS, SEND_DATA_FIELDS } from './module-fields.ts';
import { OPERATION_TIMEOUT_MS } from './operation-timeout.ts';

/*
 * `http:ActionSendData` with a connection. The secret never comes here: whoever keeps the connection hands out ready-made
 * headers for the origin of the URL.
 */
function withConnection(
  name: string,
  label: string,
  account: string,
  authorise: (input: ModuleInput) => Partial<RequestPlan>,
): ModuleDefinition {
  return defineModule({
    name,
    versions: [3],
    kind: 'action',
    takesFiles: true,
    label,
    fields: { parameters: [account, 'handleErrors'], mapper: SEND_DATA_FIELDS, output: ANSWER_FIELDS },
    operationTimeoutMs: OPERATION_TIMEOUT_MS,
    run: async (input, context) => performRequest({ ...planSendData(input), ...authorise(input) }, context),
  });
}

export const sendDataWithKey = withConnection(
  'http:ActionSendDataAPIKeyAuth',
  'Make an API key auth request',
  'auth',
  ({ parameters }) => ({ connectionId: requireConnection(parameters, ['auth']) }),
);

export const sendDataWithOAuth = withConnection(
  'http:ActionSendDataOAuth',
  'Make an OAuth 2.0 request',
  'account',
  ({ parameters }) => ({ connectionId: requireConnection(parameters, ['account', '__IMTCONN__']) }),
);

/** Hand-written files have the name and password in the mapper instead of a connection. */
export const sendDataWithPassword = withConnection(
  'http:ActionSendDataBasicAuth',
  'Make a basic auth request',
  'auth',
  ({ parameters, mapped }) => {
    const own = basicAuthorisation(mapped, 'username', 'password');
    if (own.length > 0 || mapped['authUser'] !== undefined) return own.length > 0 ? { headers: own } : {};
    return { connectionId: requireConnection(parameters, ['auth']) };
  },
);

export const sendDataWithCertificate = withConnection(
  'http:ActionSendDataClientCertAuth',
  'Make a client certificate auth request',
  'auth',
  ({ parameters }) => ({ certificateId: requireConnection(parameters, ['auth', 'cert']) }),
);
