import type { MailWords } from '../mail-text.ts';
import { paragraphs } from './paragraphs.ts';

/** What a person may want to know and may turn off. */
export const NEWS_TEXTS = {
  'execution-news': ({ link, fact }: MailWords) => ({
    subject: fact('isDeactivated') === '' ? 'Runs of a scenario had problems' : 'A scenario was switched off',
    text: paragraphs(
      fact('isDeactivated') === '' ? '' : 'One of your active scenarios was switched off by the machine.',
      countsOf(Number(fact('errors')), Number(fact('warnings'))),
      'See what happened:',
      link(fact('runId') === '' ? '/' : `/runs/${fact('runId')}`),
      'There is at most one such mail an hour and scenario.',
    ),
  }),
};

function countsOf(errors: number, warnings: number): string {
  const parts = [
    ...(errors === 0 ? [] : [`${String(errors)} ${errors === 1 ? 'error' : 'errors'}`]),
    ...(warnings === 0 ? [] : [`${String(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}`]),
  ];
  return parts.length === 0 ? '' : `Since the last such mail there were ${parts.join(' and ')}.`;
}
