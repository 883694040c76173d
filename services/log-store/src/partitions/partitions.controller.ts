import { Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { applyPartitionsSchema, partitionsAppliedSchema, partitionsHeldSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import type { z } from 'zod';
import { PartitionsService } from './partitions.service.ts';

@Controller('internal/v1/categories')
export class PartitionsController {
  constructor(@Inject(PartitionsService) private readonly partitions: PartitionsService) {}

  @Put(':category/partitions')
  @InternalOnly('retention')
  @Answers(partitionsAppliedSchema)
  apply(
    @Param('category') category: string,
    @ZodBody(applyPartitionsSchema) plan: z.infer<typeof applyPartitionsSchema>,
  ): Promise<z.infer<typeof partitionsAppliedSchema>> {
    return this.partitions.apply(category, plan);
  }

  @Get(':category/partitions')
  @InternalOnly('retention')
  @Answers(partitionsHeldSchema)
  held(@Param('category') category: string): Promise<z.infer<typeof partitionsHeldSchema>> {
    return this.partitions.held(category);
  }
}
