import { ExpectedError } from '@ebbflow/kernel';

/** 404: what the path names is no id of a team. Which teams there are, identity knows; what is set for one that is not there holds for nothing. */
export class TeamNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.TEAM_NOT_FOUND', 404, 'There is no team with this id in this organisation.');
  }
}

/** 412: somebody else was faster; who and when, so that they can be asked. */
export class LifetimesChangedError extends ExpectedError {
  constructor(revision: number, by: string | null, at: Date | null) {
    super(
      'EXECUTOR.LIFETIMES_CHANGED',
      412,
      at === null
        ? 'Nothing is set here yet, so its ETag is "0"; read it again and repeat your change.'
        : `These lifetimes were changed by ${by ?? 'an API token'} at ${at.toISOString()}; read them again and repeat your change.`,
      { details: { revision } },
    );
  }
}

/** 422: what the notice promises, or the next outer setting, is shorter. Nothing was saved. */
export class LifetimeTooLongError extends ExpectedError {
  constructor(faults: readonly { readonly category: string; readonly longest: string; readonly whose: string }[]) {
    super(
      'EXECUTOR.LIFETIME_TOO_LONG',
      422,
      `A lifetime can be shortened and never lengthened; nothing was saved. At most: ${faults
        .map(({ category, longest, whose }) => `${category} ${longest} (${whose})`)
        .join(', ')}.`,
      {
        faults: faults.map(({ category, longest, whose }) => ({
          pointer: `/lifetimes/${category}`,
          message: `At most ${longest}, as ${whose} says.`,
        })),
      },
    );
  }
}
