import type { PeriodSaltStatus } from '@ebbflow/contracts';
import { hourOf, type Period, periodName, periodOverMs } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { isSealedCategory, sealedLifetimeDays } from '@ebbflow/policy';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { BadPeriodError } from './period-salts.errors.ts';
import { PeriodSaltsConfig } from './period-salts.config.ts';
import { PeriodSaltsRepository } from './period-salts.repository.ts';
import { SaltFolder } from './salt-folder.ts';
import { SteadyTime } from './steady-time.ts';

/** Services ask for the next hour before it begins, and their clocks may be a little ahead. */
const MOST_HOURS_AHEAD = 2;

/**
 * Makes the salts of periods, hands them out while their period lasts, and destroys them when it is over: from then on nobody opens what was
 * sealed under them, in whatever copy. None is cached here.
 */
@Injectable()
export class PeriodSaltsService {
  readonly #folder: SaltFolder;
  readonly #time: SteadyTime;

  constructor(
    config: PeriodSaltsConfig,
    @Inject(Database) private readonly database: Database,
    @Inject(PeriodSaltsRepository) private readonly periods: PeriodSaltsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#folder = new SaltFolder(config.folder);
    this.#time = new SteadyTime(clock);
  }

  /** In the order asked; null for what is over. @throws BadPeriodError */
  async read(asked: readonly Period[]): Promise<(string | null)[]> {
    for (const period of asked) this.#check(period);
    const salts = await Promise.all(asked.map((period) => this.#find(period)));
    const missing = asked.filter((period, index) => salts[index] === undefined && !this.#isOver(period));
    const made = missing.length === 0 ? new Map<string, Buffer>() : await this.#make(missing);
    return asked.map((period, index) => (salts[index] ?? made.get(periodName(period)))?.toString('base64') ?? null);
  }

  /** Those that are over. @returns how many there were, and whether a clock that jumped keeps more of them. */
  async destroyOver(): Promise<{ destroyedCount: number; isHeld: boolean }> {
    const { nowMs, isHeld } = this.#time.look();
    await this.#folder.finishDestroying();
    for (const period of await this.#folder.list()) {
      if (periodOverMs(period) <= nowMs) await this.#folder.destroy(period);
    }
    const destroyedCount = await this.database.asWorker((sql) =>
      this.periods.noteDestroyed(sql, this.clock.now(), new Date(nowMs)),
    );
    return { destroyedCount, isHeld };
  }

  /** Of salts a crash left without: a salt is made first and written down then. */
  async writeDownAll(): Promise<void> {
    const there = await this.#folder.list();
    await this.database.asWorker((sql) => this.periods.insert(sql, there, this.clock.now()));
  }

  async status(): Promise<PeriodSaltStatus> {
    const counted = await this.database.asWorker((sql) => this.periods.count(sql, this.clock.now()));
    const items = counted.map(({ oldestHour, lastDestroyedAt, ...counts }) => ({
      ...counts,
      oldestHour: oldestHour?.toISOString() ?? null,
      lastDestroyedAt: lastDestroyedAt?.toISOString() ?? null,
    }));
    return { items };
  }

  #find(period: Period): Promise<Buffer | undefined> {
    return this.#isOver(period) ? Promise.resolve(undefined) : this.#folder.read(period);
  }

  /**
   * A period has one salt in its life: where one is known and not there, the folder was lost, and another would open nothing. Only the hours
   * that are sealed in just now get one all the same; else nothing could be received until the next hour.
   */
  async #make(missing: readonly Period[]): Promise<Map<string, Buffer>> {
    const known = await this.database.asWorker((sql) => this.periods.known(sql, missing));
    const thisHour = hourOf(this.clock.nowMs());
    const toMake = missing.filter((period) => !known.has(periodName(period)) || period.hour >= thisHour);
    const made = await Promise.all(
      toMake.map(async (period) => [periodName(period), await this.#folder.make(period)] as const),
    );
    await this.database.asWorker((sql) => this.periods.insert(sql, toMake, this.clock.now()));
    return new Map(made);
  }

  #isOver(period: Period): boolean {
    return periodOverMs(period) <= this.clock.nowMs();
  }

  #check({ category, lifetimeDays, hour }: Period): void {
    if (!isSealedCategory(category)) throw new BadPeriodError('nothing that is sealed is of this category');
    if (lifetimeDays > sealedLifetimeDays(category))
      throw new BadPeriodError('its lifetime is longer than the policy allows');
    if (hour > hourOf(this.clock.nowMs()) + MOST_HOURS_AHEAD) throw new BadPeriodError('its hour is not near yet');
  }
}
