import { defineModule, readPairs, type Bundle } from '@ebbflow/connector-sdk';
import { performRequest } from '../request/perform-request.ts';
import { planSendData } from '../request/plan-send-data.ts';
import { textOf } from '../request/read-fields.ts';
import { OPERATION_TIMEOUT_MS } from './operation-timeout.ts';

/** Downloads a file: `data` is its bytes, `fileName` what the answer or the URL calls it. */
export const getFile = defineModule({
  name: 'http:ActionGetFile',
  versions: [2, 3],
  kind: 'action',
  label: 'Get a file',
  operationTimeoutMs: OPERATION_TIMEOUT_MS,
  async run(input, context) {
    const plan = { ...planSendData(input), body: undefined, keepsBytes: true };
    const result = await performRequest(plan, context);
    return {
      ...result,
      bundles: result.bundles.map((bundle) => ({ ...bundle, fileName: fileNameOf(bundle, plan.url) })),
    };
  },
});

function fileNameOf(bundle: Bundle, url: string): string {
  const disposition = readPairs(bundle, 'headers').find(({ name }) => name.toLowerCase() === 'content-disposition');
  const named = /filename="?([^";]+)"?/i.exec(textOf(disposition?.value))?.[1];
  return named ?? lastSegment(url) ?? 'file';
}

function lastSegment(url: string): string | undefined {
  const segment = URL.parse(url)?.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment) || undefined;
  } catch {
    return segment;
  }
}
