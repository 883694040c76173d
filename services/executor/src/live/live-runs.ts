import type { LiveFrame } from '@ebbflow/contracts';
import { Injectable } from '@nestjs/common';
import type { AttemptWatch, AttemptWatches } from '../runs/attempt/attempt-watches.ts';
import type { HeldRun } from '../runs/held-run.ts';
import { RunProgress } from './run-progress.ts';

type Listener = (frame: LiveFrame) => void;
const NOBODY: ReadonlySet<Listener> = new Set();

/** The runs this process works on at this moment, and who in this process wants to know about them. */
@Injectable()
export class LiveRuns implements AttemptWatches {
  readonly #runs = new Map<string, RunProgress>();
  /** By `tenant/scenario`; there while somebody watches the scenario. */
  readonly #watched = new Map<string, Set<Listener>>();

  begin(run: HeldRun): AttemptWatch {
    const watchers = this.#watched;
    const slot = slotOf(run.tenantId, run.scenarioId);
    // Looked up at each event: most runs are over before anybody watches, and should not be told apart from the others for that.
    const spread = {
      get size() {
        return watchers.get(slot)?.size ?? 0;
      },
      [Symbol.iterator]: () => (watchers.get(slot) ?? NOBODY)[Symbol.iterator](),
    };
    const progress = new RunProgress(run, spread);
    this.#runs.set(run.runId, progress);
    for (const listener of spread) listener(stateOf(run));
    return {
      observer: progress,
      left: () => {
        if (this.#runs.get(run.runId) === progress) this.#runs.delete(run.runId);
        progress.leave();
      },
    };
  }

  find(tenantId: string, runId: string): RunProgress | undefined {
    const progress = this.#runs.get(runId);
    return progress?.run.tenantId === tenantId ? progress : undefined;
  }

  /** Everything of the scenario's runs from now on, after a snapshot of those under way. Answers how to stop. */
  watchScenario(tenantId: string, scenarioId: string, listener: Listener): () => void {
    const slot = slotOf(tenantId, scenarioId);
    const listeners = this.#watched.get(slot) ?? new Set();
    this.#watched.set(slot, listeners.add(listener));
    for (const progress of this.#runs.values()) {
      if (progress.run.tenantId !== tenantId || progress.run.scenarioId !== scenarioId) continue;
      listener(stateOf(progress.run));
      listener(progress.snapshot());
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#watched.get(slot) === listeners) this.#watched.delete(slot);
    };
  }
}

function slotOf(tenantId: string, scenarioId: string): string {
  return `${tenantId}/${scenarioId}`;
}

function stateOf({ runId, scenarioId }: { readonly runId: string; readonly scenarioId: string }): LiveFrame {
  return { event: { type: 'state', runId, scenarioId, state: 'running' } };
}
