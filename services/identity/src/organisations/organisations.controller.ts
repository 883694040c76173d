import { bootstrapOrganisationSchema, bootstrappedOrganisationSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { BootstrapService } from './bootstrap.service.ts';

@Controller('internal/v1/organisations')
export class OrganisationsController {
  constructor(@Inject(BootstrapService) private readonly bootstrap: BootstrapService) {}

  @InternalOnly('console')
  @Answers(bootstrappedOrganisationSchema)
  @Post()
  @HttpCode(200)
  create(
    @ZodBody(bootstrapOrganisationSchema) input: z.infer<typeof bootstrapOrganisationSchema>,
  ): Promise<z.infer<typeof bootstrappedOrganisationSchema>> {
    return this.bootstrap.bootstrap(input);
  }
}
