import type { ErasureCounts, ErasureException, ErasureSubject } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { addCounts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { ErasureKeepers } from './erasure-keepers.ts';
import { subjectId } from './erasure-subject.policy.ts';
import { type ErasureRow, KEEPERS } from './erasure.ts';
import { ResidualScanner } from './scanner/residual-scanner.repository.ts';
import { SubjectSeal } from './subject-seal.ts';

export interface Residue {
  readonly scope: 'full' | 'stores';
  readonly hits: ErasureCounts;
  readonly looked: ErasureCounts;
  readonly exceptions: readonly ErasureException[];
}

/** Places where an id may stay that says nothing of a person any more, and why. The scanner finds them; the certificate names them. */
const STAYS: Readonly<Record<string, string>> = {
  'identity.audit_entry':
    'Article 5(2) GDPR: that something was done in an organisation, by an id nobody can be told from any more; what was said of the person is unreadable.',
  'identity.access_log': 'Article 33(5) GDPR: who could read what, by ids, until its own lifetime is over.',
  'retention.legal_hold': 'Article 17(3)(b), (e) GDPR: the hold itself, which names ids only.',
  'retention.subject_request': 'Articles 5(2) and 12(3) GDPR: that the request was answered, and when.',
  'retention.subject_request_step': 'Articles 5(2) and 12(3) GDPR: that the request was answered, and when.',
};

/** The row of the erasure itself, which forgets its subject in the transaction that certifies it, and the events that told of it. */
const OWN_TRACE = new Set(['retention.erasure', 'retention.outbox', 'retention.erasure_step']);

/** What is left when all have said that they are done. */
@Injectable()
export class ErasureResidue {
  constructor(
    @Inject(ErasureKeepers) private readonly keepers: ErasureKeepers,
    @Inject(ResidualScanner) private readonly scanner: ResidualScanner,
    @Inject(SubjectSeal) private readonly seal: SubjectSeal,
  ) {}

  async sealNeedles(row: ErasureRow, subject: ErasureSubject): Promise<Buffer | undefined> {
    const needles = await this.scanner.needlesOf(subject);
    return needles.length === 0 ? undefined : this.seal.seal(row.id, { values: [], needles });
  }

  /** Answers of an erasure are events of the organisation that is erased, and others may have been on their way. Undefined: somebody is not done. */
  async eraseLate(row: ErasureRow, subject: ErasureSubject): Promise<ErasureCounts | undefined> {
    let late: ErasureCounts = {};
    const isEverywhere = subject.kind === 'organisation' || subject.kind === 'user';
    for (const keeper of isEverywhere ? KEEPERS : []) {
      const { counts, isDone } = await this.keepers.erase(keeper, row.id, { subject });
      late = addCounts(late, counts);
      if (!isDone) return undefined;
    }
    return addCounts(late, (await this.keepers.eraseOwn(subject)).counts);
  }

  async look(row: ErasureRow, subject: ErasureSubject): Promise<Residue> {
    const isScannable = subject.kind !== 'connection' && subject.kind !== 'device';
    return this.scanner.canLook && isScannable ? this.#scan(row, subject) : this.#ask(subject);
  }

  async #scan(row: ErasureRow, subject: ErasureSubject): Promise<Residue> {
    const { values, needles } = this.seal.open(row.id, row.subjectSealed);
    const id = subjectId(subject);
    const found = await this.scanner.scan(subject, [...(id === null ? [] : [id]), ...values, ...needles]);
    const hits = Object.entries(found.hits).filter(([place]) => !OWN_TRACE.has(place));
    return {
      ...found,
      hits: Object.fromEntries(hits.filter(([place]) => STAYS[place] === undefined)),
      exceptions: hits.flatMap(([store]) =>
        STAYS[store] === undefined ? [] : [{ store, ground: STAYS[store], until: null }],
      ),
    };
  }

  /** Whoever says that there is nobody of this id says what is hoped for. */
  async #ask(subject: ErasureSubject): Promise<Residue> {
    const looked = { services: KEEPERS.length };
    try {
      const { counts } = await this.keepers.count(subject);
      const hits = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
      return { scope: 'stores', hits, looked, exceptions: [] };
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError) || thrown.status !== 404) throw thrown;
      return { scope: 'stores', hits: {}, looked, exceptions: [] };
    }
  }
}
