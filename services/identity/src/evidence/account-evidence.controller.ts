import { type AccountEvidence, accountEvidenceSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { AccountEvidenceService } from './account-evidence.service.ts';

@Controller('internal/v1/account-evidence')
export class AccountEvidenceController {
  constructor(@Inject(AccountEvidenceService) private readonly evidence: AccountEvidenceService) {}

  @InternalOnly('retention')
  @Answers(accountEvidenceSchema)
  @Get()
  read(): Promise<AccountEvidence> {
    return this.evidence.read();
  }
}
