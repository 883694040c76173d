import { type OpenDsrRequest, openDsrRequestSchema, type SubjectRequestDetails } from '@ebbflow/contracts';
import { CLOCK, type Clock, parseUntrustedJson } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { RequestDecisions } from '../subject-requests/request-decisions.ts';
import type { SubjectRequestEntity } from '../subject-requests/subject-request.entity.ts';
import { RequestNotFoundError } from '../subject-requests/subject-requests.errors.ts';
import { SubjectRequestsRepository } from '../subject-requests/subject-requests.repository.ts';
import { SubjectRequests } from '../subject-requests/subject-requests.service.ts';
import { isSignedBy, type SignedCall } from './controller-signature.policy.ts';
import type { OpenDsrControllerRow } from './find-opendsr-controller.sql.ts';
import { OpenDsrControllersRepository } from './opendsr-controllers.repository.ts';
import { BadControllerSignatureError, BadOpenDsrRequestError } from './opendsr.errors.ts';

/** A controller's signed calls: what its organisation asks for people in its own data, as if one of its members had. */
@Injectable()
export class OpenDsrIntake {
  constructor(
    @Inject(OpenDsrControllersRepository) private readonly controllers: OpenDsrControllersRepository,
    @Inject(SubjectRequests) private readonly requests: SubjectRequests,
    @Inject(SubjectRequestsRepository) private readonly rows: SubjectRequestsRepository,
    @Inject(RequestDecisions) private readonly decisions: RequestDecisions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws BadControllerSignatureError, whatever is wrong */
  async signer(controllerId: string, call: SignedCall): Promise<OpenDsrControllerRow> {
    const found = await this.controllers.findSigner(controllerId);
    if (found === undefined || !isSignedBy(found.public_key, call, this.clock.nowMs()))
      throw new BadControllerSignatureError();
    return found;
  }

  /** The same id again is the same request. @throws BadOpenDsrRequestError */
  async open({ tenant_id: tenantId, id }: OpenDsrControllerRow, body: Uint8Array): Promise<SubjectRequestEntity> {
    const asked = read(body);
    const { subject_request_id: requestId, subject_request_type: type, submitted_time: submitted } = asked;
    const known = await this.rows.findOfController(tenantId, id, requestId);
    if (known !== null) return known;
    const receivedAt = this.clock.now();
    if (new Date(submitted) > receivedAt) throw new BadOpenDsrRequestError('submitted_time is not in the past.');
    const { values, details } = identitiesOf(asked);
    const { row } = await this.requests.open({
      ...{ tenantId, type, channel: 'opendsr', by: id, receivedAt, verifiedBy: 'signature', details },
      subject: { kind: 'data-subject', values },
      controller: { id, requestId },
    });
    return row;
  }

  /** @throws RequestNotFoundError, also for another controller's */
  async find({ tenant_id: tenantId, id }: OpenDsrControllerRow, requestId: string): Promise<SubjectRequestEntity> {
    const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(requestId);
    const row = isUuid ? await this.rows.findOfController(tenantId, id, requestId) : null;
    if (row === null) throw new RequestNotFoundError();
    return row;
  }

  /** @throws RequestNotFoundError, RequestStateError once it is carried out */
  async cancel(signer: OpenDsrControllerRow, requestId: string): Promise<void> {
    const row = await this.find(signer, requestId);
    if (row.state !== 'withdrawn') await this.decisions.withdraw(row, signer.id);
  }
}

/** @throws BadOpenDsrRequestError naming the field, never its value */
function read(body: Uint8Array): OpenDsrRequest {
  const checked = openDsrRequestSchema.safeParse(parseUntrustedJson(Buffer.from(body).toString('utf8')));
  if (checked.success) return checked.data;
  const path = checked.error.issues[0]?.path.join('.') ?? '';
  throw new BadOpenDsrRequestError(`${path === '' ? 'The request' : path} is not as OpenDSR has it.`);
}

function identitiesOf({ subject_identities: identities, status_callback_urls: callbacks }: OpenDsrRequest) {
  if (identities.some(({ identity_type: type }) => type !== 'email'))
    throw new BadOpenDsrRequestError('Only identities of the type email are known here; see /discovery.');
  const values = identities.flatMap((one) => (one.identity_format === 'raw' ? [one.identity_value] : []));
  const digests = identities.flatMap(({ identity_format: format, identity_value: value }) =>
    format === 'raw' ? [] : [{ format, value: value.toLowerCase() }],
  );
  const details: SubjectRequestDetails = {
    ...(digests.length > 0 && { digests }),
    ...(callbacks.length > 0 && { callbacks }),
  };
  return { values, details };
}
