import type { LiveEvent, LiveFrame, LiveModuleTotals } from '@ebbflow/contracts';
import type { ModuleExecution, RunObserver } from '@ebbflow/engine';
import type { HeldRun } from '../runs/held-run.ts';

type Listener = (frame: LiveFrame) => void;
type Listeners = Iterable<Listener> & { readonly size: number };
type Step = Parameters<NonNullable<RunObserver['stepStarted']>>[0];

/** Events a reader that comes back may have missed; a longer absence is made good with a snapshot. */
const KEPT_EVENTS = 256;

/**
 * How far one attempt at one run has come: totals by module, and the last events. In memory only and counts only; a step
 * costs two small objects, whether anybody watches or not, so that a watcher who comes late sees the same.
 */
export class RunProgress implements RunObserver {
  readonly run: Pick<HeldRun, 'tenantId' | 'runId' | 'scenarioId' | 'leaseToken'>;
  readonly #totals = new Map<number, LiveModuleTotals>();
  /** The event numbered n (from 1) is at (n - 1) % KEPT_EVENTS. */
  readonly #kept: LiveEvent[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #spread: Listeners;
  #count = 0;

  /** `spread`: whoever watches all runs of the scenario, now or later. */
  constructor(run: HeldRun, spread: Listeners) {
    const { tenantId, runId, scenarioId, leaseToken } = run;
    this.run = { tenantId, runId, scenarioId, leaseToken };
    this.#spread = spread;
  }

  stepStarted({ moduleId, module, execution }: Step): void {
    this.#totalsOf(moduleId, module).started += 1;
    this.#tell({ type: 'module-started', runId: this.run.runId, moduleId, module, execution });
  }

  stepFinished({ moduleId, module, execution, bundleCount, operations, durationMs, error }: ModuleExecution): void {
    const totals = this.#totalsOf(moduleId, module);
    totals.finished += 1;
    totals.bundles += bundleCount;
    totals.operations += operations;
    if (error !== undefined) totals.errors += 1;
    const { runId } = this.run;
    const event = { type: 'module-finished' as const, runId, moduleId, module, execution, bundleCount, operations };
    this.#tell(error === undefined ? { ...event, durationMs } : { ...event, durationMs, errorClass: error.class });
  }

  /** What a new watcher must know: everything as one snapshot, or what followed `lastEventId` where that is still here. */
  since(lastEventId: string | undefined): LiveFrame[] {
    const seen = this.#numberOf(lastEventId);
    if (seen === undefined || seen > this.#count || this.#count - seen > KEPT_EVENTS) return [this.snapshot()];
    const frames: LiveFrame[] = [];
    for (let number = seen + 1; number <= this.#count; number += 1) {
      const event = this.#kept[(number - 1) % KEPT_EVENTS];
      if (event) frames.push({ id: this.#idOf(number), event });
    }
    return frames;
  }

  snapshot(): LiveFrame {
    const modules = [...this.#totals.values()].map((totals) => ({ ...totals }));
    return { id: this.#idOf(this.#count), event: { type: 'snapshot', runId: this.run.runId, modules } };
  }

  /** Answers how to stop listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The attempt is over. */
  leave(): void {
    this.#send({ event: { type: 'left', runId: this.run.runId } });
    this.#listeners.clear();
  }

  #tell(event: LiveEvent): void {
    this.#kept[this.#count % KEPT_EVENTS] = event;
    this.#count += 1;
    if (this.#listeners.size + this.#spread.size > 0) this.#send({ id: this.#idOf(this.#count), event });
  }

  #send(frame: LiveFrame): void {
    for (const listener of this.#listeners) listener(frame);
    for (const listener of this.#spread) listener(frame);
  }

  #totalsOf(moduleId: number, module: string): LiveModuleTotals {
    let totals = this.#totals.get(moduleId);
    if (totals === undefined) {
      totals = { moduleId, module, started: 0, finished: 0, bundles: 0, operations: 0, errors: 0 };
      this.#totals.set(moduleId, totals);
    }
    return totals;
  }

  /** Of this attempt only: another one counts from the beginning. */
  #numberOf(id: string | undefined): number | undefined {
    const [token, number] = (id ?? '').split('.');
    return token === this.run.leaseToken && number !== undefined && /^\d{1,9}$/.test(number)
      ? Number(number)
      : undefined;
  }

  #idOf(number: number): string {
    return `${this.run.leaseToken}.${String(number)}`;
  }
}
