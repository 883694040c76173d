import { retentionPolicy } from '@ebbflow/policy';
import type { AccountNumber } from './account-numbers.ts';

/** What is counted over all accounts, and how much of it there may be. */
export function accountNumbers(): AccountNumber[] {
  return [
    {
      id: 'idle-sessions',
      claims: { C13: 'partly' },
      what: 'milliseconds a session may still be idle',
      most: retentionPolicy().termLength('session').milliseconds,
      read: ({ sessions }) => sessions.longestIdleMs,
    },
    {
      id: 'ended-sessions',
      claims: { C13: 'partly' },
      what: 'sessions that ended and are still there after an hour',
      most: 0,
      read: ({ sessions }) => sessions.overdueCount,
    },
    {
      id: 'mail-purposes',
      claims: { C25: 'wholly' },
      what: 'messages that wait and have no purpose',
      most: 0,
      read: ({ mails }) => mails.withoutPurposeCount,
    },
    {
      id: 'addresses-without-plan',
      claims: { C01: 'partly' },
      what: 'names and addresses of organisations without a paid plan',
      most: 0,
      read: ({ unpaidAddressCount }) => unpaidAddressCount,
    },
    {
      id: 'newsletter-consent',
      claims: { C32: 'partly' },
      what: 'contacts of the newsletter without consent, in the organisations looked at',
      most: 0,
      read: ({ newsletter }) => newsletter.withoutConsentCount,
    },
    {
      id: 'help-requests',
      claims: { C34: 'partly' },
      what: 'requests for help past their time',
      most: 0,
      read: ({ overdueTicketCount }) => overdueTicketCount,
    },
    {
      id: 'announced-notices',
      claims: { C38: 'partly' },
      what: 'acceptances of a version that was not announced to everybody before',
      most: 0,
      read: ({ unannouncedAcceptanceCount }) => unannouncedAcceptanceCount,
    },
  ];
}
