import { defineModule } from '@ebbflow/connector-sdk';
import { planPagination } from '../pagination/pagination-plan.ts';
import { performPages } from '../pagination/perform-pages.ts';
import { performRequest } from '../request/perform-request.ts';
import { planMakeRequest } from '../request/plan-make-request.ts';
import { ANSWER_FIELDS, MAKE_REQUEST_FIELDS, MAKE_REQUEST_PARAMETERS } from './module-fields.ts';
import { OPERATION_TIMEOUT_MS } from './operation-timeout.ts';

/** The HTTP app's newer module; version 1 of its name is what hand-written files have. */
export const makeRequest = defineModule({
  name: 'http:MakeRequest',
  versions: [1, 4],
  kind: 'action',
  takesFiles: true,
  label: 'Make a request',
  fields: { parameters: MAKE_REQUEST_PARAMETERS, mapper: MAKE_REQUEST_FIELDS, output: ANSWER_FIELDS },
  operationTimeoutMs: OPERATION_TIMEOUT_MS,
  async run(input, context) {
    const plan = planMakeRequest(input);
    const pagination = planPagination(input.mapped);
    return pagination === undefined ? performRequest(plan, context) : performPages(plan, pagination, context);
  },
});
