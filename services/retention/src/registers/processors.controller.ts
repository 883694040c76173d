import { type ProcessorList, processorListSchema } from '@ebbflow/contracts';
import { Answers, Requires } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { RegistersService } from './registers.service.ts';

@Controller('v1/processors')
export class ProcessorsController {
  constructor(@Inject(RegistersService) private readonly registers: RegistersService) {}

  @Get()
  @Requires('policy:read')
  @Answers(processorListSchema)
  list(): ProcessorList {
    return { items: this.registers.processors() };
  }
}
