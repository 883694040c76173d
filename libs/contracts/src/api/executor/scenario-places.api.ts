import { z } from 'zod';

/** `POST /internal/v1/scenario-places` (log-store, gateway): in which team a scenario is. 404 `EXECUTOR.SCENARIO_NOT_FOUND`. */
export const askScenarioPlaceSchema = z.object({ tenantId: z.string(), scenarioId: z.string().max(64) });
export const scenarioPlaceSchema = z.object({ teamId: z.string().nullable() });

/** `POST /internal/v1/scenario-places/in-teams` (log-store, gateway): every scenario that is in one of these teams now. */
export const askScenariosInTeamsSchema = z.object({ tenantId: z.string(), teamIds: z.array(z.string().max(64)) });
export const scenariosInTeamsSchema = z.object({ scenarioIds: z.array(z.string()) });
