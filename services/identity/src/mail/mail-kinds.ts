/** Purposes for which a person is written to (C25). Every kind of message has exactly one. */
export type MailPurpose = 'sign-in' | 'password-reset' | 'execution-news' | 'business' | 'new-features';

/** What is written to people, and why. */
export const MAIL_KINDS = {
  'confirm-registration': 'sign-in',
  'already-registered': 'sign-in',
  'password-reset': 'password-reset',
  'password-changed': 'password-reset',
} as const satisfies Record<string, MailPurpose>;

export type MailKind = keyof typeof MAIL_KINDS;
