import type { MailKind } from './mail-kinds.ts';
import { ACCOUNT_TEXTS } from './texts/account-texts.ts';
import { BUSINESS_TEXTS } from './texts/business-texts.ts';
import { NEWS_TEXTS } from './texts/news-texts.ts';
import { ORGANISATION_TEXTS } from './texts/organisation-texts.ts';
import { REQUEST_TEXTS } from './texts/request-texts.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** What a text is made of. */
export interface MailWords {
  /** An absolute address in the console. */
  readonly link: (path: string) => string;
  /** Token of the one-time link of what the message is about; '' where it is about nothing. */
  readonly token: string;
  /** Texts the subject gave with itself, '' for one it did not: `{ organisation: 'Harbour' }`. */
  readonly fact: (name: string) => string;
}

type Writer = (words: MailWords) => MailText;

/** Plain text on purpose: nothing in it is loaded when it is read, so nobody learns that it was. A kind without a text does not compile. */
const TEXTS: Readonly<Record<MailKind, Writer>> = {
  ...ACCOUNT_TEXTS,
  ...ORGANISATION_TEXTS,
  ...BUSINESS_TEXTS,
  ...NEWS_TEXTS,
  ...REQUEST_TEXTS,
};

export function mailText(kind: MailKind, words: MailWords): MailText {
  return TEXTS[kind](words);
}
