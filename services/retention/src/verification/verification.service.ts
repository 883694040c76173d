import type { Evidence, Verification, VerificationReport } from '@ebbflow/contracts';
import { CLOCK, type Clock, toEbbflowError } from '@ebbflow/kernel';
import { type Claim, claims } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { NoticeService } from '../notice/notice.service.ts';
import { type Measurement, MEASUREMENTS } from './measurement.ts';
import { ReportSigner } from './report-signer.ts';
import { HouseEvidence } from './sources/house-evidence.ts';
import { VerificationRecord } from './verification-record.ts';

/** Measures what the notice promises. Whoever asks while it is under way gets the same report. */
@Injectable()
export class VerificationService {
  #underWay: Promise<Verification> | undefined;

  constructor(
    @Inject(MEASUREMENTS) private readonly measurements: readonly Measurement[],
    @Inject(NoticeService) private readonly notice: NoticeService,
    @Inject(ReportSigner) private readonly signer: ReportSigner,
    @Inject(VerificationRecord) private readonly record: VerificationRecord,
    @Inject(HouseEvidence) private readonly house: HouseEvidence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  verify(): Promise<Verification> {
    this.#underWay ??= this.#verify().finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  async #verify(): Promise<Verification> {
    this.house.forget();
    const evidence = await Promise.all(this.measurements.map((measurement) => take(measurement)));
    const report: VerificationReport = {
      measuredAt: this.clock.now().toISOString(),
      notice: this.notice.current().digest,
      claims: claims().map((claim) => verified(claim, evidence)),
      evidence,
    };
    const verification = { report, jws: this.signer.sign(report) };
    await this.record.keep(verification);
    return verification;
  }
}

/** What cannot be measured is not proved: a store that does not answer must not look like one that keeps its word. */
async function take(measurement: Measurement): Promise<Evidence> {
  const { id, claims: spokenFor } = measurement;
  const about = {
    id,
    claims: Object.keys(spokenFor),
    wholly: Object.keys(spokenFor).filter((claim) => spokenFor[claim] === 'wholly'),
  };
  try {
    const measured = await measurement.measure();
    if ('notMeasured' in measured)
      return { ...about, holds: true, notMeasured: measured.notMeasured, failure: null, facts: [] };
    const facts = [...measured];
    return { ...about, holds: facts.every(({ holds }) => holds), notMeasured: null, failure: null, facts };
  } catch (thrown) {
    return { ...about, holds: false, notMeasured: null, failure: toEbbflowError(thrown).code, facts: [] };
  }
}

function verified(claim: Claim, all: readonly Evidence[]): VerificationReport['claims'][number] {
  const about = all.filter((one) => one.claims.includes(claim.id));
  const evidence = about.filter(({ notMeasured }) => notMeasured === null);
  const missing = claim.missing ?? null;
  const part = evidence.some(({ wholly }) => wholly.includes(claim.id)) ? 'wholly' : 'partly';
  const measured = evidence.length === 0 ? 'not' : part;
  return {
    id: claim.id,
    sentence: claim.sentence,
    state: stateOf(evidence, measured === 'wholly' && missing === null),
    measured,
    missing,
    evidence: about.map(({ id }) => id),
    tests: (claim.checks ?? []).map(({ id }) => id),
  };
}

function stateOf(evidence: readonly Evidence[], isWhole: boolean): VerificationReport['claims'][number]['state'] {
  if (evidence.length === 0) return 'unmeasured';
  if (evidence.some(({ holds }) => !holds)) return 'fails';
  return isWhole ? 'holds' : 'partly';
}
