import { z } from 'zod';

/** OpenDSR 1.0 (formerly OpenGDPR): field names, times and statuses are its own, in snake_case. */
export const openDsrStatusSchema = z.enum(['pending', 'in_progress', 'completed', 'cancelled']);
export const OPENDSR_TYPES = ['access', 'portability', 'erasure'] as const;
export const OPENDSR_FORMATS = ['raw', 'md5', 'sha1', 'sha256'] as const;

/** `GET /v1/discovery`. */
export const openDsrDiscoverySchema = z.object({
  api_version: z.literal('1.0'),
  supported_identities: z.array(
    z.object({ identity_type: z.literal('email'), identity_format: z.enum(OPENDSR_FORMATS) }),
  ),
  supported_subject_request_types: z.array(z.enum(OPENDSR_TYPES)),
  processor_certificate: z.url(),
});

const identitySchema = z.object({
  identity_type: z.string().max(64),
  identity_value: z.string().min(3).max(320),
  identity_format: z.enum(OPENDSR_FORMATS),
});

/** `POST /v1/opendsr_requests`, signed by a registered controller. */
export const openDsrRequestSchema = z.object({
  regulation: z.enum(['gdpr', 'ccpa']).default('gdpr'),
  subject_request_id: z.uuidv4(),
  subject_request_type: z.enum(OPENDSR_TYPES),
  submitted_time: z.iso.datetime({ offset: true }),
  subject_identities: z.array(identitySchema).min(1).max(20),
  api_version: z.string().max(16).optional(),
  status_callback_urls: z.array(z.url().max(2_000)).max(5).default([]),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
export type OpenDsrRequest = z.infer<typeof openDsrRequestSchema>;

/** 202: cancelled, signed. */
export const openDsrCancellationSchema = z.object({
  controller_id: z.string(),
  received_time: z.iso.datetime(),
  subject_request_id: z.string(),
  api_version: z.literal('1.0'),
});

/** 201, signed. */
export const openDsrReceiptSchema = z.object({
  controller_id: z.string(),
  expected_completion_time: z.iso.datetime(),
  received_time: z.iso.datetime(),
  encoded_request: z.string(),
  subject_request_id: z.string(),
});

/** `GET /v1/opendsr_requests/{subject_request_id}`, and what is posted to callbacks; each signed. */
export const openDsrStatusAnswerSchema = z.object({
  controller_id: z.string(),
  expected_completion_time: z.iso.datetime(),
  subject_request_id: z.string(),
  request_status: openDsrStatusSchema,
  results_url: z.string().nullable(),
});
export type OpenDsrStatusAnswer = z.infer<typeof openDsrStatusAnswerSchema>;

/** `POST /v1/opendsr-controllers` (scope `subject-requests:write`): an organisation registers the key its calls are signed with. */
export const registerOpenDsrControllerSchema = z.object({
  name: z.string().trim().min(1).max(120),
  /** PEM of an Ed25519, or RSA of 2048 bits and more, public key. */
  publicKey: z.string().min(80).max(4_000),
});
export const openDsrControllerSchema = z.object({
  id: z.string(),
  name: z.string(),
  keyType: z.enum(['ed25519', 'rsa']),
  fingerprint: z.string(),
  createdAt: z.iso.datetime(),
});
export type OpenDsrController = z.infer<typeof openDsrControllerSchema>;
export const openDsrControllerListSchema = z.object({
  items: z.array(openDsrControllerSchema),
  nextCursor: z.string().nullable(),
});
