import type { LiveFrame } from '@ebbflow/contracts';
import { Injectable } from '@nestjs/common';
import { RunsRepository } from '../runs/runs.repository.ts';
import { followScenario } from './follow.ts';
import { LivePeers } from './live-peers.ts';
import { LiveQueue } from './live-queue.ts';
import { frameOf, LiveRowsRepository } from './live-rows.repository.ts';
import { LiveRuns } from './live-runs.ts';
import { pauseUnlessAborted } from './pause-unless-aborted.ts';
import { type Replica, ReplicasService } from './replicas.service.ts';

/** How often it is looked whether there are new replicas, or lost ones that are back. */
const LOOK_ROUND_MS = 2_000;
/** Between the end of an attempt and what its row says about it. */
const FIRST_LOOK_MS = 20;
const LAST_LOOK_MS = 10_000;
const MOST_LISTED = 50;

interface Watched {
  readonly tenantId: string;
  readonly scenarioId: string;
}

/** All runs of one scenario, wherever they go on: every replica is asked for its own, and the rows for what became of each. */
@Injectable()
export class ScenarioWatchService {
  constructor(
    private readonly rows: LiveRowsRepository,
    private readonly repository: RunsRepository,
    private readonly runs: LiveRuns,
    private readonly replicas: ReplicasService,
    private readonly peers: LivePeers,
  ) {}

  /** Until the signal. Begins with the runs that are not over yet, the newest fifty. */
  async *watch(watched: Watched, signal: AbortSignal): AsyncGenerator<LiveFrame, void, undefined> {
    const { tenantId, scenarioId } = watched;
    const queue = new LiveQueue((runId) => this.runs.find(tenantId, runId)?.snapshot());
    const filter = { scenarioId, cursor: undefined };
    for (const run of await this.repository.listUnfinished(tenantId, filter, MOST_LISTED)) {
      if (run.state !== 'finished')
        queue.push({ event: { type: 'state', runId: run.id, scenarioId, state: run.state } });
    }
    void this.#pour(followScenario(this.runs, watched, signal), queue);
    void this.#watchOthers(watched, queue, signal);
    for await (const { event } of queue.frames(signal)) {
      // Ids count within one run; there is none to go on from in a stream of many.
      if (event.type === 'left') void this.#tellWhatBecame(watched.tenantId, event.runId, queue, signal);
      else yield { event };
    }
  }

  async #watchOthers(watched: Watched, queue: LiveQueue, signal: AbortSignal): Promise<void> {
    const followed = new Set<string>();
    while (!signal.aborted) {
      const others = await this.replicas.others().catch((): Replica[] => []);
      for (const { owner, url } of others) {
        if (followed.has(owner)) continue;
        followed.add(owner);
        const peer = { url, tenantId: watched.tenantId, signal };
        void this.#pour(this.peers.scenario(peer, watched.scenarioId), queue).finally(() => followed.delete(owner));
      }
      await pauseUnlessAborted(LOOK_ROUND_MS, signal);
    }
  }

  /** A replica that is gone is nothing to report: its runs go on elsewhere. */
  async #pour(source: AsyncGenerator<LiveFrame, void, undefined>, queue: LiveQueue): Promise<void> {
    try {
      for await (const frame of source) queue.push(frame);
    } catch {
      return;
    }
  }

  /** The attempt is over in memory a moment before its end is committed. */
  async #tellWhatBecame(tenantId: string, runId: string, queue: LiveQueue, signal: AbortSignal): Promise<void> {
    for (let pauseMs = FIRST_LOOK_MS; pauseMs < LAST_LOOK_MS && !signal.aborted; pauseMs *= 2) {
      await pauseUnlessAborted(pauseMs, signal);
      const row = await this.rows.find(tenantId, runId).catch(() => undefined);
      // Running again already: whoever holds it now has said so.
      if (row === undefined || row.state === 'running') continue;
      queue.push(frameOf(row));
      return;
    }
  }
}
