import { createInterface } from 'node:readline';
import { type LiveFrame, liveFrameSchema } from '@ebbflow/contracts';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';

interface Peer {
  readonly url: string;
  readonly tenantId: string;
  readonly signal: AbortSignal;
}

/** What other replicas see of the runs they hold, read as it happens. */
@Injectable()
export class LivePeers {
  constructor(private readonly client: ServiceClient) {}

  /** Ends with the attempt, or with the connection. @throws when the replica does not answer or does not hold the run */
  run(peer: Peer, runId: string, lastEventId: string | undefined): AsyncGenerator<LiveFrame, void, undefined> {
    return this.#read(peer, `runs/${encodeURIComponent(runId)}`, lastEventId);
  }

  scenario(peer: Peer, scenarioId: string): AsyncGenerator<LiveFrame, void, undefined> {
    return this.#read(peer, `scenarios/${encodeURIComponent(scenarioId)}`, undefined);
  }

  async *#read(
    { url, tenantId, signal }: Peer,
    path: string,
    lastEventId: string | undefined,
  ): AsyncGenerator<LiveFrame, void, undefined> {
    const query = new URLSearchParams({ tenantId, ...(lastEventId === undefined ? {} : { after: lastEventId }) });
    const body = await this.client.open('executor', `/internal/v1/live/${path}?${query.toString()}`, {
      origin: url,
      signal,
    });
    try {
      for await (const line of createInterface({ input: body })) {
        // An empty line says only that the other side is there.
        if (line !== '') yield liveFrameSchema.parse(JSON.parse(line));
      }
    } finally {
      body.destroy();
    }
  }
}
