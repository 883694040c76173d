import { type InvoiceList, invoiceListSchema, listInvoicesSchema, type Principal } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { InvoicesRepository } from './invoices.repository.ts';

@Controller('v1/invoices')
export class InvoicesController {
  constructor(@Inject(InvoicesRepository) private readonly invoices: InvoicesRepository) {}

  @Requires('invoices:read')
  @Answers(invoiceListSchema)
  @Get()
  async list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listInvoicesSchema) { cursor, limit }: z.infer<typeof listInvoicesSchema>,
  ): Promise<InvoiceList> {
    const items = await this.invoices.list(organisationId, { cursor, limit: limit + 1 });
    const isMore = items.length > limit;
    const shown = items.slice(0, limit);
    return { items: shown, nextCursor: isMore ? (shown.at(-1)?.id ?? null) : null };
  }
}
