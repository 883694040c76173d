import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { TooManyAttemptsError, WrongCodeError } from '../identity.errors.ts';
import { FailedSignInsJob } from '../sessions/failed-sign-ins.job.ts';
import type { Person } from '../users/person.policy.ts';
import type { TotpRow } from './claim-code-attempt.sql.ts';
import { SecondFactorsRepository } from './second-factors.repository.ts';
import { stepOfCode } from './totp-codes.ts';
import { TotpSecrets } from './totp-secrets.ts';

const WINDOW = Duration.parse('15m');
/** Of three codes in a million that are good at one time, five guesses a quarter of an hour find one in more than a year on the average. */
const MOST_ATTEMPTS = 5;
const TOTP_CODE = /^\d{6}$/;

/** Compares codes of the second factor, each attempt counted before. */
@Injectable()
export class CodeCheckService {
  constructor(
    @Inject(SecondFactorsRepository) private readonly factors: SecondFactorsRepository,
    @Inject(TotpSecrets) private readonly secrets: TotpSecrets,
    @Inject(FailedSignInsJob) private readonly failed: FailedSignInsJob,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes a code of the app, or a recovery code, which is used up. @throws TooManyAttemptsError, WrongCodeError */
  async take(person: Person, code: string): Promise<void> {
    const typed = code.replaceAll(/\s/g, '');
    const totp = await this.claim(person);
    if (totp.confirmed_at === null) throw new WrongCodeError();
    const taken = TOTP_CODE.test(typed)
      ? await this.#takeStep(person, totp, typed)
      : await this.factors.useCode(person, typed);
    if (taken) return;
    this.failed.note(person, 'code');
    // Who gets here knows the password, or has the session: the person ought to know.
    if (totp.attempts >= MOST_ATTEMPTS) await this.factors.noteGuessing(person);
    throw new WrongCodeError();
  }

  /** One more attempt. @throws TooManyAttemptsError, also for somebody without an app: who gets here without one guesses */
  async claim(person: Person): Promise<TotpRow> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - WINDOW.milliseconds);
    const row = await this.factors.claimAttempt(person, { now, since, most: MOST_ATTEMPTS });
    if (row === undefined) throw new TooManyAttemptsError(WINDOW.milliseconds);
    return row;
  }

  /** Which half-minute the code is of; undefined for a wrong one. */
  async stepOf(person: Person, totp: TotpRow, code: string): Promise<number | undefined> {
    const secret = await this.secrets.open(person, totp);
    const step = stepOfCode(secret, code, this.clock.nowMs());
    secret.fill(0);
    return step;
  }

  async #takeStep(person: Person, totp: TotpRow, code: string): Promise<boolean> {
    const step = await this.stepOf(person, totp, code);
    return step !== undefined && this.factors.acceptStep(person, step, this.clock.now());
  }
}
