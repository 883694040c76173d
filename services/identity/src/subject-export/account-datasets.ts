import type { Database } from '@ebbflow/persistence';
import type { SubjectDataset } from '@ebbflow/service-host';
import { z } from 'zod';
import { ApiTokenEntity } from '../api-tokens/api-token.entity.ts';
import { ConsentRecordEntity } from '../consent/consent-record.entity.ts';
import { MailPreferenceEntity } from '../mail-preferences/mail-preference.entity.ts';
import { NoticeAcceptanceEntity } from '../notice/notice-acceptance.entity.ts';
import { PasskeyEntity } from '../passkeys/passkey.entity.ts';
import { RestrictionEntity } from '../restriction/restriction.entity.ts';
import { SessionEntity } from '../sessions/session.entity.ts';
import { ProviderAccountEntity } from '../sign-in-providers/provider-account.entity.ts';
import { TicketEntity } from '../tickets/ticket.entity.ts';
import { UserEntity } from '../users/user.entity.ts';
import { entityDataset } from './entity-rows.repository.ts';

const at = z.iso.datetime();
const OF_USER = { of: ['user'] as const };
const SIGN_IN = 'To let you sign in, and to see who is signed in.';

/** What is kept of a person's account. Never what lets anybody in: hashes, keys and tokens are nobody's to read (C21). */
export function accountDatasets(database: Database): SubjectDataset[] {
  return [
    ...decisions(database),
    entityDataset(database, {
      ...{ id: 'identity.account', title: 'Account', purpose: 'To sign in and to receive the messages you asked for.' },
      ...{ ...OF_USER, isProvided: true, entity: UserEntity, where: ({ tenantId, userId: id }) => ({ tenantId, id }) },
      row: z.object({ id: z.string(), email: z.string(), createdAt: at, updatedAt: at }),
      map: ({ id, email, createdAt, updatedAt }) => ({ id, email: email.reveal(), createdAt, updatedAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.sessions', title: 'Sessions', purpose: SIGN_IN, ...OF_USER, isProvided: false },
      ...{ entity: SessionEntity, where: (of) => of },
      row: z.object({ id: z.string(), createdAt: at, provenAt: at, expiresAt: at, endsAt: at }),
      map: ({ id, createdAt, provenAt, expiresAt, endsAt }) => ({ id, createdAt, provenAt, expiresAt, endsAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.api-tokens', title: 'API tokens', purpose: SIGN_IN, ...OF_USER, isProvided: true },
      ...{ entity: ApiTokenEntity, where: (of) => of },
      row: z.object({
        ...{ id: z.string(), name: z.string(), beginning: z.string(), scopes: z.array(z.string()) },
        ...{ createdAt: at, expiresAt: at.nullable(), lastUsedAt: at.nullable() },
      }),
      map: ({ id, name, prefix: beginning, scopes, createdAt, expiresAt, lastUsedAt }) => ({
        ...{ id, name, beginning, scopes, createdAt, expiresAt, lastUsedAt },
      }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.passkeys', title: 'Passkeys', purpose: SIGN_IN, ...OF_USER, isProvided: true },
      ...{ entity: PasskeyEntity, where: (of) => of },
      row: z.object({ id: z.string(), name: z.string(), createdAt: at, lastUsedAt: at.nullable() }),
      map: ({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.provider-accounts', title: 'Accounts at sign-in providers', purpose: SIGN_IN, ...OF_USER },
      ...{ isProvided: true, entity: ProviderAccountEntity, where: (of) => of },
      row: z.object({ provider: z.string(), issuer: z.string(), subject: z.string(), createdAt: at }),
      map: ({ provider, issuer, subject, createdAt }) => ({ provider, issuer, subject, createdAt }),
    }),
  ];
}

/** What a person decided, and asked for. */
function decisions(database: Database): SubjectDataset[] {
  return [
    entityDataset(database, {
      ...{ id: 'identity.consents', title: 'Consents', purpose: 'To prove what you agreed to, and when.', ...OF_USER },
      ...{ isProvided: true, entity: ConsentRecordEntity, where: (of) => of },
      row: z.object({
        ...{ purpose: z.string(), state: z.string(), method: z.string(), noticeVersion: z.int(), recordedAt: at },
      }),
      map: ({ purpose, state, method, noticeVersion, recordedAt }) => ({
        ...{ purpose, state, method, noticeVersion, recordedAt },
      }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.mail-preferences', title: 'Preferences for mail', purpose: 'To write to you as you wish.' },
      ...{ ...OF_USER, isProvided: true, entity: MailPreferenceEntity, where: (of) => of },
      row: z.object({ purpose: z.string(), isWanted: z.boolean(), updatedAt: at }),
      map: ({ purpose, isWanted, updatedAt }) => ({ purpose, isWanted, updatedAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.accepted-notices', title: 'Accepted versions of the privacy notice', ...OF_USER },
      ...{ purpose: 'To prove which version applies to you.', isProvided: false },
      ...{ entity: NoticeAcceptanceEntity, where: (of) => of },
      row: z.object({ version: z.int(), acceptedAt: at }),
      map: ({ version, acceptedAt }) => ({ version, acceptedAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.tickets', title: 'Requests for help on their way', ...OF_USER, isProvided: true },
      ...{ purpose: 'To hand your request to the help desk.', entity: TicketEntity, where: (of) => of },
      row: z.object({ topic: z.string(), subject: z.string(), text: z.string(), createdAt: at }),
      map: ({ topic, subject, text, createdAt }) => ({ topic, subject, text, createdAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.restriction', title: 'Restriction of processing', ...OF_USER, isProvided: false },
      ...{ purpose: 'To process nothing you had restricted.', entity: RestrictionEntity, where: (of) => of },
      row: z.object({ since: at }),
      map: ({ since }) => ({ since }),
    }),
  ];
}
