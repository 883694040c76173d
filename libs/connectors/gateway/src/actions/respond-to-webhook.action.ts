import {
  defineModule,
  isBundle,
  ModuleError,
  readNumber,
  readPairs,
  readText,
  type Bundle,
  type Value,
} from '@ebbflow/connector-sdk';

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/;
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]{0,4096}$/;

/** Answers the sender of the webhook. A body that is no text goes out as JSON. */
export const respondToWebhook = defineModule({
  name: 'gateway:WebhookRespond',
  versions: [1],
  kind: 'action',
  label: 'Webhook response',
  fields: { mapper: ['status', 'body', 'headers'] },
  async run({ mapped }, context) {
    const status = readNumber(mapped, 'status') ?? 200;
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw new ModuleError('DataError', 'The field "status" must be an HTTP status from 200 to 599.');
    }
    const headers = readHeaders(mapped);
    const body = mapped['body'];
    const isStructured = isBundle(body) || Array.isArray(body);
    if (isStructured && !headers.some(([name]) => name.toLowerCase() === 'content-type')) {
      headers.push(['content-type', 'application/json']);
    }
    const bytes = toBytes(body, mapped);
    await context.respond({ status, headers, body: bytes });
    return { bundles: [{}], transferBytes: bytes.byteLength };
  },
});

/** A line break in a header would begin another header, or the body: somebody's data must not write those. */
function readHeaders(mapped: Bundle): [string, string][] {
  return readPairs(mapped, 'headers').map(({ name, value }, index) => {
    const text = readText({ value }, 'value') ?? '';
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(text)) {
      throw new ModuleError(
        'DataError',
        `The field "headers[${String(index + 1)}]" is not a header that HTTP can carry.`,
      );
    }
    return [name, text];
  });
}

function toBytes(body: Value, mapped: Bundle): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(isBundle(body) || Array.isArray(body) ? JSON.stringify(body) : (readText(mapped, 'body') ?? ''));
}
