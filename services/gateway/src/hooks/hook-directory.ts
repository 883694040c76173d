import { Inject, Injectable } from '@nestjs/common';
import { hookSettingsSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { RestoreGuard } from '@ebbflow/service-host/erasure';
import { findHookByToken } from './find-hook-by-token.sql.ts';
import type { OpenHook } from './hook.ts';

/** How long a found hook is believed. Another replica may have switched it off meanwhile, so: hardly longer than a moment. */
const MAX_AGE_MS = 1_000;
const MAX_ENTRIES = 10_000;

interface Entry {
  readonly hook: Promise<OpenHook | undefined>;
  readonly untilMs: number;
}

/**
 * Finds the hook behind a token. Without this cache every webhook would cost one more round trip than its own insert.
 * Unknown tokens are remembered as well, apart from known ones, so that guessing neither reaches the database for each
 * repetition nor pushes real hooks out. Callers that come while a question is under way share it.
 */
@Injectable()
export class HookDirectory {
  readonly #known = new Map<string, Entry>();
  readonly #unknown = new Map<string, Entry>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RestoreGuard) private readonly guard: RestoreGuard,
  ) {}

  /** Undefined when no hook has this token. @throws TransientError when the database is away; RestoredNotReplayedError, whichever door it is. */
  async find(token: string): Promise<OpenHook | undefined> {
    this.guard.assertReleased();
    const nowMs = this.clock.nowMs();
    const cached = this.#known.get(token) ?? this.#unknown.get(token);
    if (cached && cached.untilMs > nowMs) return cached.hook;
    const asked: Entry = { hook: this.#read(token), untilMs: nowMs + MAX_AGE_MS };
    remember(this.#known, token, asked);
    asked.hook.then(
      (hook) => {
        if (hook !== undefined || this.#known.get(token) !== asked) return;
        this.#known.delete(token);
        remember(this.#unknown, token, asked);
      },
      () => {
        if (this.#known.get(token) === asked) this.#known.delete(token);
      },
    );
    return asked.hook;
  }

  /** After a hook was created or changed here; other replicas follow within MAX_AGE_MS. */
  forget(token: string): void {
    this.#known.delete(token);
    this.#unknown.delete(token);
  }

  async #read(token: string): Promise<OpenHook | undefined> {
    const rows = await this.database.asWorker((sql) => sql.query<OpenHook>(findHookByToken, [token]));
    const [row] = rows;
    return row && { ...row, settings: hookSettingsSchema.parse(row.settings) };
  }
}

/** Map keeps insertion order, so the first key is the oldest. */
function remember(entries: Map<string, Entry>, token: string, entry: Entry): void {
  entries.delete(token);
  entries.set(token, entry);
  const oldest = entries.size > MAX_ENTRIES ? entries.keys().next() : undefined;
  if (oldest && !oldest.done) entries.delete(oldest.value);
}
