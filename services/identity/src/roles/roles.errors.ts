import { ExpectedError } from '@ebbflow/kernel';

/** 404: no such role in the organisation, or one that is for another level. */
export class RoleNotFoundError extends ExpectedError {
  constructor() {
    super('IDENTITY.ROLE_NOT_FOUND', 404, 'The organisation has no such role; list the roles again.');
  }
}

/** 400: scopes that no route asks for, or that cannot be held in a team. */
export class UnknownScopeError extends ExpectedError {
  constructor(count: number) {
    super(
      'IDENTITY.UNKNOWN_SCOPE',
      400,
      `${String(count)} of these scopes are none, or cannot be held here; docs/reference/access.md lists them.`,
    );
  }
}

/** 409: two roles of one level would have the same name. */
export class RoleNameTakenError extends ExpectedError {
  constructor() {
    super('IDENTITY.ROLE_NAME_TAKEN', 409, 'The organisation has a role of this name already; choose another name.');
  }
}

/** 409: somebody has it. */
export class RoleInUseError extends ExpectedError {
  constructor() {
    super('IDENTITY.ROLE_IN_USE', 409, 'Somebody has this role; give them another one first.');
  }
}

/** 409: as many roles as an organisation can have. */
export class TooManyRolesError extends ExpectedError {
  constructor(most: number) {
    super(
      'IDENTITY.TOO_MANY_ROLES',
      409,
      `An organisation has at most ${String(most)} roles of its own; delete one first.`,
    );
  }
}
