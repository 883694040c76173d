import { defineModule, type ModuleContext, type ModuleResult } from '@ebbflow/connector-sdk';
import { fileNameOf } from '../request/file-name.ts';
import { exchange } from '../request/perform-request.ts';
import { planMakeRequest } from '../request/plan-make-request.ts';
import { planSendData } from '../request/plan-send-data.ts';
import { readAnswer } from '../request/read-answer.ts';
import type { RequestPlan } from '../request/request-plan.ts';
import { ANSWER_FIELDS, MAKE_REQUEST_PARAMETERS } from './module-fields.ts';
import { OPERATION_TIMEOUT_MS } from './operation-timeout.ts';

/** Downloads a file: `data` is its bytes, `fileName` what the answer or the URL calls it. */
export const getFile = defineModule({
  name: 'http:ActionGetFile',
  versions: [1, 2, 3],
  kind: 'action',
  takesFiles: true,
  label: 'Get a file',
  fields: {
    parameters: ['handleErrors'],
    mapper: ['url', 'serializeUrl', 'method', 'headers', 'qs', 'shareCookies'],
    output: [...ANSWER_FIELDS, 'fileName'],
  },
  operationTimeoutMs: OPERATION_TIMEOUT_MS,
  run: async (input, context) => download(planSendData(input), context),
});

/** The newer one, with the keys of `http:MakeRequest`. */
export const downloadFile = defineModule({
  name: 'http:DownloadFile',
  versions: [4],
  kind: 'action',
  takesFiles: true,
  label: 'Download a file',
  fields: {
    parameters: MAKE_REQUEST_PARAMETERS,
    mapper: ['url', 'method', 'headers', 'queryParameters', 'shareCookies', 'stopOnHttpError'],
    output: [...ANSWER_FIELDS, 'fileName'],
  },
  operationTimeoutMs: OPERATION_TIMEOUT_MS,
  run: async (input, context) => download(planMakeRequest(input), context),
});

async function download(request: RequestPlan, context: ModuleContext): Promise<ModuleResult> {
  const plan = { ...request, body: undefined, keepsBytes: true, keepsFile: true };
  const { response, transferBytes, variables } = await exchange(plan, context);
  const bundle = { ...readAnswer(response, plan), fileName: fileNameOf(response, plan.url) };
  return { bundles: [bundle], transferBytes, ...(variables && { variables }) };
}
