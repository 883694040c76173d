import type { LiveFrame } from '@ebbflow/contracts';
import { LiveQueue } from './live-queue.ts';
import type { LiveRuns } from './live-runs.ts';
import type { RunProgress } from './run-progress.ts';

type Frames = AsyncGenerator<LiveFrame, void, undefined>;

/** One attempt of this process, from where the watcher was, to its end (`left` is the last frame). */
export async function* followRun(progress: RunProgress, lastEventId: string | undefined, signal: AbortSignal): Frames {
  const queue = new LiveQueue(() => progress.snapshot());
  const stop = progress.listen(queue.push);
  try {
    yield* progress.since(lastEventId);
    for await (const frame of queue.frames(signal)) {
      yield frame;
      if (frame.event.type === 'left') return;
    }
  } finally {
    stop();
  }
}

/** All runs of a scenario that this process works on, now and later, until the signal. */
export async function* followScenario(
  runs: LiveRuns,
  { tenantId, scenarioId }: { readonly tenantId: string; readonly scenarioId: string },
  signal: AbortSignal,
): Frames {
  const queue = new LiveQueue((runId) => runs.find(tenantId, runId)?.snapshot());
  const stop = runs.watchScenario(tenantId, scenarioId, queue.push);
  try {
    yield* queue.frames(signal);
  } finally {
    stop();
  }
}
