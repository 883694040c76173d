import { z } from 'zod';
import { dataStructureShapeSchema } from '../../data-structures/data-structure.ts';

/** `<prefix>_<32 hex digits>`. */
const idSchema = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

/** Control characters are taken out of a name, and something must be left. */
const nameSchema = z
  .string()
  .max(120)
  .regex(/[^\s\p{Cc}]/u, 'A name needs something that can be read.');

/** `POST /v1/data-structures`: what data is to look like. 400 with a pointer per field that cannot be meant. */
export const createDataStructureSchema = dataStructureShapeSchema.extend({
  name: nameSchema,
  strict: dataStructureShapeSchema.shape.strict.default(false),
});

/** `PATCH /v1/data-structures/{id}` with `If-Match`. `fields` are replaced as a whole. */
export const updateDataStructureSchema = z.object({
  name: nameSchema.optional(),
  fields: dataStructureShapeSchema.shape.fields.optional(),
  strict: z.boolean().optional(),
});
export type UpdateDataStructure = z.infer<typeof updateDataStructureSchema>;

export const dataStructureSchema = dataStructureShapeSchema.extend({
  id: z.string(),
  name: z.string(),
  revision: z.int().describe('The ETag without its quotes.'),
  updatedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type DataStructure = z.infer<typeof dataStructureSchema>;

/** Query of `GET /v1/data-structures`, newest first. */
export const listDataStructuresSchema = z.object({
  cursor: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const dataStructureListSchema = z.object({
  items: z.array(dataStructureSchema),
  nextCursor: z.string().nullable(),
});
export type DataStructureList = z.infer<typeof dataStructureListSchema>;

/** `POST /v1/data-structures/infer`: the fields that a sample shows; nothing is stored. */
export const inferDataStructureSchema = z.object({ sample: z.json() });
export const inferredDataStructureSchema = z.object({ fields: dataStructureShapeSchema.shape.fields });
