import { ofTenantSchema, redactionStateSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get } from '@nestjs/common';
import type { z } from 'zod';
import { RedactionRulesService } from './redaction-rules.service.ts';

@Controller('internal/v1/redaction-state')
export class InternalRedactionController {
  constructor(private readonly rules: RedactionRulesService) {}

  @Get()
  @InternalOnly('log-store')
  @Answers(redactionStateSchema)
  async get(
    @ZodQuery(ofTenantSchema) { tenantId }: z.infer<typeof ofTenantSchema>,
  ): Promise<z.infer<typeof redactionStateSchema>> {
    const { paths, types } = await this.rules.get(tenantId);
    return { hasRules: paths.length > 0 || types.length > 0 };
  }
}
