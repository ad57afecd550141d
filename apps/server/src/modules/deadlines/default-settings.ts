import type { DeadlineSettings } from './contract.ts';

/** What a bureau starts with: yellow some days before, red when it is over. */
export const DEFAULT_SETTINGS: DeadlineSettings = {
  lamps: {
    workday: { yellow: { left: 3 }, red: null },
    natural: { yellow: { left: 5 }, red: null },
    month: { yellow: { left: 15 }, red: null },
    year: { yellow: { left: 30 }, red: null },
    hour: { yellow: { share: 0.5 }, red: null },
  },
  remindNear: true,
  remindExpired: true,
  escalate: 'expired',
  digest: true,
};
