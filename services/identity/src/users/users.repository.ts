import { newId, type Personal, type UserId } from '@ebbflow/kernel';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EmailTakenError } from '../identity.errors.ts';
import { SessionEntity } from '../sessions/session.entity.ts';
import { MembershipEntity } from './membership.entity.ts';
import { UserEntity } from './user.entity.ts';

export interface NewUser {
  readonly email: Personal;
  readonly passwordHash: string;
  readonly role: MembershipEntity['role'];
}

@Injectable()
export class UsersRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Within the caller's transaction. @throws EmailTakenError */
  async insert(manager: EntityManager, tenantId: string, user: NewUser): Promise<UserId> {
    const id = newId<UserId>('usr');
    try {
      await manager.insert(UserEntity, { tenantId, id, email: user.email, passwordHash: user.passwordHash });
    } catch (thrown) {
      if (isUniqueViolation(thrown, 'user_email_key')) throw new EmailTakenError();
      throw thrown;
    }
    await manager.insert(MembershipEntity, { tenantId, userId: id, role: user.role });
    return id;
  }

  async updatePasswordHash(tenantId: string, userId: string, passwordHash: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, (manager) =>
      manager.update(UserEntity, { tenantId, id: userId }, { passwordHash }),
    );
  }

  /** The new password, and with the same commit the end of every session and of every link to a new one. */
  async changePassword(tenantId: string, userId: string, passwordHash: string): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager) => {
      await manager.update(UserEntity, { tenantId, id: userId }, { passwordHash });
      await manager.delete(SessionEntity, { tenantId, userId });
    });
  }

  async find(tenantId: string, userId: string): Promise<UserEntity | undefined> {
    const user = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(UserEntity, { tenantId, id: userId }),
    );
    return user ?? undefined;
  }

  findEmail(tenantId: string, userId: string): Promise<Personal | undefined> {
    return this.database.withTenantEntities(tenantId, async (manager) => {
      const user = await manager.findOne(UserEntity, {
        select: { email: true, tenantId: true, id: true },
        where: { tenantId, id: userId },
      });
      return user?.email;
    });
  }
}
