import type { ShortenedCategory } from '@ebbflow/contracts';
import type { Sealing, SealLifetimes } from '@ebbflow/crypto';
import type { Clock } from '@ebbflow/kernel';
import { BoundedCache } from '../tokens/bounded-cache.ts';
import type { Lifetimes } from './lifetimes.ts';

/** What a tenant may shorten, by what is sealed: what a run is made of while it is under way is later read as its details. */
const SHORTENED: Readonly<Record<string, ShortenedCategory>> = {
  'gateway-logs': 'gateway-logs',
  'incomplete-runs': 'incomplete-runs',
  'execution-details': 'execution-details',
  'runs-in-flight': 'execution-details',
};
const MAX_AGE_MS = 60_000;
const MAX_SCENARIOS = 50_000;

interface Known {
  readonly days: number;
  readonly atMs: number;
  isRefreshing: boolean;
}

/**
 * The lifetime something is sealed for: what the notice says, or less where its tenant shortened it. Remembered for a minute per scenario and
 * renewed behind the back of whoever asks from half of that, because everything that comes in asks. What is sealed in that minute under
 * the longer lifetime is hidden and deleted by the shorter one like all that was sealed before.
 */
export class SealLifetimesOfTenants implements SealLifetimes {
  readonly #lifetimes: Lifetimes;
  readonly #longest: SealLifetimes;
  readonly #clock: Clock;
  readonly #known = new BoundedCache<Known>(MAX_SCENARIOS);

  constructor(lifetimes: Lifetimes, longest: SealLifetimes, clock: Clock) {
    this.#lifetimes = lifetimes;
    this.#longest = longest;
    this.#clock = clock;
  }

  daysOf(sealing: Sealing): number | Promise<number> {
    const shortened = SHORTENED[sealing.category];
    if (shortened === undefined) return this.#longest.daysOf(sealing);
    const slot = `${sealing.tenantId}/${sealing.scenarioId ?? ''}/${sealing.category}`;
    const known = this.#known.get(slot);
    const ageMs = known === undefined ? Infinity : this.#clock.nowMs() - known.atMs;
    if (known === undefined || ageMs >= MAX_AGE_MS || ageMs < 0) return this.#ask(slot, sealing, shortened);
    if (ageMs >= MAX_AGE_MS / 2 && !known.isRefreshing) {
      known.isRefreshing = true;
      this.#ask(slot, sealing, shortened).catch(() => (known.isRefreshing = false));
    }
    return known.days;
  }

  async #ask(slot: string, sealing: Sealing, shortened: ShortenedCategory): Promise<number> {
    const atMs = this.#clock.nowMs();
    const own = await this.#lifetimes.daysOf(sealing.tenantId, sealing.scenarioId ?? null, shortened);
    const days = Math.min(own, await this.#longest.daysOf(sealing));
    this.#known.set(slot, { days, atMs, isRefreshing: false });
    return days;
  }
}
