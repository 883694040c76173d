import type { OpenDsrStatusAnswer, SubjectRequestState } from '@ebbflow/contracts';
import type { SubjectRequestEntity } from '../subject-requests/subject-request.entity.ts';

/** OpenDSR knows four states; whatever ends without having been carried out is cancelled. */
export function openDsrStatus(state: SubjectRequestState): OpenDsrStatusAnswer['request_status'] {
  if (state === 'completed') return 'completed';
  if (state === 'in-progress') return 'in_progress';
  return state === 'open' || state === 'unverified' ? 'pending' : 'cancelled';
}

/** What a controller is told. The file is fetched by a person of the organisation, signed in: its address is no secret and opens nothing. */
export function statusAnswer(row: SubjectRequestEntity, publicUrl: URL): OpenDsrStatusAnswer {
  const hasFile = row.state === 'completed' && (row.type === 'access' || row.type === 'portability');
  return {
    controller_id: row.controllerId ?? '',
    expected_completion_time: (row.dueAt ?? row.receivedAt).toISOString(),
    subject_request_id: row.controllerRequestId ?? '',
    request_status: openDsrStatus(row.state),
    results_url: hasFile ? new URL(`/api/retention/v1/subject-requests/${row.id}/export`, publicUrl).href : null,
  };
}
