import { z } from 'zod';
import { organisationRoleChoiceSchema, teamRoleChoiceSchema } from './roles.api.ts';

export const memberSchema = z.object({
  userId: z.string(),
  email: z.string(),
  /** Name of a role that comes with Ebbflow, or `rol_…`. */
  role: z.string(),
  since: z.iso.datetime(),
  /** What `If-Match` must name to change the role. */
  revision: z.int(),
});
export type Member = z.infer<typeof memberSchema>;

const page = { cursor: z.string().max(64).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

/** `GET /v1/members?cursor=&limit=` (`members:read`). */
export const listMembersSchema = z.object(page);
export const memberListSchema = z.object({ items: z.array(memberSchema), nextCursor: z.string().nullable() });
export type MemberList = z.infer<typeof memberListSchema>;

/**
 * `PATCH /v1/members/{userId}` (`members:write`, `If-Match`): 428 `IDENTITY.REVISION_REQUIRED`, 412 `IDENTITY.REVISION_CONFLICT`, 409 `IDENTITY.LAST_OWNER` when it is the only owner, 403 `IDENTITY.BEYOND_OWN_RIGHTS` when
 * the member has or would get more rights than the caller. `DELETE` answers the same, and is idempotent.
 */
export const updateMemberSchema = z.strictObject({ role: organisationRoleChoiceSchema });
export const updatedMemberSchema = memberSchema.pick({ userId: true, role: true, revision: true });

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  teamId: z.string().nullable(),
  teamRole: z.string().nullable(),
  expiresAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** `GET /v1/invitations` (`members:write`): those that are open, newest first; at most 100, so there is one page. */
export const invitationListSchema = z.object({ items: z.array(invitationSchema), nextCursor: z.null() });
export type InvitationList = z.infer<typeof invitationListSchema>;

/**
 * `POST /v1/invitations` (`members:write`): a link that works once goes to the address. The answer is the same whether it has an account,
 * and replaces an open invitation of the same address. 403 `IDENTITY.BEYOND_OWN_RIGHTS`; 409 `IDENTITY.TOO_MANY_INVITATIONS`;
 * 409 `IDENTITY.ALREADY_A_MEMBER`, which the list of members tells as well; 429 after many.
 */
export const createInvitationSchema = z.strictObject({
  email: z.email().max(254),
  role: organisationRoleChoiceSchema.default('member'),
  /** Also puts the person into this team, in this role. */
  team: z.strictObject({ id: z.string().max(64), role: teamRoleChoiceSchema }).optional(),
});
export type CreateInvitation = z.infer<typeof createInvitationSchema>;

/** `POST /v1/me/invitations/accept` and `…/decline` (`me:write`, a person): the token from the link. 410 `IDENTITY.LINK_INVALID`. */
export const answerInvitationSchema = z.strictObject({ token: z.string().max(512) });
export const acceptedInvitationSchema = z.object({ organisationId: z.string() });

/**
 * `POST /internal/v1/invitations/accept` (console only): for whoever has no account yet. The link proves the address, so the account is made at
 * once, with an organisation of its own besides. 409 `IDENTITY.EMAIL_TAKEN` tells its holder to sign in first.
 */
export const acceptAsNewSchema = z.object({
  token: z.string().max(512),
  password: z.string().min(12).max(1_024),
  clientIp: z.union([z.ipv4(), z.ipv6()]).optional(),
});

/** `POST /internal/v1/invitations/look` (console only): what the page of a link shows. 410 `IDENTITY.LINK_INVALID`. */
export const lookAtInvitationSchema = z.object({ token: z.string().max(512) });
export const seenInvitationSchema = z.object({ organisationName: z.string() });

/** `POST /v1/ownership-transfer` (`ownership:write`): offers the organisation to another member; an open offer is replaced. 403 `IDENTITY.PROOF_NEEDED`. */
export const offerOwnershipSchema = z.strictObject({ userId: z.string().max(64) });

/** `GET /v1/ownership-transfer` (`organisation:read`): 404 `IDENTITY.NO_TRANSFER` when none is open. */
export const ownershipTransferSchema = z.object({
  fromUserId: z.string(),
  toUserId: z.string(),
  expiresAt: z.iso.datetime(),
});
export type OwnershipTransfer = z.infer<typeof ownershipTransferSchema>;
