import { type AuditFact, auditFactSchema } from '@ebbflow/contracts';
import type { TemplateDatabase } from './template-database.ts';

/** What a service has told of a tenant for the audit log, in the order it was told. */
export async function auditFactsOf(database: TemplateDatabase, schema: string, tenantId: string): Promise<AuditFact[]> {
  const rows = await database.asAdmin<{ data: Buffer }>(
    `select data from ${schema}.outbox where tenant_id = $1 and topic like '%.audit' order by xid, id`,
    [tenantId],
  );
  return rows.map(({ data }) => auditFactSchema.parse(JSON.parse(data.toString())));
}
