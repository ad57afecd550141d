import { Readable } from 'node:stream';
import { type ParcelSource, parcelChunks } from '@wangjian/evidence/parcel/write-parcel.ts';
import type { FileStore, StoredFile } from '../../platform/files/file-store.ts';
import { contentsPage } from './contents-page.ts';
import { linkOf } from './custody.ts';
import type { CustodyRow, ItemRow, TransferRow } from './store.ts';

const FOLDERS = {
  letter: ['函件', '函件'],
  evidence: ['证据', '网页证据'],
  file: ['附件', '附件'],
  reply: ['反馈', '反馈材料'],
} as const;

/** A name that every system takes, and that no other file of the package has. */
function pathsOf(items: readonly Pick<ItemRow, 'id' | 'kind' | 'name'>[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    items.map(({ id, kind, name }) => {
      const plain = name.replaceAll(/[\x00-\x1f\x7f\\/:*?"<>|]/g, '_').replace(/^\.+/, '_') || '文件';
      const dot = plain.lastIndexOf('.');
      const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ''];
      let path = `${FOLDERS[kind][0]}/${plain}`;
      for (let count = 2; taken.has(path.toLowerCase()); count += 1)
        path = `${FOLDERS[kind][0]}/${stem}-${count}${ending}`;
      taken.add(path.toLowerCase());
      return [id, path];
    }),
  );
}

/** Packs letter, evidence, attachments, blank receipt, table of contents and manifest into one file of the store. */
export async function packTransfer(
  files: FileStore,
  what: {
    readonly row: TransferRow;
    readonly from: string;
    readonly items: readonly ItemRow[];
    readonly custody: readonly CustodyRow[];
    readonly receipt: Buffer;
    readonly packedAt: Date;
  },
): Promise<StoredFile> {
  const { row, from, items, custody, receipt, packedAt } = what;
  const paths = pathsOf(items);
  const stored = await files.put(receipt);
  const named = [
    ...items.map((item) => ({
      sha256: item.sha256,
      file: {
        path: paths.get(item.id)!,
        what: FOLDERS[item.kind][1],
        ...(item.url === null ? {} : { url: item.url }),
        ...(item.captured_on === null ? {} : { capturedOn: item.captured_on }),
      },
    })),
    { sha256: stored.sha256, file: { path: '回执/移送回执.docx', what: '回执' } },
  ];
  const contents = Buffer.from(
    contentsPage(
      row,
      from,
      named.map(({ file, sha256 }) => ({ ...file, sha256 })),
      custody,
    ),
  );
  const sources: ParcelSource[] = [
    {
      file: { path: '目录.html', what: '目录' },
      open: async function* () {
        yield contents;
      },
    },
    ...named.map(({ file, sha256 }) => ({ file, sha256, open: () => files.read(sha256) })),
  ];
  const about = {
    id: row.id,
    title: row.title,
    number: row.number,
    from,
    to: row.counterpart,
    packedAt: packedAt.toISOString(),
    custody: custody.map(linkOf),
  };
  return await files.put(Readable.from(parcelChunks(about, sources)));
}
