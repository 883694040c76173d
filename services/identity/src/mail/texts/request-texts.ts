import type { SubjectNotice, SubjectRequestType } from '@ebbflow/contracts';
import type { MailWords } from '../mail-text.ts';
import { paragraphs } from './paragraphs.ts';

const ASKED: Readonly<Record<SubjectRequestType, string>> = {
  access: 'a copy of personal data',
  portability: 'personal data to take along',
  rectification: 'a correction of personal data',
  erasure: 'the deletion of personal data',
  restriction: 'a restriction of processing',
  objection: 'an end of processing for some purposes',
};

type Telling = (words: MailWords, what: string) => { readonly subject: string; readonly says: string[] };

/** What is told at each step of a request under data protection law. */
const TELLINGS: Readonly<Record<Exclude<SubjectNotice, 'verify'>, Telling>> = {
  received: ({ fact }, what) => ({
    subject: 'Your request arrived',
    says: [`You asked for ${what}. You get an answer by ${fact('due')} at the latest.`],
  }),
  extended: ({ fact }, what) => ({
    subject: 'Your request takes longer',
    says: [
      `You asked for ${what}. We need more time for it, until ${fact('due')} at the latest, because:`,
      fact('text'),
    ],
  }),
  denied: ({ fact }, what) => ({
    subject: 'Your request was denied',
    says: [
      `You asked for ${what}. We do not do that, because:`,
      fact('text'),
      'You can complain to the data protection authority of where you live or work, and go to court.',
    ],
  }),
  completed: (_words, what) => ({
    subject: 'Your request was carried out',
    says: [`You asked for ${what}. It was carried out.`],
  }),
  'export-ready': ({ fact }, what) => ({
    subject: 'Your data is ready',
    says: [
      `You asked for ${what}. The file can be fetched until ${fact('due')}, after you have shown again who you are.`,
    ],
  }),
  'erasure-begins': ({ fact }) => ({
    subject: 'Your data will be deleted',
    says: [
      `You asked for the deletion of your data. It begins on ${fact('due')}; until then you can take it back. After it nobody can sign in or be written to any more, so this is our last message about it.`,
      `Keep this number: ${fact('text')}. The certificate that says what was deleted, and what the law makes us keep, can be found under it afterwards.`,
    ],
  }),
  'lift-announced': ({ fact }) => ({
    subject: 'A restriction ends',
    says: [`The restriction of processing you asked for ends on ${fact('due')}.`],
  }),
  lifted: () => ({
    subject: 'A restriction has ended',
    says: ['The restriction of processing you asked for has ended.'],
  }),
  'due-soon': ({ fact }, what) => ({
    subject: 'A request is due soon',
    says: [`Somebody asked for ${what}; it has to be answered by ${fact('due')}.`],
  }),
  overdue: ({ fact }, what) => ({
    subject: 'A request is overdue',
    says: [`Somebody asked for ${what}; it had to be answered by ${fact('due')}.`],
  }),
};

/** About requests under data protection law: owed to whoever asked (Article 12 GDPR), and to who has to answer. */
export const REQUEST_TEXTS = {
  'request-verification': ({ link, token, fact }: MailWords) => ({
    subject: 'Did you ask for this?',
    text: paragraphs(
      `Somebody asked us in your name for ${whatOf(fact('type'))}. If it was you, confirm it here:`,
      link(`/requests/${token}`),
      'If it was not, do nothing: nothing is done without it.',
    ),
  }),
  'request-news': (words: MailWords) => {
    const { link, fact } = words;
    const { subject, says } = TELLINGS[fact('notice') as keyof typeof TELLINGS](words, whatOf(fact('type')));
    return { subject, text: paragraphs(...says, `Request ${fact('requestId')}:`, link('/')) };
  },
};

function whatOf(type: string): string {
  return ASKED[type as SubjectRequestType];
}
