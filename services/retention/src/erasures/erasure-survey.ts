import type { ErasureException, ErasureSubject } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type Hold, holdsAll } from '../holds/hold.ts';
import { Holds } from '../holds/holds.service.ts';
import { ErasureKeepers } from './erasure-keepers.ts';
import { ErasureUnderHoldError, UnknownErasureSubjectError } from './erasures.errors.ts';

export interface Survey {
  /** With what was found out about where a person is. */
  readonly subject: ErasureSubject;
  readonly counts: Record<string, number>;
  /** What a law keeps of it. */
  readonly exceptions: readonly ErasureException[];
}

/** What there is of a subject, and what may not go. Changes nothing. */
@Injectable()
export class ErasureSurvey {
  constructor(
    @Inject(ErasureKeepers) private readonly keepers: ErasureKeepers,
    @Inject(Holds) private readonly holds: Holds,
  ) {}

  /** @throws UnknownErasureSubjectError, ErasureUnderHoldError; and what a service says against it, such as `IDENTITY.LAST_OWNER` */
  async of(subject: ErasureSubject): Promise<Survey> {
    const holds = await this.holds.covers(subject);
    const covering = holds.filter(holdsAll);
    if (covering.length > 0) throw new ErasureUnderHoldError(covering.map(({ id }) => id));
    try {
      return { ...(await this.keepers.count(subject)), exceptions: holds.flatMap(exceptionsOf) };
    } catch (thrown) {
      // A service that knows nobody of this id has said what this one would.
      if (thrown instanceof ExpectedError && thrown.status === 404) throw new UnknownErasureSubjectError();
      throw thrown;
    }
  }
}

function exceptionsOf(hold: Hold): ErasureException[] {
  const { law, article, reason } = hold.ground;
  const fields = hold.scope.fields.length > 0 ? { fields: [...hold.scope.fields] } : {};
  return hold.scope.stores.map((store) => ({
    store,
    ground: `${law}, ${article}: ${reason}`,
    ...fields,
    until: hold.until.toISOString(),
  }));
}
