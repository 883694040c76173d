import type { Bundle, Value } from '@ebbflow/connector-sdk';
import { parseBody } from './parse-body.ts';
import { addField } from './add-field.ts';

/** What the gateway stored of a request; structurally `HookRequest` of libs/contracts. `body` is base64 of the raw bytes. */
export interface ReceivedRequest {
  readonly method: string;
  /** Without `?`, as received. */
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly contentType: string;
  readonly body: string;
  readonly options: { readonly headers: boolean; readonly method: boolean; readonly passThrough: boolean };
}

/**
 * The trigger's bundles for one request, as Make makes them: the fields of a JSON object, of a form or of a query; one bundle for
 * each element of a JSON array; a body that has no fields as `value`. Fields of the body win over those of the query. Never
 * throws: bytes that contradict their Content-Type arrive as `value` too.
 */
export function hookBundles(request: ReceivedRequest): Bundle[] {
  const query: Bundle = {};
  for (const [name, value] of new URLSearchParams(request.query)) addField(query, name, value);
  const extras: Bundle = {
    ...(request.options.headers
      ? { __IMTHEADERS__: request.headers.map(([name, value]): Value => ({ name, value })) }
      : {}),
    ...(request.options.method ? { __IMTMETHOD__: request.method } : {}),
  };
  const body = Buffer.from(request.body, 'base64');
  return parseBody(body, request.contentType, request.options.passThrough).map((fields) => ({
    ...query,
    ...fields,
    ...extras,
  }));
}
