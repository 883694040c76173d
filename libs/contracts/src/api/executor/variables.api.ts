import { z } from 'zod';

/** `<prefix>_<32 hex digits>`. */
const idSchema = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

export const variableScopeSchema = z.enum(['organization', 'team', 'scenario']);
export type CustomVariableScope = z.infer<typeof variableScopeSchema>;

export const variableTypeSchema = z.enum(['text', 'number', 'boolean', 'date', 'json']);
export type CustomVariableType = z.infer<typeof variableTypeSchema>;

/** As it is written in templates: `{{var.organization.name}}`. */
const nameSchema = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
    'A name has letters, digits and underscores and does not begin with a digit.',
  )
  .refine((name) => name !== '__proto__', 'This name is reserved.');

/**
 * `POST /v1/variables`: readable in templates as `{{var.<scope>.<name>}}`. The value must be of its type: a `date` is ISO 8601 text. 409
 * `EXECUTOR.VARIABLE_EXISTS` when the name is taken in its scope. A change holds for runs that start two seconds later.
 */
export const createVariableSchema = z.object({
  scope: variableScopeSchema,
  scopeId: idSchema.optional().describe('The team or scenario; left out for the organisation.'),
  name: nameSchema,
  type: variableTypeSchema,
  value: z.json(),
});
export type CreateVariable = z.infer<typeof createVariableSchema>;

/** `PATCH /v1/variables/{id}` with `If-Match`. Scope and name stay: scenarios know it by them. */
export const updateVariableSchema = z.object({ type: variableTypeSchema.optional(), value: z.json().optional() });
export type UpdateVariable = z.infer<typeof updateVariableSchema>;

export const variableSchema = z.object({
  id: z.string(),
  scope: variableScopeSchema,
  scopeId: z.string().nullable(),
  name: z.string(),
  type: variableTypeSchema,
  value: z.json(),
  revision: z.int().describe('The ETag without its quotes.'),
  updatedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type CustomVariable = z.infer<typeof variableSchema>;

/** Query of `GET /v1/variables`, newest first. */
export const listVariablesSchema = z.object({
  scope: variableScopeSchema.optional(),
  scopeId: idSchema.optional(),
  cursor: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const variableListSchema = z.object({ items: z.array(variableSchema), nextCursor: z.string().nullable() });
export type CustomVariableList = z.infer<typeof variableListSchema>;
