import type { Breach, BreachDuty } from '@ebbflow/contracts';
import { table } from '../../print-table.ts';
import { facts } from '../answering.ts';
import { inWords } from '../requests/describe-request.ts';

export function describeBreach(breach: Breach): string[] {
  return [
    ...facts([
      ['breach', breach.id],
      ['title', breach.title],
      ['state', breach.state],
      ['noticed', breach.awareAt],
      ['risk', breach.risk === 'unknown' ? 'nobody has judged it yet' : `${breach.risk}: ${breach.riskReason ?? ''}`],
      ['what', breach.description],
      ['data', breach.dataCategories.join(', ')],
      ['people', breach.subjectCategories.join(', ')],
      ['about how many', breach.approximateSubjects],
      ['organisations', breach.organisationIds.join(', ')],
      ['consequences', breach.consequences],
      ['measures', breach.measures],
      ['conclusion', breach.conclusion],
    ]),
    '',
    ...breach.duties.map(dutyInWords),
    '',
    table(
      ['when', 'step', 'by', 'details'],
      breach.timeline.map(({ at, step, by, facts: details }) => [at, step, by, inWords(details)]),
    ),
  ];
}

export function dutyInWords({ to, article, state, remainingSeconds }: BreachDuty): string {
  const left = remainingSeconds === null ? '' : `, ${hoursInWords(remainingSeconds)}`;
  return `${to} (Article ${article} GDPR): ${state}${left}`;
}

function hoursInWords(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const text = `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
  return seconds < 0 ? `${text} too late` : `${text} left`;
}
