import { DefectError } from '@ebbflow/kernel';

/** Purposes for which a person is written to (C25). The list is closed: there is no mail for anything else. */
export type MailPurpose = 'sign-in' | 'password-reset' | 'execution-news' | 'business' | 'new-features';

/** What is written to people, and why: every kind of message has exactly one purpose. */
const MAIL_KINDS = {
  'confirm-registration': 'sign-in',
  'already-registered': 'sign-in',
  invitation: 'sign-in',
  'sign-in-methods-changed': 'sign-in',
  'second-factor-guessed': 'sign-in',
  'confirm-address': 'sign-in',
  'address-changed': 'sign-in',
  'password-reset': 'password-reset',
  'password-changed': 'password-reset',
  'execution-news': 'execution-news',
  'ownership-offered': 'business',
  'notice-announced': 'business',
  'payment-received': 'business',
  'payment-failed': 'business',
  'plan-lapsed': 'business',
  'request-verification': 'business',
  'request-news': 'business',
} as const satisfies Record<string, MailPurpose>;

export type MailKind = keyof typeof MAIL_KINDS;

/** Kinds that are sent whatever somebody prefers: the notice itself promises its announcement (C38), the law an answer to requests (Article 12 GDPR). */
export const OWED_KINDS: ReadonlySet<MailKind> = new Set<MailKind>([
  'notice-announced',
  'request-verification',
  'request-news',
]);

/** Whether what waits to be sent is of a kind that has a purpose. */
export function isMailKind(kind: string): kind is MailKind {
  return Object.hasOwn(MAIL_KINDS, kind);
}

/** @throws DefectError for a kind without a purpose: it can neither be queued nor sent. */
export function purposeOf(kind: MailKind): MailPurpose {
  if (!isMailKind(kind))
    throw new DefectError('IDENTITY.MAIL_WITHOUT_PURPOSE', 'A mail of a kind that has no purpose is not sent.');
  return MAIL_KINDS[kind];
}
