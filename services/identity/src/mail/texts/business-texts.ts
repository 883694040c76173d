import type { MailWords } from '../mail-text.ts';
import { paragraphs } from './paragraphs.ts';

const NOT_CHOSEN =
  'This plan was given up before, so nothing goes on after that day, and the name and address for invoices may be deleted already. If you did not mean to pay, end the payments where you set them up; if you did, choose the plan again.';

/** About the contract: what is agreed and what is paid. */
export const BUSINESS_TEXTS = {
  'notice-announced': ({ link, fact }: MailWords) => ({
    subject: 'Our privacy notice changes',
    text: paragraphs(
      `A new version of Ebbflow's privacy notice takes effect on ${fact('effective')}. ${fact('summary')}`.trim(),
      'Read it here:',
      link('/privacy'),
      'Who uses Ebbflow after that day accepts it. If you do not want to, delete your account before.',
    ),
  }),
  'payment-received': ({ link, fact }: MailWords) => ({
    subject: 'Your payment arrived',
    text: paragraphs(
      `Thank you: ${fact('amount')} for the plan ${fact('bought')} arrived. Your organisation has the plan ${fact('plan')}, paid until ${fact('until')}.`,
      ...(fact('isChosen') === '' ? [NOT_CHOSEN] : []),
      'Your invoice is in the settings of your organisation:',
      link('/'),
    ),
  }),
  'payment-failed': ({ link, fact }: MailWords) => ({
    subject: 'A payment did not go through',
    text: paragraphs(
      `A payment of ${fact('amount')} for the plan ${fact('bought')} did not go through; nothing was charged by us.`,
      'The plan stays as it is until the time that is paid for is over. You can pay again here:',
      link('/'),
    ),
  }),
  'plan-lapsed': ({ link }: MailWords) => ({
    subject: 'Your plan is over',
    text: paragraphs(
      `The time that was paid for is over; your organisation is on the free plan now.`,
      'Nothing was deleted. You can choose a plan again here:',
      link('/'),
    ),
  }),
};
