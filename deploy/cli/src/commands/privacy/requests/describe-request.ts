import type { SubjectRequest } from '@ebbflow/contracts';
import { table } from '../../print-table.ts';
import { facts } from '../answering.ts';

/** A request for people: how it stands, and every step so far. */
export function describeRequest(request: SubjectRequest): string[] {
  const { subject, extension, denial } = request;
  return [
    ...facts([
      ['request', request.id],
      ['asks for', request.type],
      ['state', request.isOverdue ? `${request.state}, OVERDUE` : request.state],
      ['about', subject.kind === 'user' ? (subject.userId ?? 'a user') : subject.kind],
      ['of', subject.organisationId],
      ['we are', request.role],
      ['came by', request.channel],
      ['received', request.receivedAt],
      ['due', request.dueAt],
      ['extended', extension && `${extension.reason} (told ${extension.toldAt})`],
      ['denied', denial && `${denial.reason}: ${denial.ground}`],
      ['erasure', request.erasureId],
      ['certificate', request.certificateId],
      ['export', request.export && `${String(request.export.sizeBytes)} bytes, until ${request.export.expiresAt}`],
      ['restricted', request.isRestricted === null ? null : request.isRestricted ? 'yes' : 'no'],
      ['closed', request.closedAt],
    ]),
    '',
    table(
      ['when', 'step', 'by', 'details'],
      request.timeline.map(({ at, step, by, facts: details }) => [at, step, by, inWords(details)]),
    ),
  ];
}

export function inWords(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ');
}
