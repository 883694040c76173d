import { auditEntriesAfterSchema, listAuditEntriesAfterSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { AuditRepository } from './audit.repository.ts';

/** Entries in order, for an organisation's streams of logs: without what they say of a person. */
@Controller('internal/v1/audit-entries')
export class InternalAuditController {
  constructor(@Inject(AuditRepository) private readonly entries: AuditRepository) {}

  @Get()
  @InternalOnly('log-store')
  @Answers(auditEntriesAfterSchema)
  async list(
    @ZodQuery(listAuditEntriesAfterSchema) { tenantId, after, limit }: z.infer<typeof listAuditEntriesAfterSchema>,
  ): Promise<z.infer<typeof auditEntriesAfterSchema>> {
    const head = (await this.entries.findHead(tenantId))?.position ?? 0;
    const rows = after < 0 ? [] : await this.entries.chain(tenantId, { after, upTo: head, most: limit });
    return {
      head,
      items: rows.map((row) => ({
        id: row.id,
        position: row.position,
        occurredAt: row.occurred_at.toISOString(),
        actor: { kind: row.actor_kind, id: row.actor_id },
        action: row.action,
        object: { kind: row.object_kind, id: row.object_id },
        facts: JSON.parse(row.facts) as z.infer<typeof auditEntriesAfterSchema>['items'][number]['facts'],
      })),
    };
  }
}
