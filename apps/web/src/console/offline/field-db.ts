import type { Attachment, Cell, InspectionDetail } from '@wangjian/server/modules/inspections/contract.ts';

/** A box as it stands on this device and not yet (or not the same) on the server. */
export interface DraftCell {
  readonly key: string;
  /** Version of the box on the server that was filled in; 0 for an empty one. */
  readonly base: number;
  readonly result: Cell['result'];
  readonly words: string;
  readonly violations: readonly string[];
  readonly filledAt: string;
  /** What somebody else wrote meanwhile: the officer decides. */
  readonly theirs?: Cell;
}

/** What the server is to be asked for a new inspection. */
export interface NewInspection {
  readonly id: string;
  readonly subject: string;
  readonly region: string;
  readonly siteId?: string | undefined;
  readonly leadId?: string | undefined;
  readonly place?: string | undefined;
  readonly sides: ('online' | 'on-site')[];
  readonly begunAt: string;
}

/** One inspection on this device: the server's last answer, and what waits to be sent, in the order of sending. */
export interface FieldRecord {
  readonly id: string;
  /** Whose it is: another officer on the same device neither sees nor sends it. */
  readonly officerId: string;
  readonly subject: string;
  readonly detail: InspectionDetail | null;
  readonly create: NewInspection | null;
  readonly drafts: Readonly<Record<string, DraftCell>>;
  /** A batch whose answer has not come: it is sent again with the same key before anything newer. */
  readonly sending: { readonly key: string; readonly cells: readonly DraftCell[] } | null;
  readonly records: readonly {
    readonly side: 'online' | 'on-site';
    readonly on: string;
    readonly key: string;
  }[];
  /** Why the server did not take something; what was filled in stays here. */
  readonly problem: string | null;
  /** Why a side could not be recorded as done; it is pressed again when that is mended. */
  readonly refusedSide: string | null;
  /** What the server said of entries that came too late. */
  readonly notice: string | null;
  readonly savedAt: string;
}

/** A photo or signature that waits to be sent. */
export interface FieldFile {
  readonly id: string;
  readonly officerId: string;
  readonly inspectionId: string;
  readonly fileName: string;
  readonly blob: Blob;
  readonly meta: Pick<Attachment, 'kind' | 'key' | 'role' | 'signer' | 'takenAt' | 'note' | 'place'> & {
    readonly sha256: string | undefined;
    readonly latitude: number | undefined;
    readonly longitude: number | undefined;
    readonly accuracy: number | undefined;
  };
  /** The device is still being asked where it is; the file is kept meanwhile. */
  readonly locating?: boolean;
  readonly problem: string | null;
}

interface Stores {
  records: FieldRecord;
  files: FieldFile;
  /** Answers that the field needs without a network: the form. */
  kept: { readonly id: string; readonly value: unknown };
}

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('wangjian-field', 1);
    request.onupgradeneeded = () => {
      for (const store of ['records', 'files', 'kept'])
        request.result.createObjectStore(store, { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('本机存储打不开'));
  });
  return opening;
}

async function inStore<Result>(
  store: keyof Stores,
  mode: IDBTransactionMode,
  act: (objects: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  return await new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: 'strict' });
    const request = act(transaction.objectStore(store));
    // Kept only when the whole transaction is: a full disk is told here, not lost.
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error ?? new Error('本机没有存下来'));
    transaction.onabort = () => reject(transaction.error ?? new Error('本机存储空间不足，没有存下来'));
  });
}

export async function readStored<Store extends keyof Stores>(
  store: Store,
  id: string,
): Promise<Stores[Store] | undefined> {
  return (await inStore(store, 'readonly', (objects) => objects.get(id))) as Stores[Store] | undefined;
}

export async function allStored<Store extends keyof Stores>(store: Store): Promise<Stores[Store][]> {
  return (await inStore(store, 'readonly', (objects) => objects.getAll())) as Stores[Store][];
}

export async function storeHere<Store extends keyof Stores>(
  store: Store,
  value: Stores[Store],
): Promise<void> {
  await inStore(store, 'readwrite', (objects) => objects.put(value));
}

export async function dropStored(store: keyof Stores, id: string): Promise<void> {
  await inStore(store, 'readwrite', (objects) => objects.delete(id));
}

/** Reads, changes and writes one record in one transaction, so that typing and syncing never overwrite each other. */
export async function changeRecord(
  id: string,
  change: (record: FieldRecord) => FieldRecord,
): Promise<FieldRecord | undefined> {
  return await changeStored('records', id, change);
}

/** Reads, changes and writes one object in one transaction; undefined when it is not (or no longer) there. */
export async function changeStored<Store extends keyof Stores>(
  store: Store,
  id: string,
  change: (value: Stores[Store]) => Stores[Store],
): Promise<Stores[Store] | undefined> {
  const database = await open();
  return await new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    const objects = transaction.objectStore(store);
    let changed: Stores[Store] | undefined;
    const read = objects.get(id) as IDBRequest<Stores[Store] | undefined>;
    read.onsuccess = () => {
      if (!read.result) return;
      changed = change(read.result);
      objects.put(changed);
    };
    transaction.oncomplete = () => resolve(changed);
    transaction.onerror = () => reject(transaction.error ?? new Error('本机没有存下来'));
    transaction.onabort = () => reject(transaction.error ?? new Error('本机存储空间不足，没有存下来'));
  });
}

/** How much of an officer's waits on this device to be sent. */
export async function unsentOf(officerId: string): Promise<number> {
  if (!('indexedDB' in window)) return 0;
  const records = (await allStored('records')).filter((record) => record.officerId === officerId);
  const files = (await allStored('files')).filter((file) => file.officerId === officerId);
  return records.reduce((sum, { drafts }) => sum + Object.keys(drafts).length, files.length);
}
