import type { LiveFrame } from '@ebbflow/contracts';
import { TransientError } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { followRun } from './follow.ts';
import { LivePeers } from './live-peers.ts';
import { frameOf, LiveRowsRepository, type WatchedRow } from './live-rows.repository.ts';
import { LiveRuns } from './live-runs.ts';
import { pauseUnlessAborted } from './pause-unless-aborted.ts';
import { ReplicasService } from './replicas.service.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
type Frames = AsyncGenerator<LiveFrame, void, undefined>;

interface Watched {
  readonly tenantId: string;
  readonly runId: string;
  readonly lastEventId: string | undefined;
}

/**
 * One run, watched from any replica. The row says whose run it is; the holder's memory says how far it has come. So it goes back and
 * forth: **row** (queued, waiting, or held by somebody who has not begun: looked at again soon) → **holder** (followed until
 * the attempt is over or its process is gone) → **row** → … → finished, which only the row can say.
 */
@Injectable()
export class RunWatchService {
  constructor(
    private readonly rows: LiveRowsRepository,
    private readonly runs: LiveRuns,
    private readonly replicas: ReplicasService,
    private readonly peers: LivePeers,
  ) {}

  /** Ends with the run's end, or the signal. */
  async *watch(watched: Watched, signal: AbortSignal): Frames {
    let { lastEventId } = watched;
    let told: string | undefined;
    let pauseMs = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      const row = await this.#row(watched);
      if (row !== undefined && row.state !== told) {
        yield frameOf(row);
        if (row.state === 'finished') return;
        told = row.state;
        pauseMs = FIRST_PAUSE_MS;
      }
      if (row !== undefined && row.lease_owner !== null) {
        for await (const frame of this.#follow({ ...watched, lastEventId }, row.lease_owner, signal)) {
          if (frame.event.type === 'left') break;
          lastEventId = frame.id ?? lastEventId;
          pauseMs = FIRST_PAUSE_MS;
          yield frame;
        }
      }
      await pauseUnlessAborted(pauseMs, signal);
      pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS);
    }
  }

  /** Undefined while the database is away: the stream waits as the run does. */
  async #row({ tenantId, runId }: Watched): Promise<WatchedRow | undefined> {
    try {
      return await this.rows.find(tenantId, runId);
    } catch (thrown) {
      if (thrown instanceof TransientError) return undefined;
      throw thrown;
    }
  }

  /** Ends early where the holder is gone or has not begun: the row is read again. */
  async *#follow({ tenantId, runId, lastEventId }: Watched, owner: string, signal: AbortSignal): Frames {
    if (owner === this.replicas.owner) {
      const progress = this.runs.find(tenantId, runId);
      if (progress !== undefined) yield* followRun(progress, lastEventId, signal);
      return;
    }
    try {
      const url = await this.replicas.urlOf(owner);
      if (url !== undefined) yield* this.peers.run({ url, tenantId, signal }, runId, lastEventId);
    } catch {
      // Whatever it was (another process, a broken connection, not begun yet): what is true stands in the row.
    }
  }
}
