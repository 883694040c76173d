import {
  type AmendBreach,
  amendBreachSchema,
  type AssessBreach,
  assessBreachSchema,
  type Breach,
  breachAudienceSchema,
  type BreachList,
  breachListSchema,
  breachSchema,
  type BreachTemplate,
  breachTemplateSchema,
  closeBreachSchema,
  listBreachesSchema,
  type OpenBreach,
  openBreachSchema,
  type Principal,
  type RecordNotification,
  recordNotificationSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Header, Headers, HttpCode, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import type { z } from 'zod';
import { RegistersService } from '../registers/registers.service.ts';
import { breachTemplate } from './breach-templates.ts';
import { UnknownBreachAudienceError } from './breach.errors.ts';
import { BreachesService } from './breaches.service.ts';

interface Reply {
  header(name: string, value: string): unknown;
}

@Controller('v1/breaches')
export class BreachesController {
  constructor(
    @Inject(BreachesService) private readonly breaches: BreachesService,
    @Inject(RegistersService) private readonly registers: RegistersService,
  ) {}

  @Requires('breaches:read')
  @Answers(breachListSchema)
  @Get()
  @Header('cache-control', 'no-store')
  async list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listBreachesSchema) query: z.infer<typeof listBreachesSchema>,
  ): Promise<BreachList> {
    const { items, nextCursor } = await this.breaches.list(principal, query);
    return {
      items: items.map(({ id, revision, state, title, awareAt, risk, duties }) => ({
        ...{ id, revision, state, title, awareAt, risk, duties },
      })),
      nextCursor,
    };
  }

  @Requires('breaches:write')
  @Answers(breachSchema)
  @Post()
  async open(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(openBreachSchema) input: OpenBreach,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Breach> {
    return tagged(await this.breaches.open(principal, input), reply);
  }

  @Requires('breaches:read')
  @Answers(breachSchema)
  @Get(':breachId')
  @Header('cache-control', 'no-store')
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('breachId') breachId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Breach> {
    return tagged(await this.breaches.get(principal, breachId), reply);
  }

  @Requires('breaches:write')
  @Answers(breachSchema)
  @Patch(':breachId')
  amend(
    @CurrentPrincipal() principal: Principal,
    @Param('breachId') breachId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(amendBreachSchema) changes: AmendBreach,
  ): Promise<Breach> {
    return this.breaches.amend(principal, breachId, ifMatch, changes);
  }

  @Requires('breaches:write')
  @Answers(breachSchema)
  @Post(':breachId/assessment')
  @HttpCode(200)
  assess(
    @CurrentPrincipal() principal: Principal,
    @Param('breachId') breachId: string,
    @ZodBody(assessBreachSchema) assessment: AssessBreach,
  ): Promise<Breach> {
    return this.breaches.assess(principal, breachId, assessment);
  }

  @Requires('breaches:write')
  @Answers(breachSchema)
  @Post(':breachId/notifications')
  @HttpCode(200)
  notify(
    @CurrentPrincipal() principal: Principal,
    @Param('breachId') breachId: string,
    @ZodBody(recordNotificationSchema) told: RecordNotification,
  ): Promise<Breach> {
    return this.breaches.notify(principal, breachId, told);
  }

  @Requires('breaches:write')
  @Answers(breachSchema)
  @Post(':breachId/closing')
  @HttpCode(200)
  close(
    @CurrentPrincipal() principal: Principal,
    @Param('breachId') breachId: string,
    @ZodBody(closeBreachSchema) { conclusion }: z.infer<typeof closeBreachSchema>,
  ): Promise<Breach> {
    return this.breaches.close(principal, breachId, conclusion);
  }

  @Requires('breaches:read')
  @Answers(breachTemplateSchema)
  @Get(':breachId/templates/:audience')
  @Header('cache-control', 'no-store')
  async template(
    @CurrentPrincipal() principal: Principal,
    @Param('breachId') breachId: string,
    @Param('audience') audience: string,
  ): Promise<BreachTemplate> {
    const to = breachAudienceSchema.safeParse(audience);
    if (!to.success) throw new UnknownBreachAudienceError();
    return breachTemplate(to.data, await this.breaches.get(principal, breachId), this.registers.operatorOf());
  }
}

function tagged(breach: Breach, reply: Reply): Breach {
  reply.header('etag', `"${String(breach.revision)}"`);
  return breach;
}
