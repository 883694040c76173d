import type { Measurement } from '../measurement.ts';
import type { ToldTable } from './table-columns.ts';

/** Tables of which the notice says what they hold. What a row is known by belongs to each of them. */
export const TOLD_TABLES: readonly (ToldTable & { readonly claims: Measurement['claims'] })[] = [
  {
    service: 'identity',
    table: 'user',
    columns: ['tenant_id', 'id', 'email', 'password_hash', 'created_at', 'updated_at'],
    claims: { C01: 'partly' },
  },
  {
    service: 'identity',
    table: 'usage_information',
    columns: [
      ...['tenant_id', 'id', 'user_id', 'occurred_at', 'page'],
      ...['client_ip', 'browser_type', 'referring_page', 'locale', 'search'],
    ],
    // Its own limited time is what the oldest day is held against.
    claims: { C11: 'wholly' },
  },
  {
    service: 'identity',
    table: 'payment',
    columns: [
      ...['tenant_id', 'id', 'provider', 'provider_payment_id'],
      ...['amount_minor', 'currency', 'result', 'paid_at', 'subject_id'],
    ],
    claims: { C30: 'partly' },
  },
];
