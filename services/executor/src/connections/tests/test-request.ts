import type { TestLease } from '@ebbflow/contracts';
import type { Egress } from '@ebbflow/egress';
import type { Finding } from './test-finding.policy.ts';

const LONGEST_MS = 15_000;

/** One GET with what the connection adds. Never follows a redirect: elsewhere than asked, a success says nothing about this connection. */
export async function testRequest(
  egress: Egress,
  { url, headers, query }: Extract<TestLease, { over: 'http' }>,
  signal: AbortSignal,
): Promise<Finding> {
  const address = new URL(url);
  for (const [name, value] of query) address.searchParams.append(name, value);
  const { status } = await egress.request({
    url: address.href,
    method: 'GET',
    headers,
    timeoutMs: LONGEST_MS,
    followRedirects: false,
    rejectUnauthorized: true,
    signal,
  });
  return judge(status);
}

function judge(status: number): Finding {
  const said = `It answered with ${String(status)}.`;
  if (status >= 200 && status < 300) return { outcome: 'works', message: `The connection works. ${said}`, status };
  if (status === 401 || status === 403) {
    return { outcome: 'refused', message: `The other side does not accept what the connection sends. ${said}`, status };
  }
  return { outcome: 'unexpected', message: `The other side was reached, but not with success. ${said}`, status };
}
