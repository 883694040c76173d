import { type ErasureAnswer, erasureSchema, type Principal } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires } from '@ebbflow/service-host';
import { Controller, Inject, Post } from '@nestjs/common';
import { Staff } from '../staff/staff.ts';
import { CanariesService } from './canaries.service.ts';

@Controller('v1/policy/canaries')
export class CanariesController {
  constructor(
    @Inject(CanariesService) private readonly canaries: CanariesService,
    @Inject(Staff) private readonly staff: Staff,
  ) {}

  /** Without waiting for the night, for staff. @throws NotTheInstallationError */
  @Requires('erasures:write')
  @Answers(erasureSchema)
  @Post()
  async plant(@CurrentPrincipal() principal: Principal): Promise<ErasureAnswer> {
    await this.staff.require(principal);
    return this.canaries.plant();
  }
}
