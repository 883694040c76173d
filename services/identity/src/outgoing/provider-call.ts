import { ExpectedError, TransientError } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EgressHandle } from './egress-handle.ts';

export interface ProviderRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly authorization: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

const MOST_BYTES = 262_144;
const LONGEST_MS = 20_000;

/** One JSON call to a provider of ours. Its answer is never quoted in an error: providers like to repeat the address they were given. */
@Injectable()
export class ProviderCall {
  constructor(@Inject(EgressHandle) private readonly handle: EgressHandle) {}

  /**
   * The answer, undefined when it has no body.
   * @throws TransientError for 408, 429 and 5xx, and while the provider does not answer; ExpectedError for any other status but 2xx
   */
  async send({ method, url, authorization, headers = {}, body }: ProviderRequest): Promise<unknown> {
    const answer = await this.handle.egress.request({
      url,
      method,
      headers: [
        ['authorization', authorization],
        ['accept', 'application/json'],
        ...(body === undefined ? [] : ([['content-type', 'application/json']] as const)),
        ...Object.entries(headers),
      ],
      ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }),
      timeoutMs: LONGEST_MS,
      followRedirects: false,
      rejectUnauthorized: true,
      maxResponseBytes: MOST_BYTES,
    });
    if (answer.status === 408 || answer.status === 429 || answer.status >= 500)
      throw new TransientError('IDENTITY.PROVIDER_BUSY', `The provider answered ${String(answer.status)}.`);
    if (answer.status < 200 || answer.status > 299)
      throw new ExpectedError('IDENTITY.PROVIDER_REFUSED', 502, `The provider answered ${String(answer.status)}.`, {
        details: { status: answer.status },
      });
    return jsonOf(Buffer.from(answer.body).toString('utf8'));
  }
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    throw new TransientError('IDENTITY.PROVIDER_BUSY', 'The provider answered with something that is not JSON.');
  }
}
