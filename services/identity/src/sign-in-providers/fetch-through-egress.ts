import type { Egress } from '@ebbflow/egress';
import type { CustomFetchOptions } from 'openid-client';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 1_048_576;
const BODILESS = new Set([101, 204, 205, 304]);

/** The way out as the client library wants one: no redirect is followed, and every address is judged as any other's. */
export function fetchThroughEgress(egress: Egress) {
  return async (url: string, { method, headers, body, signal }: CustomFetchOptions): Promise<Response> => {
    const answer = await egress.request({
      url,
      method,
      headers: Object.entries(headers),
      ...(body === null || body === undefined ? {} : { body: await bytesOf(body) }),
      timeoutMs: TIMEOUT_MS,
      followRedirects: false,
      rejectUnauthorized: true,
      maxResponseBytes: MOST_BYTES,
      ...(signal && { signal }),
    });
    const given = BODILESS.has(answer.status) ? null : Uint8Array.from(answer.body);
    return new Response(given, {
      status: answer.status,
      headers: answer.headers.map(([name, value]) => [name, value]),
    });
  };
}

async function bytesOf(body: NonNullable<CustomFetchOptions['body']>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(body).arrayBuffer());
}
