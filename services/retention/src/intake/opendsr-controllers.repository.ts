import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findOpenDsrController, type OpenDsrControllerRow } from './find-opendsr-controller.sql.ts';
import { OpenDsrControllerEntity } from './opendsr-controller.entity.ts';
import { ControllerKeyTakenError } from './opendsr.errors.ts';

/** Keys controllers sign with. Each is one organisation's. */
@Injectable()
export class OpenDsrControllersRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ControllerKeyTakenError */
  async insert(
    tenantId: string,
    key: Pick<OpenDsrControllerEntity, 'name' | 'keyType' | 'publicKey' | 'fingerprint' | 'createdBy'>,
  ): Promise<OpenDsrControllerEntity> {
    const made = { tenantId, id: newId('odc'), createdAt: this.clock.now() };
    const row = Object.assign(new OpenDsrControllerEntity(), made, key);
    try {
      await this.database.withTenantEntities(tenantId, (manager) => manager.insert(OpenDsrControllerEntity, row));
    } catch (thrown) {
      if (isUniqueViolation(thrown, 'opendsr_controller_key')) throw new ControllerKeyTakenError();
      throw thrown;
    }
    return row;
  }

  list(tenantId: string): Promise<OpenDsrControllerEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(OpenDsrControllerEntity, { where: { tenantId }, order: { id: 'ASC' } }),
    );
  }

  async delete(tenantId: string, id: string): Promise<boolean> {
    const { affected } = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.delete(OpenDsrControllerEntity, { tenantId, id }),
    );
    return affected === 1;
  }

  /** Before there is an organisation: the id is what the call names. */
  async findSigner(scope: string): Promise<OpenDsrControllerRow | undefined> {
    const rows = await this.database.asWorker((sql) => sql.query<OpenDsrControllerRow>(findOpenDsrController, [scope]));
    return rows[0];
  }
}
