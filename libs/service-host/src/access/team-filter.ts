import { routeConfig } from './route-config.ts';

/**
 * The handler itself keeps to the teams of the principal (`mayEverywhere`, `teamsWith`, `may`): a list, or the making of something
 * new. Without it, a route whose path names nothing of a team is only for those who may do it in the whole organisation.
 */
export const FiltersByTeam = (): MethodDecorator => routeConfig({ team: { kind: 'filter' } });

/** The thing is named by this query parameter instead of by the path; callers limited to teams have to give it. */
export const TeamOfQuery = (parameter: string): MethodDecorator => routeConfig({ team: { kind: 'query', parameter } });

/** What the route shows belongs to all teams: who may read such in one team may read it. */
export const SharedByTeams = (): MethodDecorator => routeConfig({ team: { kind: 'shared' } });
