import {
  type DataMap,
  dataMapSchema,
  type ErasureAnswer,
  type ErasureList,
  erasureListSchema,
  erasureSchema,
  listErasuresSchema,
  planErasureSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Staff } from '../staff/staff.ts';
import { ErasureKeepers } from './erasure-keepers.ts';
import type { Requester } from './erasure.ts';
import { ErasuresService } from './erasures.service.ts';

@Controller('v1')
export class ErasuresController {
  constructor(
    @Inject(ErasuresService) private readonly erasures: ErasuresService,
    @Inject(ErasureKeepers) private readonly keepers: ErasureKeepers,
    @Inject(Staff) private readonly staff: Staff,
  ) {}

  @Requires('policy:read')
  @Answers(dataMapSchema)
  @Get('data-map')
  dataMap(): Promise<DataMap> {
    return this.keepers.map();
  }

  @Requires('erasures:read')
  @Answers(erasureListSchema)
  @Get('erasures')
  @Header('cache-control', 'no-store')
  async list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listErasuresSchema) query: z.infer<typeof listErasuresSchema>,
  ): Promise<ErasureList> {
    return this.erasures.list(await this.#requester(principal), query);
  }

  @Requires('erasures:write')
  @Answers(erasureSchema)
  @Post('erasures')
  async plan(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(planErasureSchema) { subject, requestId }: z.infer<typeof planErasureSchema>,
  ): Promise<ErasureAnswer> {
    return this.erasures.plan({ subject, requestId, by: await this.#requester(principal) });
  }

  @Requires('erasures:read')
  @Answers(erasureSchema)
  @Get('erasures/:erasureId')
  @Header('cache-control', 'no-store')
  async get(@CurrentPrincipal() principal: Principal, @Param('erasureId') erasureId: string): Promise<ErasureAnswer> {
    return this.erasures.status(erasureId, await this.#requester(principal));
  }

  @Requires('erasures:write')
  @Answers(erasureSchema)
  @Post('erasures/:erasureId/approval')
  @HttpCode(200)
  async approve(
    @CurrentPrincipal() principal: Principal,
    @Param('erasureId') erasureId: string,
  ): Promise<ErasureAnswer> {
    return this.erasures.approve(erasureId, await this.#requester(principal));
  }

  /** Takes it back, as long as it has not begun. */
  @Requires('erasures:write')
  @Answers(erasureSchema)
  @Delete('erasures/:erasureId')
  @HttpCode(200)
  async withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('erasureId') erasureId: string,
  ): Promise<ErasureAnswer> {
    return this.erasures.withdraw(erasureId, await this.#requester(principal));
  }

  async #requester(principal: Principal): Promise<Requester> {
    return { ...(await this.staff.eyesOf(principal)), organisationId: principal.organisationId };
  }
}
