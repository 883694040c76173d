import { Database } from '@ebbflow/persistence';
import { newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { SessionEntity } from './session.entity.ts';

export interface NewSession {
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly expiresAt: Date;
  readonly endsAt: Date;
}

@Injectable()
export class SessionsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Also removes the user's sessions that are over: nobody needs them, and they tell when the person was active. */
  async insert(tenantId: string, session: NewSession, now: Date): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager) => {
      await manager.delete(SessionEntity, { tenantId, userId: session.userId, expiresAt: LessThanOrEqual(now) });
      await manager.insert(SessionEntity, { tenantId, id: newId('ses'), ...session });
    });
  }

  async extend(tenantId: string, id: string, expiresAt: Date): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(SessionEntity, { tenantId, id }, { expiresAt }),
    );
  }

  async delete(tenantId: string, id: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) => manager.delete(SessionEntity, { tenantId, id }));
  }
}
