import type {
  Cell,
  InspectionDetail,
  InspectionForm,
} from '@wangjian/server/modules/inspections/contract.ts';
import { clientId } from '../../offline/client-id.ts';
import { fieldChanged } from '../../offline/field-changes.ts';
import {
  allStored,
  changeRecord,
  changeStored,
  type DraftCell,
  dropStored,
  type FieldFile,
  type FieldRecord,
  readStored,
  storeHere,
} from '../../offline/field-db.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { todayInChina } from '../../time-words.ts';
import type { Side, SignerRole } from './inspection-words.ts';

/** What a box shows: what this device has, else what the server had. */
export interface ShownCell {
  readonly result: Cell['result'];
  readonly words: string;
  readonly violations: readonly string[];
  readonly prefilled: boolean;
  readonly waits: boolean;
  readonly theirs: Cell | undefined;
}

const EMPTY = { result: null, words: '', violations: [], prefilled: false, waits: false, theirs: undefined };

const serverCell = (detail: InspectionDetail | null, key: string) =>
  detail?.cells.find((cell) => cell.key === key);

export function shownCell(record: FieldRecord, key: string): ShownCell {
  const draft = record.drafts[key];
  if (draft) return { ...draft, prefilled: false, waits: true, theirs: draft.theirs };
  const cell = serverCell(record.detail, key);
  return cell ? { ...cell, waits: false, theirs: undefined } : EMPTY;
}

/** Writes a box on this device, at once and for good; syncing takes it from there. */
export async function writeCell(
  id: string,
  key: string,
  change: Partial<Pick<DraftCell, 'result' | 'words' | 'violations'>>,
): Promise<void> {
  await changeRecord(id, (now) => {
    const { result, words, violations } = shownCell(now, key);
    const base = now.drafts[key]?.base ?? serverCell(now.detail, key)?.version ?? 0;
    const draft: DraftCell = {
      ...now.drafts[key],
      key,
      base,
      result,
      words,
      violations,
      ...change,
      filledAt: new Date().toISOString(),
    };
    return { ...now, drafts: { ...now.drafts, [key]: draft }, savedAt: draft.filledAt };
  });
  fieldChanged();
}

/** The officer has chosen between two versions of a box: mine, theirs, or both one after the other. */
export async function settleConflict(
  id: string,
  key: string,
  how: 'mine' | 'theirs' | 'both',
): Promise<void> {
  await changeRecord(id, (now) => {
    const draft = now.drafts[key];
    if (!draft?.theirs) return now;
    const { theirs, ...mine } = draft;
    const { [key]: _settled, ...rest } = now.drafts;
    const detail = now.detail && {
      ...now.detail,
      cells: [...now.detail.cells.filter((cell) => cell.key !== key), theirs],
    };
    if (how === 'theirs') return { ...now, drafts: rest, detail };
    const both = {
      result: [theirs.result, mine.result].includes('problem') ? ('problem' as const) : mine.result,
      words: `${theirs.words}\n${mine.words}`.trim(),
      violations: [...new Set([...theirs.violations, ...mine.violations])],
    };
    const chosen = {
      ...mine,
      ...(how === 'both' ? both : {}),
      base: theirs.version,
      filledAt: new Date().toISOString(),
    };
    return { ...now, drafts: { ...rest, [key]: chosen }, detail };
  });
  fieldChanged();
}

/** Rows of a column that still have no result on this device, with every tap that came before this question. */
export async function openRows(id: string, form: InspectionForm, side: Side): Promise<number[]> {
  const record = await readStored('records', id);
  if (!record) throw new Error('这台设备上没有这份检查记录');
  return form.rows.flatMap((row, index) =>
    shownCell(record, `${row.id}.${side}`).result === null ? [index + 1] : [],
  );
}

/** Gives every row of a column that has no result yet this one; the others stay as they are. */
export async function fillOpenRows(
  id: string,
  form: InspectionForm,
  side: Side,
  result: 'none' | 'not-applicable',
): Promise<void> {
  for (const row of await openRows(id, form, side))
    await writeCell(id, `${form.rows[row - 1]!.id}.${side}`, { result });
}

/** A side is done: it is counted when everything that was filled in has reached the server. */
export async function recordHere(id: string, side: Side): Promise<void> {
  await changeRecord(id, (now) => ({
    ...now,
    refusedSide: null,
    records: [
      ...now.records.filter((one) => one.side !== side),
      { side, on: todayInChina(), key: oneTimeKey() },
    ],
  }));
  fieldChanged();
}

