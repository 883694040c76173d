import type { ExportedSubject } from '@ebbflow/contracts';
import type { Database } from '@ebbflow/persistence';
import type { SubjectDataset } from '@ebbflow/service-host';
import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';

export interface EntityRows<Entity extends ObjectLiteral> extends Omit<SubjectDataset, 'rows' | 'role'> {
  readonly role?: SubjectDataset['role'];
  readonly entity: EntityTarget<Entity>;
  readonly where: (subject: { tenantId: string; userId: string }) => FindOptionsWhere<Entity>;
  readonly map: (entity: Entity) => Readonly<Record<string, unknown>>;
}

/** Rows of one table of which a person or organisation has some dozens at most. */
export function entityDataset<Entity extends ObjectLiteral>(
  database: Database,
  { entity, where, map, ...said }: EntityRows<Entity>,
): SubjectDataset {
  return {
    role: 'controller',
    ...said,
    async *rows(subject: ExportedSubject) {
      const { tenantId } = subject;
      const userId = subject.kind === 'user' ? subject.userId : '';
      const found = await database.withTenantEntities(tenantId, (manager) =>
        manager.findBy(entity, where({ tenantId, userId })),
      );
      yield* found.map((row) => map(row));
    },
  };
}
