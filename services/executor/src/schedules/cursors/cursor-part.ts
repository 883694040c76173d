import type { CompiledScenario } from '@ebbflow/blueprint';
import { KeyDestroyedError } from '@ebbflow/crypto';
import type { RunInput } from '@ebbflow/engine';
import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RunInputPart } from '../../runs/attempt/run-input-part.ts';
import { untilAnswered } from '../../runs/attempt/until-answered.ts';
import type { CompletionPart, EndingRun } from '../../runs/completion/completion-part.ts';
import type { HeldRun } from '../../runs/held-run.ts';
import { pollingTriggerOf } from '../start-kind.policy.ts';
import { type SealedCursor, TriggerCursors, type TriggerOf } from './trigger-cursors.ts';

interface Begun {
  readonly trigger: TriggerOf;
  /** Of the cursor the attempt began from; 0 when there was none. */
  readonly revision: number;
}

/**
 * A polling trigger's cursor, from one run to the next: read when an attempt begins, and written in the transaction that ends the run, so
 * that it never moves for a run that is not finished. Runs of such a scenario go one after another.
 *
 * A replay leaves it alone, and so does a run that takes up what another one put aside: neither reads what comes next.
 */
@Injectable()
export class CursorPart implements RunInputPart, CompletionPart<SealedCursor> {
  readonly #begun = new WeakMap<HeldRun, Begun>();

  constructor(private readonly cursors: TriggerCursors) {}

  async of(run: HeldRun, scenario: CompiledScenario): Promise<Partial<RunInput>> {
    const module = pollingTriggerOf(scenario);
    if (module === undefined || run.incompleteId !== undefined || run.trigger === 'replay') return {};
    const trigger = { tenantId: run.tenantId, scenarioId: run.scenarioId, module };
    const stored = await this.cursors.find(trigger);
    // Chosen after an earlier attempt had read: what that one read is journaled and counts, where it left off does not.
    const isOvertaken = run.leaseToken !== '1' && (stored?.chosenAt?.getTime() ?? 0) > run.startedAt.getTime();
    if (!isOvertaken) this.#begun.set(run, { trigger, revision: stored?.revision ?? 0 });
    if (stored === undefined) return {};
    const cursor = await this.cursors.open(trigger, stored);
    return cursor === undefined ? {} : { cursor };
  }

  async prepare({ scope, verdict: { cursor } }: EndingRun): Promise<SealedCursor | undefined> {
    const begun = this.#begun.get(scope.run);
    if (begun === undefined || cursor === undefined) return undefined;
    try {
      return await untilAnswered(scope, () => this.cursors.seal(begun.trigger, cursor, begun.revision + 1));
    } catch (thrown) {
      // The organisation is gone, and with it whoever would go on from here.
      if (thrown instanceof KeyDestroyedError) return undefined;
      throw thrown;
    }
  }

  async write(sql: SqlClient, prepared: readonly SealedCursor[]): Promise<readonly OutboxEvent[]> {
    await this.cursors.keep(sql, prepared);
    return [];
  }
}
