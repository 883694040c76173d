import type { NoticeVersion, OwnNotice, Principal, publishNoticeSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, DefectError } from '@ebbflow/kernel';
import { notice } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { OrganisationsRepository } from '../organisations/organisations.repository.ts';
import { personOf } from '../users/person.policy.ts';
import { inForce, upcoming } from './in-force.policy.ts';
import type { NoticeVersionRow } from './list-notice-versions.sql.ts';
import { NoticeAcceptances } from './notice-acceptances.ts';
import { NoticeVersions } from './notice-versions.ts';
import { NoticeConfig } from './notice.config.ts';
import { NotTheInstallationError, NoticeTooSoonError } from './notice.errors.ts';

@Injectable()
export class NoticeService {
  constructor(
    @Inject(NoticeVersions) private readonly versions: NoticeVersions,
    @Inject(NoticeAcceptances) private readonly acceptances: NoticeAcceptances,
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
    @Inject(NoticeConfig) private readonly config: NoticeConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotAPersonError */
  async own(principal: Principal): Promise<OwnNotice> {
    const person = personOf(principal);
    const versions = await this.versions.list();
    const current = inForce(versions, this.clock.nowMs());
    if (current === undefined) throw new DefectError('IDENTITY.NO_NOTICE', 'No version of the notice holds.');
    const acceptedAt = await this.acceptances.acceptedAt(person, current.version);
    return {
      current: shown(current),
      acceptedAt: acceptedAt?.toISOString() ?? null,
      upcoming: upcoming(versions, this.clock.nowMs()).map(shown),
    };
  }

  /** @throws NotAPersonError, NotTheInstallationError */
  async list(principal: Principal): Promise<NoticeVersion[]> {
    await this.#mustBeInstallation(principal);
    const people = await this.versions.people();
    return (await this.versions.list()).map((row) => {
      const { queued = 0, sent = 0, accepted = 0 } = people.get(row.version) ?? {};
      const announcedAt = row.announced_at?.toISOString() ?? null;
      return { ...shown(row), announcedAt, announcements: { queued, sent }, acceptanceCount: accepted };
    });
  }

  /** @throws NotAPersonError, NotTheInstallationError, NoticeTooSoonError, NoticeRaceError */
  async publish(principal: Principal, input: z.infer<typeof publishNoticeSchema>): Promise<NoticeVersion> {
    await this.#mustBeInstallation(principal);
    const { digest = notice().digest, summary, reducesRights } = input;
    const effectiveAt = new Date(input.effectiveAt);
    // What only adds rights may hold from now on, but not from a past in which people could not know of it.
    const earliest = new Date(this.clock.nowMs() + (reducesRights ? this.config.lead.milliseconds : 0));
    if (effectiveAt < earliest) throw new NoticeTooSoonError(earliest);
    const row = await this.versions.publish({ digest, summary, reducesRights, effectiveAt });
    if (row === undefined) throw new DefectError('IDENTITY.NO_NOTICE', 'A version was published and is not there.');
    return { ...shown(row), announcedAt: null, announcements: { queued: 0, sent: 0 }, acceptanceCount: 0 };
  }

  async #mustBeInstallation(principal: Principal): Promise<void> {
    personOf(principal);
    const isOwner = principal.scopes.includes('*');
    if (!isOwner || !(await this.organisations.isBootstrapped(principal.organisationId)))
      throw new NotTheInstallationError();
  }
}

function shown(row: NoticeVersionRow): OwnNotice['current'] {
  return {
    version: row.version,
    digest: row.digest,
    summary: row.summary,
    reducesRights: row.reduces_rights,
    publishedAt: row.published_at.toISOString(),
    effectiveAt: row.effective_at.toISOString(),
  };
}
