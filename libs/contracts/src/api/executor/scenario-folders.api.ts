import { z } from 'zod';

const folderIdSchema = z.string().regex(/^fld_[0-9a-f]{32}$/);

/** `GET /v1/scenario-folders/{id}`, with its ETag. */
export const scenarioFolderSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Null at the top. */
  parentId: z.string().nullable(),
  /** The ETag without its quotes. */
  revision: z.int(),
  updatedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ScenarioFolder = z.infer<typeof scenarioFolderSchema>;

/** `POST /v1/scenario-folders`. 409 `EXECUTOR.FOLDER_TOO_DEEP` beyond five levels, `EXECUTOR.TOO_MANY_FOLDERS` beyond 1 000. */
export const createFolderSchema = z.object({
  name: z.string().min(1).max(200),
  parentId: folderIdSchema.nullable().optional(),
});

/** `PATCH /v1/scenario-folders/{id}` with `If-Match`: rename, or move with all that is in it. */
export const updateFolderSchema = createFolderSchema.partial();
export type UpdateFolder = z.infer<typeof updateFolderSchema>;

/** Query of `DELETE /v1/scenario-folders/{id}`: where its scenarios and folders go. Without it 409 `EXECUTOR.FOLDER_NOT_EMPTY` when there are any. */
export const deleteFolderSchema = z.object({ moveTo: z.union([folderIdSchema, z.literal('root')]).optional() });

/** Query of `GET /v1/scenario-folders`: all of them at any level, oldest first. */
export const listFoldersSchema = z.object({
  cursor: folderIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const scenarioFolderListSchema = z.object({
  items: z.array(scenarioFolderSchema),
  nextCursor: z.string().nullable(),
});
export type ScenarioFolderList = z.infer<typeof scenarioFolderListSchema>;
