import type { FinishedRun, Scenario } from '@ebbflow/contracts';
import { html, type Html } from '../rendering/html.ts';
import { durationInWords, goneTag, timeAgo } from '../rendering/instants.ts';
import { statusMark } from '../rendering/status-mark.ts';

export interface HomeData {
  /** Undefined: executor or log store do not answer at the moment. */
  readonly scenarios: readonly Scenario[] | undefined;
  readonly runs: readonly FinishedRun[] | undefined;
  readonly nowMs: number;
}

export function homePage({ scenarios, runs, nowMs }: HomeData): Html {
  return html`<h1>Home</h1>
    <p class="muted">What is set up, what ran, and until when it is kept.</p>
    <h2>Scenarios</h2>
    ${scenarios === undefined ? unavailable('Scenarios') : scenariosTable(scenarios)}
    <h2>Latest runs</h2>
    ${runs === undefined ? unavailable('Runs') : runsTable(runs, scenarios ?? [], nowMs)}`;
}

function scenariosTable(scenarios: readonly Scenario[]): Html {
  if (scenarios.length === 0) {
    return html`<div class="panel empty">
      <h3>No scenario yet</h3>
      <p>Export a blueprint from Make and import it from a terminal on this machine:</p>
      <p><code>npm run ebbflow -- blueprint import FILE --activate</code></p>
    </div>`;
  }
  return html`<div class="panel scroll">
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>State</th>
          <th class="number">Version</th>
          <th>Webhook</th>
        </tr>
      </thead>
      <tbody>
        ${scenarios.map(
          (scenario) =>
            html`<tr>
              <td class="wide">${scenario.name}</td>
              <td>${stateChip(scenario)}</td>
              <td class="number">${scenario.version}</td>
              <td class="wide">
                ${scenario.hooks.length === 0 ? html`<span class="muted">none</span>` : scenario.hooks.map((hook) => html`<code>${hook.url}</code> `)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function stateChip(scenario: Scenario): Html {
  if (scenario.isActive) return html`<span class="chip on">● Active</span>`;
  const missing = scenario.placeholders.length;
  if (missing === 0) return html`<span class="chip">○ Off</span>`;
  const names = scenario.placeholders.map((placeholder) => placeholder.module).join(', ');
  return html`<span class="chip" title="${names}"
    >○ Off, ${missing} module${missing === 1 ? '' : 's'} to replace</span
  >`;
}

function runsTable(runs: readonly FinishedRun[], scenarios: readonly Scenario[], nowMs: number): Html {
  if (runs.length === 0) {
    return html`<div class="panel empty">
      <h3>Nothing has run yet</h3>
      <p>
        A run appears here a moment after it has ended. Send something to the webhook of an active scenario to see one.
      </p>
    </div>`;
  }
  const names = new Map(scenarios.map((scenario) => [scenario.id, scenario.name]));
  return html`<div class="panel scroll">
    <table>
      <thead>
        <tr>
          <th>Result</th>
          <th>Scenario</th>
          <th>Ended</th>
          <th class="number">Operations</th>
          <th class="number">Duration</th>
          <th>Kept</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map(
          (run) =>
            html`<tr>
              <td><a href="/runs/${encodeURIComponent(run.id)}">${statusMark(run.status)}</a></td>
              <td class="wide">
                ${names.get(run.scenarioId) ?? html`<span class="muted">scenario that is gone</span>`}
              </td>
              <td>${timeAgo(run.finishedAt, nowMs)}</td>
              <td class="number">${run.operations}</td>
              <td class="number">${durationInWords(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}</td>
              <td>${goneTag(run.expiresAt, nowMs)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function unavailable(what: string): Html {
  return html`<div class="panel empty">
    <h3>${what} cannot be shown at the moment</h3>
    <p>The service that keeps them does not answer. Nothing is lost; load this page again in a moment.</p>
  </div>`;
}
