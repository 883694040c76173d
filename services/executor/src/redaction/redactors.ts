import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Redactor, unionOf } from '@ebbflow/redaction';
import { Inject, Injectable } from '@nestjs/common';
import { RedactionConfig } from './redaction.config.ts';
import { RedactionRulesRepository, type RulesOfScenario } from './redaction-rules.repository.ts';

interface Entry {
  readonly rules: Promise<readonly RulesOfScenario[]>;
  readonly ready: Map<string, Redactor | undefined>;
  readonly askedAtMs: number;
}

const MOST_TENANTS = 1_000;

/** The rules of organisations, made ready: asked for once in a while and not once a run. */
@Injectable()
export class Redactors {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly repository: RedactionRulesRepository,
    private readonly config: RedactionConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Undefined: nothing is to be hidden. As they were `maxAge` ago at the latest. @throws TransientError when the database is away */
  async of(tenantId: string, scenarioId: string): Promise<Redactor | undefined> {
    const entry = this.#entryOf(tenantId);
    const all = await entry.rules;
    if (all.length === 0) return undefined;
    if (!entry.ready.has(scenarioId)) {
      const own = all.filter(({ scenarioId: of }) => of === '' || of === scenarioId);
      const redactor = new Redactor(unionOf(own.map(({ rules }) => rules)));
      entry.ready.set(scenarioId, redactor.isIdle ? undefined : redactor);
    }
    return entry.ready.get(scenarioId);
  }

  /** They were changed here: the next run sees it at once. */
  forget(tenantId: string): void {
    this.#entries.delete(tenantId);
  }

  #entryOf(tenantId: string): Entry {
    const known = this.#entries.get(tenantId);
    const nowMs = this.clock.nowMs();
    if (known !== undefined && nowMs - known.askedAtMs <= this.config.maxAge.milliseconds) return known;
    const entry: Entry = { rules: this.repository.load(tenantId), ready: new Map(), askedAtMs: nowMs };
    this.#entries.delete(tenantId);
    this.#entries.set(tenantId, entry);
    // A failure is not kept: the next run asks again.
    entry.rules.catch(() => {
      if (this.#entries.get(tenantId) === entry) this.#entries.delete(tenantId);
    });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST_TENANTS && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }
}
