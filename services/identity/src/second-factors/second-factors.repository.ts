import { newId } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { NewAuditEntry } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { MethodChangesRepository, type ProvenPerson } from '../sessions/method-changes.repository.ts';
import type { Person } from '../users/person.policy.ts';
import { acceptTotpStep } from './accept-totp-step.sql.ts';
import { claimCodeAttempt, type TotpRow } from './claim-code-attempt.sql.ts';
import { clearCodeAttempts } from './clear-code-attempts.sql.ts';
import { findSecondFactor, type SecondFactorRow } from './find-second-factor.sql.ts';
import { insertRecoveryCodes } from './insert-recovery-codes.sql.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { RecoveryCodeEntity } from './recovery-code.entity.ts';
import { replaceTotp } from './replace-totp.sql.ts';
import { TotpEntity } from './totp.entity.ts';

@Injectable()
export class SecondFactorsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MethodChangesRepository) private readonly changes: MethodChangesRepository,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  async find(scope: Person): Promise<SecondFactorRow | undefined> {
    const { tenantId, userId } = scope;
    const values = [tenantId, userId];
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<SecondFactorRow>(findSecondFactor, values),
    );
    return row;
  }

  /** False when there is a confirmed one. */
  async replaceSecret(
    scope: Person,
    sealed: { readonly bytes: Buffer; readonly keyVersion: number },
    now: Date,
  ): Promise<boolean> {
    const { tenantId, userId } = scope;
    const values = [tenantId, userId, sealed.bytes, sealed.keyVersion, now];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query(replaceTotp, values));
    return rows.length === 1;
  }

  /** Undefined when there were too many attempts, or when there is no app. */
  async claimAttempt(
    scope: Person,
    window: { readonly now: Date; readonly since: Date; readonly most: number },
  ): Promise<TotpRow | undefined> {
    const { tenantId, userId } = scope;
    const values = [tenantId, userId, window.now, window.since, window.most];
    const [row] = await this.database.withTenant(tenantId, (sql) => sql.query<TotpRow>(claimCodeAttempt, values));
    return row;
  }

  /** False when this code, or a later one, was taken before. */
  acceptStep(scope: Person, step: number, now: Date): Promise<boolean> {
    return this.database.withTenant(scope.tenantId, (sql) => accept(sql, scope, step, now));
  }

  /** The first code: the second factor is on from this commit on, and there are codes for when the app is lost. */
  confirm(scope: ProvenPerson, first: { step: number; now: Date; codes: readonly string[] }): Promise<boolean> {
    return this.database.withTenantEntities(scope.tenantId, async (manager, sql) => {
      if (!(await accept(sql, scope, first.step, first.now))) return false;
      await insertCodes(sql, scope, first.codes);
      await this.changes.note(manager, sql, scope, changeOf(scope, 'second-factor.added'));
      return true;
    });
  }

  /** False when the scope has no such code (any more). */
  async useCode(scope: Person, code: string): Promise<boolean> {
    const { tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(RecoveryCodeEntity, {
        tenantId,
        userId,
        codeHash: hashRecoveryCode(code),
      });
      if (affected !== 1) return false;
      await sql.query(clearCodeAttempts, [tenantId, userId]);
      await this.audit.append(sql, {
        tenantId,
        actor: { kind: 'user', id: userId },
        ...changeOf({ userId }, 'recovery-code.used'),
      });
      return true;
    });
  }

  /** The scope is told that somebody tries codes, and the audit log. */
  async noteGuessing(scope: Person): Promise<void> {
    const { tenantId, userId } = scope;
    await this.database.withTenant(tenantId, async (sql) => {
      await this.mail.append(sql, tenantId, { kind: 'second-factor-guessed', userId });
      const actor = { kind: 'nobody', id: null } as const;
      await this.audit.append(sql, { tenantId, actor, ...changeOf({ userId }, 'second-factor.guessed') });
    });
  }

  async replaceCodes(scope: ProvenPerson, codes: readonly string[]): Promise<void> {
    const { tenantId, userId } = scope;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.delete(RecoveryCodeEntity, { tenantId, userId });
      await insertCodes(sql, scope, codes);
      await this.changes.note(manager, sql, scope, changeOf(scope, 'recovery-codes.renewed'));
    });
  }

  /** False when there was none. */
  remove(scope: ProvenPerson): Promise<boolean> {
    const { tenantId, userId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(TotpEntity, { tenantId, userId });
      await manager.delete(RecoveryCodeEntity, { tenantId, userId });
      if (affected !== 1) return false;
      await this.changes.note(manager, sql, scope, changeOf(scope, 'second-factor.removed'));
      return true;
    });
  }
}

async function accept(sql: SqlClient, { tenantId, userId }: Person, step: number, now: Date): Promise<boolean> {
  return (await sql.query(acceptTotpStep, [tenantId, userId, step, now])).length === 1;
}

async function insertCodes(sql: SqlClient, { tenantId, userId }: Person, codes: readonly string[]): Promise<void> {
  const ids = codes.map(() => newId('rec'));
  await sql.query(insertRecoveryCodes, [tenantId, userId, ids, codes.map(hashRecoveryCode)]);
}

function changeOf({ userId }: Pick<Person, 'userId'>, action: NewAuditEntry['action']) {
  return { action, object: { kind: 'user', id: userId } } as const;
}
