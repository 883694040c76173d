import type { NoticeAnswer } from '@ebbflow/contracts';

/** What a version of the notice says, without its number. */
export type NoticeText = Omit<NoticeAnswer, 'version' | 'since'>;
