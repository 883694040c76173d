/** A row of executor.schedule as StoredSchedule has it. */
export const SCHEDULE_COLUMNS = `
  schedule.tenant_id as "tenantId", schedule.scenario_id as "scenarioId", schedule.definition, schedule.timezone,
  schedule.misfire, schedule.origin, schedule.start_kind as "startKind", schedule.hook_id as "hookId",
  schedule.is_active as "isActive", schedule.anchor_at as "anchorAt", schedule.next_at as "nextAt", schedule.due_at as "dueAt",
  schedule.waiting_since as "waitingSince", schedule.revision, schedule.changed_by as "changedBy",
  schedule.updated_at as "updatedAt"`;
