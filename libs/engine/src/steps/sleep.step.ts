import type { StepKey } from '../ports.ts';
import type { Run } from '../run.ts';

/** Waits until the instant written down before the wait: a resumed run waits only what is left, or not at all. */
export async function sleepStep(step: StepKey, milliseconds: number, run: Run): Promise<void> {
  const key = `${step}/sleep`;
  const found = run.ports.journal.find(key);
  const startedAtMs = found?.kind === 'sleep' ? found.startedAtMs : run.ports.clock.nowMs();
  const dueAtMs = found?.kind === 'sleep' ? found.dueAtMs : startedAtMs + milliseconds;
  if (found === undefined) await run.ports.journal.append(key, { kind: 'sleep', startedAtMs, dueAtMs });
  const leftMs = dueAtMs - run.ports.clock.nowMs();
  if (leftMs > 0) {
    run.throwIfInterrupted();
    await run.ports.sleep(leftMs);
  }
  run.passTime(startedAtMs, dueAtMs, leftMs <= 0);
}
