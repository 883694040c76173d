import {
  type AccountingRecords,
  accountingRecordsRemovedSchema,
  accountingRecordsSchema,
  accountingSummarySchema,
  removeAccountingRecordsSchema,
} from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { AccountingRecordsRepository } from './accounting-records.repository.ts';

/** What retention asks before an organisation is erased, and while what the law keeps of it moves to the restricted store. */
@Controller('internal/v1/accounting-records/:organisationId')
export class AccountingRecordsController {
  constructor(@Inject(AccountingRecordsRepository) private readonly records: AccountingRecordsRepository) {}

  @InternalOnly('retention')
  @Answers(accountingSummarySchema)
  @Get('summary')
  async summary(@Param('organisationId') organisationId: string): Promise<z.infer<typeof accountingSummarySchema>> {
    const rows = await this.records.summarise(organisationId);
    return {
      records: rows.map(({ record, count, newest_at: newestAt }) => ({
        ...{ record, count, newestAt: newestAt?.toISOString() ?? null },
      })),
    };
  }

  @InternalOnly('retention')
  @Answers(accountingRecordsSchema)
  @Get()
  async list(@Param('organisationId') organisationId: string): Promise<AccountingRecords> {
    return { items: await this.records.list(organisationId) };
  }

  @InternalOnly('retention')
  @Answers(accountingRecordsRemovedSchema)
  @Post('removals')
  @HttpCode(200)
  async remove(
    @Param('organisationId') organisationId: string,
    @ZodBody(removeAccountingRecordsSchema) { ids, isAll }: z.infer<typeof removeAccountingRecordsSchema>,
  ): Promise<z.infer<typeof accountingRecordsRemovedSchema>> {
    return { removed: await this.records.delete(organisationId, ids, isAll) };
  }
}