/** SHA-256 of a file as computed on this device. */
export async function digestOf(blob: Blob): Promise<string | undefined> {
  // Absent without https: then the server alone computes it, on arrival.
  if (!('subtle' in crypto)) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where the device is, if the officer allows it and it is known soon. */
export function whereHere(): Promise<GeolocationCoordinates | undefined> {
  if (!('geolocation' in navigator) || !window.isSecureContext) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(coords),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 60_000 },
    );
  });
}

/** The server's limit as it is delivered (WANGJIAN_UPLOAD_MB): what can never be sent is not carried along. */
const MAX_PHOTO_BYTES = 50 * 1024 * 1024;

/**
 * Keeps a photo or a signature on this device with time, place and hash: first the picture, so that nothing is lost when
 * the page is closed while the device still looks for where it is.
 */
export async function keepFile(
  record: FieldRecord,
  blob: Blob,
  about: {
    readonly fileName: string;
    readonly kind: 'photo' | 'signature';
    readonly key?: string;
    readonly role?: SignerRole;
    readonly signer?: string;
    readonly note?: string;
  },
): Promise<void> {
  if (blob.size > MAX_PHOTO_BYTES)
    throw new Error(
      `照片 ${Math.round(blob.size / 1024 / 1024)} MB，超过 50 MB 的上限，没有存下；请在相机设置中降低分辨率后重拍`,
    );
  const takenAt = new Date().toISOString();
  const locating = about.kind === 'photo';
  const sha256 = await digestOf(blob);
  const bureau = record.id.split('_')[1]!;
  const id = clientId('attachment', bureau);
  await storeHere('files', {
    id,
    officerId: record.officerId,
    inspectionId: record.id,
    fileName: about.fileName,
    blob,
    meta: {
      kind: about.kind,
      key: about.key ?? null,
      role: about.role ?? null,
      signer: about.signer ?? null,
      takenAt,
      note: about.note ?? '',
      place: record.detail?.place ?? record.create?.place ?? null,
      sha256,
      latitude: undefined,
      longitude: undefined,
      accuracy: undefined,
    },
    locating,
    problem: null,
  });
  fieldChanged();
  if (!locating) return;
  const coords = await whereHere();
  await changeStored('files', id, ({ locating: _found, meta, ...file }) => ({
    ...file,
    meta: {
      ...meta,
      latitude: coords?.latitude,
      longitude: coords?.longitude,
      accuracy: coords?.accuracy,
    },
  }));
  fieldChanged();
}

/** What the server refused becomes an inspection of its own, with everything that was filled in; returns its id. */
export async function saveAsNew(record: FieldRecord): Promise<string> {
  const bureau = record.id.split('_')[1]!;
  const id = clientId('inspection', bureau);
  const { detail, create } = record;
  const files: FieldFile[] = (await allStored('files')).filter(
    ({ inspectionId }) => inspectionId === record.id,
  );
  const drafts = Object.fromEntries(
    Object.entries(record.drafts).map(([key, { theirs: _theirs, ...draft }]) => [key, { ...draft, base: 0 }]),
  );
  await storeHere('records', {
    ...record,
    id,
    detail: null,
    create: {
      id,
      subject: record.subject,
      region: detail?.region ?? create?.region ?? bureau,
      siteId: detail?.siteId ?? create?.siteId,
      place: detail?.place ?? create?.place,
      sides: create ? [...create.sides] : ['on-site'],
      begunAt: new Date().toISOString(),
    },
    drafts,
    sending: null,
    records: [],
    problem: null,
    refusedSide: null,
    notice: null,
  });
  for (const file of files) {
    await storeHere('files', {
      ...file,
      id: clientId('attachment', bureau),
      inspectionId: id,
      problem: null,
    });
    await dropStored('files', file.id);
  }
  await changeRecord(record.id, (now) => ({ ...now, drafts: {}, problem: null, sending: null, records: [] }));
  fieldChanged();
  return id;
}

/** Files that the server refused are sent once more, or taken off this device. */
export async function settleRefused(id: string, how: 'again' | 'drop'): Promise<void> {
  for (const file of await allStored('files'))
    if (file.inspectionId === id && file.problem !== null) {
      if (how === 'drop') await dropStored('files', file.id);
      else await storeHere('files', { ...file, problem: null });
    }
  fieldChanged();
}

/** Gives up what was not sent of a record; asked for twice by the page. */
export async function giveUp(id: string): Promise<void> {
  for (const file of await allStored('files'))
    if (file.inspectionId === id) await dropStored('files', file.id);
  const record = await readStored('records', id);
  if (record?.detail)
    await changeRecord(id, (now) => ({ ...now, drafts: {}, problem: null, sending: null, records: [] }));
  else await dropStored('records', id);
  fieldChanged();
}
