import { type ConnectionTest, type Principal, type TestLease, testLeaseSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { EgressHandle } from '../../runs/attempt/egress-handle.ts';
import { testAccount } from './test-account.ts';
import { type Finding, findingOf } from './test-finding.policy.ts';
import { testRequest } from './test-request.ts';

const LONGEST_MS = 20_000;

/**
 * Uses a connection once and says how that went. Here and not in vault: vault opens no connection to what is connected, and what a
 * test sends goes the way a run's would, through the same guard.
 */
@Injectable()
export class ConnectionTests {
  constructor(
    private readonly client: ServiceClient,
    private readonly egress: EgressHandle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws what vault refuses (see the route's contract); PeerUnavailableError */
  async test(principal: Principal, connectionId: string, url: string | undefined): Promise<ConnectionTest> {
    const lease = await this.client.call('vault', 'POST', '/internal/v1/leases/tests', {
      body: { principal, connectionId, ...(url === undefined ? {} : { url }) },
      schema: testLeaseSchema,
      // An OAuth token may have to be renewed first.
      timeoutMs: 25_000,
    });
    const testedAt = this.clock.now();
    const finding = await this.#find(lease);
    return {
      ...finding,
      testedAt: testedAt.toISOString(),
      tookMs: Math.max(0, this.clock.nowMs() - testedAt.getTime()),
    };
  }

  async #find(lease: TestLease): Promise<Finding> {
    const signal = AbortSignal.timeout(LONGEST_MS);
    try {
      return lease.over === 'http'
        ? await testRequest(this.egress.egress, lease, signal)
        : await testAccount(this.egress.egress, lease.credentials, signal);
    } catch (thrown) {
      return findingOf(thrown, signal.aborted);
    }
  }
}
