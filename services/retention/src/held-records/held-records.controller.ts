import {
  type HeldRecordList,
  heldRecordListSchema,
  type HeldRecordReadings,
  heldRecordReadingsSchema,
  type Principal,
  readHeldRecordsSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Staff } from '../staff/staff.ts';
import { HeldRecordsRepository } from './held-records.repository.ts';

/** For whoever has to show the books to the tax office. A POST, because it says why, and because it leaves a line in the record of readings. */
@Controller('v1/held-records')
export class HeldRecordsController {
  constructor(
    @Inject(HeldRecordsRepository) private readonly held: HeldRecordsRepository,
    @Inject(Staff) private readonly staff: Staff,
  ) {}

  @Requires('held-records:read')
  @Answers(heldRecordListSchema)
  @Post('readings')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async read(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(readHeldRecordsSchema) { reason, number }: z.infer<typeof readHeldRecordsSchema>,
  ): Promise<HeldRecordList> {
    const { eyes } = await this.staff.require(principal);
    return { items: await this.held.read(principal.organisationId, { reader: eyes, reason, number }) };
  }

  @Requires('held-records:read')
  @Answers(heldRecordReadingsSchema)
  @Get('readings')
  @Header('cache-control', 'no-store')
  async readings(@CurrentPrincipal() principal: Principal): Promise<HeldRecordReadings> {
    await this.staff.require(principal);
    return { items: await this.held.readings(principal.organisationId) };
  }
}
