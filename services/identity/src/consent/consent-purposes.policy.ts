import type { ConsentPurpose } from '@ebbflow/contracts';

export interface ConsentPurposeFacts {
  /** In the words of the question. */
  readonly description: string;
  /** Kinds of personal data, and no others. */
  readonly information: readonly string[];
  readonly recipients: readonly string[];
}

/** What a person is asked about. C32 and C36: none of it happens without a yes, and everything works without it. */
export const CONSENT_PURPOSE_FACTS: Readonly<Record<ConsentPurpose, ConsentPurposeFacts>> = {
  marketing: {
    description: 'A newsletter about Ebbflow by e-mail.',
    information: ['e-mail address'],
    recipients: ['MailerLite'],
  },
  analytics: {
    description: 'Statistics about which parts of Ebbflow are used, beyond what its operation needs.',
    information: ['pages viewed'],
    recipients: [],
  },
  cookies: {
    description: 'A cookie that stays and holds nothing but the e-mail address, so that it need not be typed again.',
    information: ['e-mail address'],
    recipients: [],
  },
};
