import { type Answer, jsonAnswer } from './answer.ts';
import { MINUTE, SECOND, type TenantClock } from './clock.ts';
import { feedError } from './feed-errors.ts';

/** State of the `Audit.General` subscription. `unstated`: enabled, but listed without a status, as the docs once show. */
export type SubscriptionState = 'missing' | 'disabled' | 'enabled' | 'unstated';

/** The tenant's subscription to `Audit.General`, and the service's rules for it. */
export class Subscription {
  state: SubscriptionState;
  readonly #clock: TenantClock;
  #started: number | undefined;

  constructor(state: SubscriptionState, clock: TenantClock) {
    this.state = state;
    this.#clock = clock;
  }

  /** Whether content can be listed. */
  get enabled(): boolean {
    return this.state === 'enabled' || this.state === 'unstated';
  }

  /** Answers `subscriptions/list`; another consumer's subscription stands in the list too. */
  list(): Answer {
    const other = { contentType: 'Audit.Exchange', status: 'disabled', webhook: null };
    const own = { contentType: 'Audit.General', webhook: null };
    if (this.state === 'missing') return jsonAnswer(200, [other]);
    return jsonAnswer(200, [other, this.state === 'unstated' ? own : { ...own, status: this.state }]);
  }

  /** Answers `subscriptions/start`: AF20024 when enabled, refused within 15 minutes of a start. */
  start(): Answer {
    if (this.enabled) return feedError('AF20024');
    const wait = this.#started === undefined ? 0 : this.#started + 15 * MINUTE - this.#clock.now();
    if (wait > 0) {
      const seconds = Math.ceil(wait / SECOND);
      const message = `Too many requests. Retry after ${Math.floor(seconds / 60)}m ${seconds % 60}s.`;
      return jsonAnswer(429, { error: { code: 'AF429', message } });
    }
    this.#started = this.#clock.now();
    this.state = 'enabled';
    return jsonAnswer(200, { contentType: 'Audit.General', status: 'enabled', webhook: null });
  }

  /** Answers `subscriptions/stop`. */
  stop(): Answer {
    this.state = 'disabled';
    return jsonAnswer(200, '');
  }
}
