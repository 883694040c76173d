import {
  type Bundle,
  defineModule,
  isBundle,
  LONGEST_TEXT,
  ModuleError,
  requireSoundData,
  requireText,
  type Value,
} from '@ebbflow/connector-sdk';

const LONGEST_ADDRESS = 2_048;
const TIMEOUT_MS = 30_000;

/** What the address in `url` answers, as one bundle. */
export const getItem = defineModule({
  name: '{{app}}:GetItem',
  versions: [1],
  kind: 'action',
  label: 'Get an item',
  fields: { mapper: ['url'], output: ['…'] },
  async run({ mapped }, context) {
    const response = await context.http.send({
      url: requireText(mapped, 'url', LONGEST_ADDRESS),
      method: 'GET',
      headers: [
        ['accept', 'application/json'],
        ['idempotency-key', context.idempotencyKey],
      ],
      timeoutMs: TIMEOUT_MS,
      followRedirects: true,
      rejectUnauthorized: true,
      signal: context.signal,
    });
    if (response.status >= 400) {
      throw new ModuleError(
        response.status === 429 ? 'RateLimitError' : 'RuntimeError',
        `The service answered with status ${String(response.status)}.`,
      );
    }
    return { bundles: [itemOf(response.body)], transferBytes: response.body.byteLength };
  },
});

function itemOf(body: Uint8Array): Bundle {
  // Bound before it is parsed: the tree of a text takes many times its room.
  if (body.byteLength > LONGEST_TEXT) {
    throw new ModuleError('MaxFileSizeExceededError', 'The answer of the service is too large.');
  }
  const item = parse(Buffer.from(body).toString('utf8'));
  if (!isBundle(item)) throw new ModuleError('DataError', 'The service answered with something other than a JSON object.');
  requireSoundData(item, 'answer');
  return item;
}

function parse(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    // The parser's own message quotes the text.
    throw new ModuleError('DataError', 'The service answered with something other than JSON.');
  }
}
