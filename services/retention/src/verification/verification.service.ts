import type { Evidence, Verification, VerificationReport } from '@ebbflow/contracts';
import { CLOCK, type Clock, toEbbflowError } from '@ebbflow/kernel';
import { type Claim, claims } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { NoticeService } from '../notice/notice.service.ts';
import { type Measurement, MEASUREMENTS } from './measurement.ts';
import { ReportSigner } from './report-signer.ts';

/** Measures what the notice promises. Whoever asks while it is under way gets the same report. */
@Injectable()
export class VerificationService {
  #underWay: Promise<Verification> | undefined;

  constructor(
    @Inject(MEASUREMENTS) private readonly measurements: readonly Measurement[],
    @Inject(NoticeService) private readonly notice: NoticeService,
    @Inject(ReportSigner) private readonly signer: ReportSigner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  verify(): Promise<Verification> {
    this.#underWay ??= this.#verify().finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  async #verify(): Promise<Verification> {
    const evidence = await Promise.all(this.measurements.map((measurement) => take(measurement)));
    const report: VerificationReport = {
      measuredAt: this.clock.now().toISOString(),
      notice: this.notice.current().digest,
      claims: claims().map((claim) => verified(claim, evidence)),
      evidence,
    };
    return { report, jws: this.signer.sign(report) };
  }
}

/** What cannot be measured is not proved: a store that does not answer must not look like one that keeps its word. */
async function take(measurement: Measurement): Promise<Evidence> {
  const { id } = measurement;
  const spokenFor = [...measurement.claims];
  try {
    const facts = [...(await measurement.measure())];
    return { id, claims: spokenFor, holds: facts.every(({ holds }) => holds), failure: null, facts };
  } catch (thrown) {
    return { id, claims: spokenFor, holds: false, failure: toEbbflowError(thrown).code, facts: [] };
  }
}

function verified(claim: Claim, all: readonly Evidence[]): VerificationReport['claims'][number] {
  const evidence = all.filter((one) => one.claims.includes(claim.id));
  const missing = claim.missing ?? null;
  return {
    id: claim.id,
    sentence: claim.sentence,
    state: stateOf(evidence, missing),
    missing,
    evidence: evidence.map(({ id }) => id),
    tests: (claim.checks ?? []).map(({ id }) => id),
  };
}

function stateOf(evidence: readonly Evidence[], missing: string | null): VerificationReport['claims'][number]['state'] {
  if (evidence.length === 0) return 'unmeasured';
  if (evidence.some(({ holds }) => !holds)) return 'fails';
  return missing === null ? 'holds' : 'partly';
}
