import type { Principal } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from './audit-log.ts';
import { existsOrganisation } from './exists-organisation.sql.ts';

declare const recorded: unique symbol;

/**
 * Proof that what is read is going to be recorded. Whatever reads rows of all organisations for somebody who asks wants one, and only
 * `StaffAccess.read` has any: a door for staff that forgets the log does not compile.
 */
export interface StaffReading {
  readonly [recorded]: true;
}

export interface StaffRow {
  readonly tenant_id: string;
  readonly id: string;
}

const IDS_SHOWN = 50;

/** Whoever runs this installation looks at what belongs to others; they see that in their own audit log. */
@Injectable()
export class StaffAccess {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /**
   * Reads, and says so in the log of each organisation something was read of, and of the reader's own, before the caller gets it: what
   * cannot be recorded is not read. `noun` is what is shown: the action is `<noun>.shown-to-staff`.
   */
  async read<Row extends StaffRow>(
    staff: Principal,
    noun: string,
    read: (reading: StaffReading) => Promise<Row[]>,
  ): Promise<Row[]> {
    const rows = await read({} as StaffReading);
    const byOrganisation = Map.groupBy(rows, ({ tenant_id: tenantId }) => tenantId);
    byOrganisation.delete(staff.organisationId);
    for (const [tenantId, shown] of byOrganisation)
      await this.#record(tenantId, staff, noun, { count: shown.length, ids: idsOf(shown) });
    const facts = { count: rows.length, organisationCount: byOrganisation.size, ids: idsOf(rows) };
    await this.#record(staff.organisationId, staff, noun, facts);
    return rows;
  }

  /** What is not an organisation yet, such as a registration nobody confirmed, has no log; it stands in the reader's own. */
  async #record(tenantId: string, staff: Principal, noun: string, facts: Record<string, number | string[]>) {
    await this.database.withTenant(tenantId, async (sql) => {
      if ((await sql.query(existsOrganisation, [tenantId])).length === 0) return;
      await this.audit.append(sql, {
        tenantId,
        actor: { kind: 'staff', id: staff.userId ?? '' },
        action: `${noun}.shown-to-staff`,
        object: { kind: 'organisation', id: tenantId },
        facts,
      });
    });
  }
}

function idsOf(rows: readonly StaffRow[]): string[] {
  return rows.slice(0, IDS_SHOWN).map(({ id }) => id);
}
