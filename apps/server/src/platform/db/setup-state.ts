import { withClient } from './connections.ts';

/** What an installation was set up as, once and for good: with the demo bureau, or empty for real use. */
export type SetupKind = 'demo' | 'empty';

/** How far the first set-up of a database came. */
export interface SetupState {
  readonly kind: SetupKind;
  /** Everything that belongs to the first start was finished; until then the set-up is run again. */
  readonly done: boolean;
}

/** Reads the set-up of a migrated database, recording `wanted` when it has none yet. */
export async function beginSetup(ownerUrl: string, wanted: SetupKind): Promise<SetupState> {
  return await withClient(ownerUrl, async (client) => {
    // The primary key lets one of two first starts win; both then read the same answer.
    await client.query('INSERT INTO wangjian_meta.setup (kind) VALUES ($1) ON CONFLICT DO NOTHING', [wanted]);
    const { rows } = await client.query<SetupState>(
      'SELECT kind, done_at IS NOT NULL AS done FROM wangjian_meta.setup',
    );
    return rows[0]!;
  });
}

/** Records that the first set-up is whole. */
export async function finishSetup(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query('UPDATE wangjian_meta.setup SET done_at = now() WHERE done_at IS NULL');
  });
}
