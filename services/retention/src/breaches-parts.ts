import { BreachRemindersJob } from './breaches/breach-reminders.job.ts';
import { BreachEntity } from './breaches/breach.entity.ts';
import { BreachesController } from './breaches/breaches.controller.ts';
import { BreachesRepository } from './breaches/breaches.repository.ts';
import { BreachesService } from './breaches/breaches.service.ts';

/** The register of breaches. */
export const BREACHES_ENTITIES = [BreachEntity];

export const BREACHES_CONTROLLERS = [BreachesController];

export const BREACHES_PROVIDERS = [BreachesRepository, BreachesService, BreachRemindersJob];
