import { type ProcessingRegister, processingRoleSchema, processingRegisterSchema } from '@ebbflow/contracts';
import { Answers, Requires } from '@ebbflow/service-host';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { UnknownRegisterError } from './registers.errors.ts';
import { RegistersService } from './registers.service.ts';

@Controller('v1/registers')
export class RegistersController {
  constructor(@Inject(RegistersService) private readonly registers: RegistersService) {}

  @Get(':role')
  @Requires('policy:read')
  @Answers(processingRegisterSchema)
  read(@Param('role') role: string): ProcessingRegister {
    const asked = processingRoleSchema.safeParse(role);
    if (!asked.success) throw new UnknownRegisterError();
    return this.registers.register(asked.data);
  }
}
