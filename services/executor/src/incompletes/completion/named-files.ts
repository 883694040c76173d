import type { NewIncomplete, PutAside } from './put-aside.ts';

export interface Stored {
  readonly run: PutAside;
  readonly incomplete: NewIncomplete;
}

interface NamedFile {
  readonly run: PutAside;
  readonly incompleteId: string;
  readonly createdAt: Date;
  readonly blob: string;
}

/** The files of what is stored, and of what takes the place of an incomplete execution that was taken up. */
export function namedFiles(stored: readonly Stored[], retried: readonly PutAside[]): NamedFile[] {
  return [
    ...stored.flatMap(({ run, incomplete: { id, blobs } }) =>
      blobs.map((blob) => ({ run, incompleteId: id, createdAt: run.finishedAt, blob })),
    ),
    ...retried.flatMap((run) =>
      run.retried?.place === undefined ? [] : filesOfPlace(run, run.retried, run.retried.place),
    ),
  ];
}

function filesOfPlace(
  run: PutAside,
  { id, createdAt }: { id: string; createdAt: Date },
  place: NewIncomplete,
): NamedFile[] {
  return place.blobs.map((blob) => ({ run, incompleteId: id, createdAt, blob }));
}

export function namedColumns(files: readonly NamedFile[]): unknown[] {
  return [
    files.map(({ run }) => run.tenantId),
    files.map(({ incompleteId }) => incompleteId),
    files.map(({ createdAt }) => createdAt.toISOString()),
    files.map(({ run }) => run.runId),
    files.map(({ run }) => run.retried?.id ?? null),
    files.map(({ blob }) => blob),
  ];
}
