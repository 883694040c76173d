import type { Database } from '@ebbflow/persistence';
import type { SubjectDataset } from '@ebbflow/service-host';
import { z } from 'zod';
import { InvoiceEntity } from '../invoices/invoice.entity.ts';
import { OrganisationEntity } from '../organisations/organisation.entity.ts';
import { BillingDetailsEntity } from '../plans/billing-details.entity.ts';
import { TeamEntity } from '../teams/team.entity.ts';
import { MembershipEntity } from '../users/membership.entity.ts';
import { entityDataset } from './entity-rows.repository.ts';

const at = z.iso.datetime();
const OF_ORGANISATION = { of: ['organisation'] as const, isProvided: true };
const MEMBERS = 'To let members of the organisation work together.';
const BILLING = 'To sell a paid plan and keep the books the law asks for.';

/** What is kept of an organisation. Members by id and role: their accounts are theirs. */
export function organisationDatasets(database: Database): SubjectDataset[] {
  return [
    entityDataset(database, {
      ...{ id: 'identity.organisation', title: 'Organisation', purpose: MEMBERS, ...OF_ORGANISATION },
      ...{ entity: OrganisationEntity, where: ({ tenantId }) => ({ tenantId }) },
      row: z.object({ id: z.string(), name: z.string(), createdAt: at }),
      map: ({ tenantId: id, name, createdAt }) => ({ id, name, createdAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.members', title: 'Members', purpose: MEMBERS, ...OF_ORGANISATION },
      ...{ entity: MembershipEntity, where: ({ tenantId }) => ({ tenantId }) },
      row: z.object({ userId: z.string(), role: z.string(), createdAt: at }),
      map: ({ userId, role, createdAt }) => ({ userId, role, createdAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.teams', title: 'Teams', purpose: MEMBERS, ...OF_ORGANISATION },
      ...{ entity: TeamEntity, where: ({ tenantId }) => ({ tenantId }) },
      row: z.object({ id: z.string(), name: z.string(), createdAt: at }),
      map: ({ id, name, createdAt }) => ({ id, name, createdAt }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.payer', title: 'Who pays', purpose: BILLING, ...OF_ORGANISATION },
      ...{ entity: BillingDetailsEntity, where: ({ tenantId }) => ({ tenantId }) },
      row: z.object({
        ...{ name: z.string(), street: z.string(), city: z.string(), postalCode: z.string(), country: z.string() },
        vatId: z.string().nullable(),
      }),
      map: ({ name, street, city, postalCode, country, vatId }) => ({
        ...{ name, street, city, postalCode, country, vatId },
      }),
    }),
    entityDataset(database, {
      ...{ id: 'identity.invoices', title: 'Invoices', purpose: BILLING, of: ['organisation'] as const },
      ...{ isProvided: false, entity: InvoiceEntity, where: ({ tenantId }) => ({ tenantId }) },
      row: z.object({
        ...{ number: z.string(), issuedAt: at, plan: z.string(), name: z.string().nullable() },
        ...{ address: z.string().nullable(), grossMinor: z.int(), currency: z.string() },
      }),
      map: ({ number, issuedAt, plan, name, address, grossMinor, currency }) => ({
        ...{ number, issuedAt, plan, name, address, grossMinor, currency },
      }),
    }),
  ];
}
