import type { ErasureAnswer } from '@ebbflow/contracts';
import { table } from '../../print-table.ts';
import { facts } from '../answering.ts';

/** An erasure for people: how far it is, what goes from where, and what stays by which law. */
export function describeErasure(erasure: ErasureAnswer): string[] {
  const { subject, counts, exceptions, steps } = erasure;
  const stores = Object.entries(counts).filter(([, count]) => count > 0);
  return [
    ...facts([
      ['erasure', erasure.id],
      ['state', erasure.state],
      [
        'about',
        subject === null ? 'nobody any more' : `${subject.kind} ${subject.id ?? subject.tenantId ?? ''}`.trim(),
      ],
      ['planned', `${erasure.plannedAt} by ${erasure.requestedBy}`],
      ['needs', erasure.approval === 'second-person' ? 'a second person' : 'time to think it over'],
      ['approved by', erasure.approvedBy],
      ['begins', erasure.beginsAt],
      ['unreadable', erasure.shreddedAt],
      ['deleted', erasure.deletedAt],
      ['done', erasure.finishedAt],
      ['certificate', erasure.certificateId],
    ]),
    '',
    ...(stores.length === 0
      ? ['Nothing of it was found.']
      : [
          table(
            ['store', 'count'],
            stores.map(([store, count]) => [store, String(count)]),
          ),
        ]),
    ...exceptions.map(({ store, ground, until }) => `stays: ${store} until ${until ?? 'further notice'} — ${ground}`),
    ...steps.map(({ service, phase, doneAt }) => `${phase} ${service}: ${doneAt ?? 'not yet'}`),
  ];
}
