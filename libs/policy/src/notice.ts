import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Claim, claims } from './claims.ts';
import { readPolicyFile } from './read-policy-file.ts';

/** The shape of `policy/notice.yaml`: every one of the claims in exactly one chapter. */
export function noticeFileSchema(known: readonly Pick<Claim, 'id'>[]) {
  return z.strictObject({
    chapters: z
      .array(
        z.strictObject({
          title: z.string().min(1),
          claims: z.array(z.string()).min(1),
          measures: z.literal(true).optional(),
        }),
      )
      .superRefine((chapters, context) => {
        const placed = new Set<string>();
        for (const [index, chapter] of chapters.entries()) {
          for (const [at, id] of chapter.claims.entries()) {
            const message = placed.has(id) ? `${id} stands in a chapter already.` : `there is no claim ${id}.`;
            if (placed.has(id) || !known.some((claim) => claim.id === id))
              context.addIssue({ code: 'custom', path: [index, 'claims', at], message });
            placed.add(id);
          }
        }
        const left = known.find(({ id }) => !placed.has(id));
        if (left) context.addIssue({ code: 'custom', path: [], message: `${left.id} stands in no chapter.` });
      }),
  });
}

export interface NoticeChapter {
  readonly title: string;
  /** Its sentences are the technical and organisational measures of the registers. */
  readonly isMeasures: boolean;
  readonly claims: readonly Pick<Claim, 'id' | 'sentence' | 'state' | 'missing'>[];
}

export interface Notice {
  /** SHA-256 over chapters and sentences, hex: two notices with the same digest promise the same, whatever is enforced of it by now. */
  readonly digest: string;
  readonly chapters: readonly NoticeChapter[];
}

/** The privacy notice, with every lifetime filled in. @throws PolicyError */
export function notice(all: readonly Claim[] = claims()): Notice {
  const byId = new Map(all.map((claim) => [claim.id, claim]));
  const chapters = readPolicyFile('notice.yaml', noticeFileSchema(all)).chapters.map(
    ({ title, claims: ids, measures }) => ({
      title,
      isMeasures: measures === true,
      claims: ids.flatMap((id) => byId.get(id) ?? []),
    }),
  );
  const text = chapters.map(({ title, claims: promised }) => [
    title,
    promised.map(({ id, sentence }) => [id, sentence]),
  ]);
  return { digest: createHash('sha256').update(JSON.stringify(text)).digest('hex'), chapters };
}
