import { AppError } from '@wangjian/core/errors.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { evidenceFiles } from '../evidence/service.ts';
import { type ItemRow, itemsOf, type TransferRow, transfersOn } from './store.ts';

/** Something that can go with a letter: sealed evidence of the bureau, or what came with a letter from elsewhere. */
export interface Piece {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  readonly day: string | null;
  /** Null while it is being sealed. */
  readonly sha256: string | null;
  readonly sm3: string | null;
  /** What came with a letter is handed on as it came. */
  readonly came: ItemRow | null;
}

/** What the letters hold that were received, apart from the letters themselves. */
async function cameWith(tx: ScopedTx, letters: readonly TransferRow[]): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const letter of letters) {
    if (letter.direction !== 'in') continue;
    for (const item of await itemsOf(tx, letter.id))
      if (item.kind === 'evidence' || item.kind === 'file') {
        const { id, name, url, captured_on: day, sha256, sm3 } = item;
        pieces.push({ id, title: `${name}（${letter.counterpart}移交）`, url, day, sha256, sm3, came: item });
      }
  }
  return pieces;
}

/** What can go with a letter on a lead, an inspection (with the lead it came from) or a letter that came in. */
export async function piecesOf(
  tx: ScopedTx,
  from: { readonly onId: string; readonly leadId: string | null; readonly letter: TransferRow | null },
): Promise<Piece[]> {
  const { onId, leadId, letter } = from;
  if (letter) return await cameWith(tx, [letter]);
  const pieces: Piece[] = [];
  for (const id of new Set([onId, leadId]))
    if (id !== null)
      for (const one of await evidenceFiles(tx, id))
        if (!pieces.some((known) => known.id === one.id)) pieces.push({ ...one, came: null });
  return leadId === null ? pieces : [...pieces, ...(await cameWith(tx, await transfersOn(tx, leadId)))];
}

/** The chosen pieces with what the letter's list needs; refused while one is still being sealed. */
export async function chosenPieces(
  { files }: Pick<WriteContext, 'files'>,
  known: readonly Piece[],
  ids: readonly string[],
) {
  return await Promise.all(
    ids.map(async (id) => {
      const one = known.find((piece) => piece.id === id);
      if (!one) {
        const message = '所选证据不属于该记录';
        throw new AppError('invalid_input', message, { problems: [{ path: 'evidenceIds', message }] });
      }
      const name = one.title || one.url;
      if (one.sha256 === null) throw new AppError('conflict', `证据“${name}”还没有固定完成，请稍候再移送`);
      const bytes = await files.size(one.sha256);
      if (bytes === undefined) throw new AppError('conflict', `证据“${name}”的文件缺失，请联系系统管理员`);
      return { ...one, sha256: one.sha256, bytes };
    }),
  );
}
