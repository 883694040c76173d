import { type PolicyKeys, policyKeysSchema, type Verification, verificationSchema } from '@ebbflow/contracts';
import { Answers, Public, Requires } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { ReportSigner } from './report-signer.ts';
import { NeverVerifiedError } from './verification.errors.ts';
import { VerificationRecord } from './verification-record.ts';
import { VerificationService } from './verification.service.ts';

@Controller('v1/policy')
export class VerificationController {
  constructor(
    @Inject(VerificationService) private readonly verification: VerificationService,
    @Inject(ReportSigner) private readonly signer: ReportSigner,
    @Inject(VerificationRecord) private readonly record: VerificationRecord,
  ) {}

  @Get('verification')
  @Requires('policy:read')
  @Answers(verificationSchema)
  verify(): Promise<Verification> {
    return this.verification.verify();
  }

  /** As it was signed; nothing is measured for it. @throws NeverVerifiedError */
  @Get('verification/last')
  @Requires('policy:read')
  @Answers(verificationSchema)
  async last(): Promise<Verification> {
    const last = await this.record.last();
    if (last === undefined) throw new NeverVerifiedError();
    return last;
  }

  @Get('keys')
  @Public('whoever is shown a report can check it')
  @Answers(policyKeysSchema)
  keys(): PolicyKeys {
    return this.signer.publicKeys();
  }
}
