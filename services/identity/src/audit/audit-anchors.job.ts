import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { utcDay } from '@ebbflow/policy';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditAnchorSignatures } from './audit-anchor-signatures.ts';
import { insertAuditAnchors } from './insert-audit-anchors.sql.ts';
import { type HeadToAnchorRow, listHeadsToAnchor } from './list-heads-to-anchor.sql.ts';

const EVERY_MS = 60 * 60_000;
const AT_ONCE = 500;

/**
 * Once a day the end of each chain that moved is signed, and said in the log: a place outside the database, from which it can be seen
 * whether the end, the signatures included, was cut off later. Every replica looks every hour; twice is harmless.
 */
@Injectable()
export class AuditAnchorsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditAnchorSignatures) private readonly signatures: AuditAnchorSignatures,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#underWay = this.run().catch((thrown: unknown) =>
        this.logger.warn('Ends of audit logs could not be signed; tried again.', {}, thrown),
      );
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async run(): Promise<void> {
    const day = utcDay(this.clock.nowMs());
    let after = '';
    let heads: HeadToAnchorRow[];
    do {
      const values = [day, this.signatures.keyId, after, AT_ONCE];
      heads = await this.database.asWorker((sql) => sql.query<HeadToAnchorRow>(listHeadsToAnchor, values));
      await this.#anchor(day, heads);
      after = heads.at(-1)?.tenant_id ?? after;
    } while (heads.length === AT_ONCE);
  }

  async #anchor(day: string, heads: readonly HeadToAnchorRow[]): Promise<void> {
    if (heads.length === 0) return;
    const signatures = heads.map(({ tenant_id: tenantId, position, hash }) =>
      this.signatures.sign({ tenantId, day, position, hash }),
    );
    await this.database.asWorker((sql) =>
      sql.query(insertAuditAnchors, [
        ...[day, this.signatures.keyId, this.clock.now()],
        heads.map(({ tenant_id: tenantId }) => tenantId),
        heads.map(({ position }) => position),
        heads.map(({ hash }) => hash),
        signatures,
      ]),
    );
    for (const { tenant_id: organisationId, position, hash } of heads)
      this.logger.info('The end of an audit log was signed.', {
        organisationId,
        entryCount: position,
        digest: hash.toString('base64url'),
      });
  }
}
