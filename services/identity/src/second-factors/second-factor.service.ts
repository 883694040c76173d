import type { Principal, RecoveryCodes, SecondFactor, ShownTotp } from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { NoSecondFactorError, SecondFactorOnError, WrongCodeError } from '../identity.errors.ts';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { personOf } from '../users/person.policy.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { CodeCheckService } from './code-check.service.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { SecondFactorsRepository } from './second-factors.repository.ts';
import { newTotpSecret, totpLabels } from './totp-codes.ts';
import { TotpSecrets } from './totp-secrets.ts';

/** From being shown to the first code. */
const ENROLMENT = Duration.parse('15m');

/** A person turns the second factor on and off. */
@Injectable()
export class SecondFactorService {
  constructor(
    @Inject(SecondFactorsRepository) private readonly factors: SecondFactorsRepository,
    @Inject(TotpSecrets) private readonly secrets: TotpSecrets,
    @Inject(CodeCheckService) private readonly check: CodeCheckService,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotAPersonError */
  async read(principal: Principal): Promise<SecondFactor> {
    const row = await this.factors.find(personOf(principal));
    return row === undefined
      ? { isOn: false, since: null, recoveryCodesLeft: 0 }
      : { isOn: true, since: row.confirmed_at.toISOString(), recoveryCodesLeft: row.codes_left };
  }

  /** A new secret, shown this once; nothing is on yet. @throws ProofNeededError, SecondFactorOnError */
  async show(principal: Principal): Promise<ShownTotp> {
    const person = await this.proof.demand(principal);
    const email = await this.users.findEmail(person.tenantId, person.userId);
    const secret = newTotpSecret();
    const sealed = await this.secrets.seal(person, secret);
    if (!(await this.factors.replaceSecret(person, sealed, this.clock.now()))) throw new SecondFactorOnError();
    return totpLabels(secret, email?.reveal() ?? '');
  }

  /** The first code turns it on. @throws ProofNeededError, TooManyAttemptsError, WrongCodeError, SecondFactorOnError */
  async confirm(principal: Principal, code: string): Promise<RecoveryCodes> {
    const person = await this.proof.demand(principal);
    const totp = await this.check.claim(person);
    if (totp.confirmed_at !== null) throw new SecondFactorOnError();
    const now = this.clock.now();
    if (totp.created_at.getTime() + ENROLMENT.milliseconds <= now.getTime()) throw new WrongCodeError();
    const step = await this.check.stepOf(person, totp, code);
    if (step === undefined) throw new WrongCodeError();
    const codes = newRecoveryCodes();
    if (!(await this.factors.confirm(person, { step, now, codes }))) throw new WrongCodeError();
    return { recoveryCodes: codes };
  }

  /** New recovery codes; the earlier ones open nothing any more. @throws ProofNeededError, NoSecondFactorError */
  async renewCodes(principal: Principal): Promise<RecoveryCodes> {
    const person = await this.proof.demand(principal);
    if ((await this.factors.find(person)) === undefined) throw new NoSecondFactorError();
    const codes = newRecoveryCodes();
    await this.factors.replaceCodes(person, codes);
    return { recoveryCodes: codes };
  }

  /** @throws ProofNeededError, NoSecondFactorError */
  async remove(principal: Principal): Promise<void> {
    const person = await this.proof.demand(principal);
    if (!(await this.factors.remove(person))) throw new NoSecondFactorError();
  }
}
