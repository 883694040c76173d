import { ExpectedError } from '@ebbflow/kernel';

/** 404: no such team in the organisation, or one the caller must not see. */
export class TeamNotFoundError extends ExpectedError {
  constructor() {
    super('IDENTITY.TEAM_NOT_FOUND', 404, 'The organisation has no such team; list the teams again.');
  }
}

/** 409: two teams would have the same name. */
export class TeamNameTakenError extends ExpectedError {
  constructor() {
    super('IDENTITY.TEAM_NAME_TAKEN', 409, 'The organisation has a team of this name already; choose another name.');
  }
}

/** 409: as many teams as an organisation can have; all of one person's must fit into a token between services. */
export class TooManyTeamsError extends ExpectedError {
  constructor(most: number) {
    super('IDENTITY.TOO_MANY_TEAMS', 409, `An organisation has at most ${String(most)} teams; delete one first.`);
  }
}
