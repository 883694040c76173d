import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.ts';
import type { Person } from '../users/person.policy.ts';

const EVERY_MS = 10_000;
const QUIET = Duration.parse('1h');
const MOST_PEOPLE = 10_000;
const MOST_ADDRESSES = 5;

interface Failures {
  readonly person: Person;
  passwords: number;
  codes: number;
  firstAt: Date;
  readonly addresses: Set<string>;
}

/**
 * Sign-ins that failed at somebody's account, for the audit log. *Counted* in memory → *written* as one entry → *quiet* for an hour, in which
 * more are counted for the next entry: a flood makes at most 24 entries a day and replica, and no write at the door, where the time of an
 * answer would tell who has an account. What a replica that is killed had counted is lost.
 */
@Injectable()
export class FailedSignInsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #counted = new Map<string, Failures>();
  /** By person: when the last entry was written. */
  readonly #quiet = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#underWay = this.run();
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
    this.#quiet.clear();
    await this.run();
  }

  /** @param clientIp left out where it is not known from where */
  note(person: Person, what: 'password' | 'code', clientIp?: string): void {
    const known = this.#counted.get(person.userId);
    // Beyond that many people at once nobody new is counted until some are written; who is counted stays so.
    if (known === undefined && this.#counted.size >= MOST_PEOPLE) return;
    const failures = known ?? { person, passwords: 0, codes: 0, firstAt: this.clock.now(), addresses: new Set() };
    if (what === 'password') failures.passwords += 1;
    else failures.codes += 1;
    if (clientIp !== undefined && failures.addresses.size < MOST_ADDRESSES) failures.addresses.add(clientIp);
    this.#counted.set(person.userId, failures);
  }

  /** Writes what is due; what cannot be written now is tried again. */
  async run(): Promise<void> {
    const nowMs = this.clock.nowMs();
    for (const [userId, at] of this.#quiet) if (nowMs - at >= QUIET.milliseconds) this.#quiet.delete(userId);
    for (const [userId, failures] of this.#counted) {
      if (this.#quiet.has(userId)) continue;
      this.#counted.delete(userId);
      this.#quiet.set(userId, nowMs);
      try {
        await this.#write(failures);
      } catch (thrown) {
        this.#quiet.delete(userId);
        this.#counted.set(userId, failures);
        this.logger.warn('Failed sign-ins could not be written to the audit log; tried again.', {}, thrown);
        return;
      }
    }
  }

  async #write({ person, passwords, codes, firstAt, addresses }: Failures): Promise<void> {
    const { tenantId, userId } = person;
    const personal =
      addresses.size === 0 ? {} : { personal: { subjectId: userId, facts: { clientIps: [...addresses].join(' ') } } };
    await this.database.withTenant(tenantId, (sql) =>
      this.audit.appendLate(sql, {
        tenantId,
        actor: { kind: 'nobody', id: null },
        action: 'sign-in.failed',
        object: { kind: 'user', id: userId },
        facts: { wrongPasswords: passwords, wrongCodes: codes, since: firstAt.toISOString() },
        ...personal,
      }),
    );
  }
}
