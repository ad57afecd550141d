import type { CustodyAct } from '@wangjian/core/transfer.ts';
import { type CustodyLink, chainIntact, hashOfLink } from '@wangjian/evidence/parcel/custody-hash.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import {
  type CustodyRow,
  custodyOf,
  type ItemRow,
  insertCustody,
  itemsOf,
  type TransferRow,
} from './store.ts';
import { inFull } from './write.ts';

/** A stored link in the form of which its hash is made. */
export const linkOf = (row: CustodyRow): CustodyLink => ({
  seq: row.seq,
  at: row.at.toISOString(),
  act: row.act,
  byName: row.by_name,
  byOrg: row.by_org,
  toOrg: row.to_org,
  note: row.note,
  sha256s: row.sha256s,
  previous: row.previous,
  hash: row.hash,
});

/** Whether the stored chain still holds. */
export const custodyHolds = (chain: readonly CustodyRow[]): boolean => chainIntact(chain.map(linkOf));

/** The letter is named by its number; what comes back is not what was handed over. */
const goesWith = (kind: ItemRow['kind'], act: CustodyAct): boolean =>
  act === 'answered' ? kind === 'reply' : kind === 'evidence' || kind === 'file';

/** Adds a link to the chain of a transfer that the caller holds locked; it names all that is handed over by then. */
export async function addCustody(
  context: Pick<WriteContext, 'tx' | 'clock' | 'newId' | 'actor'>,
  row: Pick<TransferRow, 'bureau' | 'id' | 'region'>,
  link: {
    readonly act: CustodyAct;
    readonly by?: { readonly name: string; readonly org: string };
    readonly toOrg?: string | null;
    readonly note?: string | null;
  },
): Promise<void> {
  const { tx, clock, newId } = context;
  const by = link.by ?? (await inFull(context));
  const last = (await custodyOf(tx, row.id)).at(-1);
  const items = await itemsOf(tx, row.id);
  const at = clock.now();
  const next = {
    seq: (last?.seq ?? 0) + 1,
    act: link.act,
    byName: by.name,
    byOrg: by.org,
    toOrg: link.toOrg ?? null,
    note: link.note ?? null,
    sha256s: items.filter(({ kind }) => goesWith(kind, link.act)).map(({ sha256 }) => sha256),
    previous: last?.hash ?? null,
  };
  const { byName, byOrg, toOrg, ...columns } = next;
  await insertCustody(tx, [
    {
      bureau: row.bureau,
      id: newId('custody', row.bureau),
      region: row.region,
      transfer_id: row.id,
      ...columns,
      at,
      by_name: byName,
      by_org: byOrg,
      to_org: toOrg,
      hash: hashOfLink({ ...next, at: at.toISOString() }),
    },
  ]);
}
