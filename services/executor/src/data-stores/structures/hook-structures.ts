import type { DataStructureShape, StructureField } from '@ebbflow/contracts';
import { ExpectedError, isId } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import { HookNotFoundError } from '../data-stores.errors.ts';
import { findStaleStructures } from '../sql/find-stale-structures.sql.ts';
import { findStructureLinks } from '../sql/find-structure-links.sql.ts';
import { linkStructure } from '../sql/link-structure.sql.ts';
import { unlinkStructure } from '../sql/unlink-structure.sql.ts';

interface LinkRow {
  readonly hook_id: string;
  readonly revision: number;
  readonly fields: readonly StructureField[];
  readonly strict: boolean;
}

interface StaleRow {
  readonly tenant_id: string;
  readonly structure_id: string;
}

const AT_ONCE = 100;

/**
 * Webhooks whose requests are held against a data structure. The gateway has a copy of it, so that the door asks nobody; what it
 * was told last is remembered here, and it is told again until it has answered.
 */
@Injectable()
export class HookStructures {
  constructor(
    private readonly database: Database,
    private readonly client: ServiceClient,
    private readonly logger: Logger,
  ) {}

  /** From now on requests of the hook must fit. @throws HookNotFoundError; TransientError when the gateway is away: then nothing is linked */
  async link(
    tenantId: string,
    hookId: string,
    structure: DataStructureShape & { readonly id: string; readonly revision: number },
  ): Promise<void> {
    if (!(await this.#tell(tenantId, hookId, structure))) throw new HookNotFoundError();
    const { id, revision } = structure;
    await this.database.withTenant(tenantId, (sql) => sql.query(linkStructure, [tenantId, hookId, id, revision]));
  }

  async unlink(tenantId: string, hookId: string, structureId: string): Promise<void> {
    await this.#tell(tenantId, hookId, null);
    await this.database.withTenant(tenantId, (sql) => sql.query(unlinkStructure, [tenantId, hookId, structureId]));
  }

  /** The structure has changed. With the gateway away its hooks are told by `tellStale`. */
  async tellSoon(tenantId: string, structureId: string): Promise<void> {
    await this.#tellHooks(tenantId, structureId).catch((thrown: unknown) =>
      this.logger.warn(
        'The gateway could not be told about a data structure; it is tried again.',
        { organisationId: tenantId },
        thrown,
      ),
    );
  }

  /** What the gateway has not been told yet, of all tenants. */
  async tellStale(): Promise<void> {
    const stale = await this.database.asWorker((sql) => sql.query<StaleRow>(findStaleStructures, [AT_ONCE]));
    for (const row of stale) await this.tellSoon(row.tenant_id, row.structure_id);
  }

  async #tellHooks(tenantId: string, structureId: string): Promise<void> {
    const links = await this.database.withTenant(tenantId, (sql) =>
      sql.query<LinkRow>(findStructureLinks, [tenantId, structureId]),
    );
    for (const { hook_id: hookId, revision, fields, strict } of links) {
      const isThere = await this.#tell(tenantId, hookId, { fields, strict });
      await this.database.withTenant(tenantId, (sql) =>
        isThere
          ? sql.query(linkStructure, [tenantId, hookId, structureId, revision])
          : sql.query(unlinkStructure, [tenantId, hookId, structureId]),
      );
    }
  }

  /** False when the hook is not there. */
  async #tell(tenantId: string, hookId: string, structure: DataStructureShape | null): Promise<boolean> {
    if (!isId('hok', hookId)) return false;
    try {
      const body = { tenantId, structure: structure && { fields: structure.fields, strict: structure.strict } };
      await this.client.call('gateway', 'PUT', `/internal/v1/hooks/${encodeURIComponent(hookId)}/structure`, { body });
      return true;
    } catch (thrown) {
      if (thrown instanceof ExpectedError && thrown.status === 404) return false;
      throw thrown;
    }
  }
}
