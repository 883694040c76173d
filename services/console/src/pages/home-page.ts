import type { FinishedRun, Scenario } from '@ebbflow/contracts';
import { html, type Html } from '../rendering/html.ts';
import { durationInWords, goneTag, timeAgo } from '../rendering/instants.ts';
import { statusMark } from '../rendering/status-mark.ts';

/** What a service answered; or why nothing is shown: it does not answer at the moment, or the visitor's role does not include it. */
export type Part<T> = { readonly items: readonly T[] } | { readonly missing: 'away' | 'not-allowed' };

export interface HomeData {
  readonly scenarios: Part<Scenario>;
  readonly runs: Part<FinishedRun>;
  readonly nowMs: number;
}

export function homePage({ scenarios, runs, nowMs }: HomeData): Html {
  const names = 'items' in scenarios ? new Map(scenarios.items.map(({ id, name }) => [id, name])) : undefined;
  return html`<h1>Home</h1>
    <p class="muted">What is set up, what ran, and until when it is kept.</p>
    <h2>Scenarios</h2>
    ${'items' in scenarios ? scenariosTable(scenarios.items) : missingPart('Scenarios', scenarios.missing)}
    <h2>Latest runs</h2>
    ${'items' in runs ? runsTable(runs.items, names, nowMs) : missingPart('Runs', runs.missing)}`;
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

/** @param names of the scenarios; undefined when they are not known, which is not the same as gone */
function runsTable(runs: readonly FinishedRun[], names: ReadonlyMap<string, string> | undefined, nowMs: number): Html {
  if (runs.length === 0) {
    return html`<div class="panel empty">
      <h3>Nothing has run yet</h3>
      <p>
        A run appears here a moment after it has ended. Send something to the webhook of an active scenario to see one.
      </p>
    </div>`;
  }
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
                ${names === undefined ? html`<code>${run.scenarioId}</code>` : (names.get(run.scenarioId) ?? html`<span class="muted">scenario that is gone</span>`)}
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

function missingPart(what: 'Runs' | 'Scenarios', why: 'away' | 'not-allowed'): Html {
  if (why === 'not-allowed')
    return html`<div class="panel empty">
      <h3>Your role does not include seeing ${what.toLowerCase()}</h3>
      <p>An owner or admin of this organisation can give you another role, or put you into a team.</p>
    </div>`;
  return html`<div class="panel empty">
    <h3>${what} cannot be shown at the moment</h3>
    <p>The service that keeps them does not answer. Nothing is lost; load this page again in a moment.</p>
  </div>`;
}
