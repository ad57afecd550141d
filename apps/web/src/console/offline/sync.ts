import {
  createInspection,
  fillCells,
  getInspection,
  getInspectionForm,
  type InspectionForm,
  recordSide,
  uploadAttachment,
} from '@wangjian/server/modules/inspections/contract.ts';
import { whoAmI } from '@wangjian/server/modules/officers/contract.ts';
import { ApiError, messageOf } from '../../api/api-error.ts';
import { addressOf, call, request } from '../../api/call.ts';
import { csrfToken, rememberCsrf } from '../../api/session.ts';
import { oneTimeKey } from '../one-time-key.ts';
import { fieldChanged } from './field-changes.ts';
import {
  allStored,
  changeRecord,
  type DraftCell,
  dropStored,
  type FieldFile,
  type FieldRecord,
  readStored,
  storeHere,
} from './field-db.ts';

/** A failure that says nothing about the record: no network, no session, the server rests. It is tried again later. */
function passes(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    [
      'offline',
      'unauthenticated',
      'unavailable',
      'internal',
      'rate_limited',
      'storage_full',
      'stale',
    ].includes(error.code)
  );
}

const keyed = (cells: readonly DraftCell[]) => cells.map((cell) => [cell.key, cell] as const);

/** Whether something of a record waits to be sent, conflicts and refusals aside. */
export function waitsToBeSent(record: FieldRecord, files: readonly FieldFile[]): number {
  const drafts = Object.values(record.drafts).filter(({ theirs }) => theirs === undefined).length;
  const own = files.filter(
    ({ inspectionId, problem }) => inspectionId === record.id && problem === null,
  ).length;
  return drafts + own + record.records.length + (record.create ? 1 : 0);
}

async function sendNew(record: FieldRecord): Promise<void> {
  if (!record.create) return;
  const { begunAt, sides, ...rest } = record.create;
  const detail = await call(createInspection, { body: { ...rest, sides: [...sides], begunAt } });
  await changeRecord(record.id, (now) => ({ ...now, detail, create: null }));
}

/** Sends what was filled in. A batch without an answer goes first, unchanged and under its old key. */
async function sendCells(id: string): Promise<void> {
  for (;;) {
    const record = await changeRecord(id, (now) => {
      if (now.sending) return now;
      const cells = Object.values(now.drafts).filter(({ theirs }) => theirs === undefined);
      return cells.length === 0 ? now : { ...now, sending: { key: oneTimeKey(), cells: cells.slice(0, 60) } };
    });
    const batch = record?.sending;
    if (!batch) return;
    const answer = await call(fillCells, {
      params: { id },
      body: {
        key: batch.key,
        cells: batch.cells.map(({ theirs: _theirs, violations, ...cell }) => ({
          ...cell,
          violations: [...violations],
        })),
      },
    });
    await changeRecord(id, (now) => {
      const drafts = Object.fromEntries(keyed(Object.values(now.drafts)));
      for (const sent of batch.cells) {
        const present = drafts[sent.key];
        const saved = answer.saved.find(({ key }) => key === sent.key);
        const theirs = answer.conflicts.find(({ key }) => key === sent.key);
        if (!present) continue;
        const unchanged = present.filledAt === sent.filledAt;
        if ((saved || answer.outcome === 'late') && unchanged) delete drafts[sent.key];
        // Typed on while it was being sent: what was typed since stands on what was saved.
        else if (saved) drafts[sent.key] = { ...present, base: saved.version };
        else if (theirs) drafts[sent.key] = { ...present, theirs };
      }
      return {
        ...now,
        drafts,
        sending: null,
        notice: answer.outcome === 'late' ? answer.message : now.notice,
      };
    });
    fieldChanged();
  }
}

/** Longer than the device is ever asked where it is. */
const LOCATING_MS = 12_000;

const stillLocating = ({ locating, meta }: FieldFile) =>
  locating === true && Date.now() - Date.parse(meta.takenAt) < LOCATING_MS;

/** Sends photos and signatures; false while one is still held back for its place. */
async function sendFiles(id: string, officerId: string): Promise<boolean> {
  const waiting = (await allStored('files')).filter(
    // What was refused (too large, no picture) is sent again when the officer asks, not with every letter typed.
    (file) => file.inspectionId === id && file.officerId === officerId && file.problem === null,
  );
  const files = waiting.filter((file) => !stillLocating(file));
  for (const file of files.sort((one, other) => one.meta.takenAt.localeCompare(other.meta.takenAt))) {
    const { meta } = file;
    const form = new FormData();
    form.append('file', file.blob, file.fileName);
    try {
      await request('POST', addressOf(uploadAttachment.path, { id }, { attachmentId: file.id, ...meta }), {
        body: form,
      });
      await dropStored('files', file.id);
    } catch (error) {
      if (passes(error)) throw error;
      await storeHere('files', { ...file, problem: messageOf(error) });
    }
    fieldChanged();
  }
  return files.length === waiting.length;
}

async function sendRecords(id: string): Promise<void> {
  for (;;) {
    const record = await readStored('records', id);
    const next = record?.records[0];
    if (!next) return;
    // A side counts once all of its boxes and pictures are there.
    const { version } = await call(getInspection, { params: { id } });
    const refused = await call(recordSide, { params: { id }, body: { ...next, version } }).then(
      () => null,
      (error: unknown) => {
        if (passes(error)) throw error;
        return messageOf(error);
      },
    );
    await changeRecord(id, (now) => ({
      ...now,
      records: now.records.filter(({ key }) => key !== next.key),
      refusedSide: refused,
    }));
  }
}

async function syncOne(id: string, officerId: string): Promise<void> {
  const record = await readStored('records', id);
  if (record?.officerId !== officerId) return;
  try {
    await sendNew(record);
    await sendCells(id);
    if (await sendFiles(id, officerId)) await sendRecords(id);
    const detail = await call(getInspection, { params: { id } });
    await changeRecord(id, (now) => ({ ...now, detail, problem: null }));
  } catch (error) {
    if (passes(error)) throw error;
    // Refused for good: it stays on the device with the reason, and the officer decides. A batch is given up, its
    // boxes are still drafts.
    await changeRecord(id, (now) => ({ ...now, problem: messageOf(error), sending: null }));
  } finally {
    fieldChanged();
  }
}

let running: Promise<void> | undefined;
let again = false;

/**
 * Sends everything of an officer that waits on this device, one inspection after another, and reads what is new. It
 * runs once at a time over all open pages, and once more when it was asked for meanwhile; a lost network ends it
 * without harm.
 */
export function syncField(officerId: string): Promise<void> {
  if (running) {
    again = true;
    return running;
  }
  running = locked(async () => {
    // Opened without a network the page has no token yet; without one everything would be refused.
    if (!csrfToken()) {
      const me = await call(whoAmI, {});
      if (me.id !== officerId) return;
      rememberCsrf(me.csrf);
    }
    const records = (await allStored('records')).filter((record) => record.officerId === officerId);
    for (const { id } of records) await syncOne(id, officerId);
  })
    .catch((error: unknown) => {
      if (!passes(error)) throw error;
    })
    .finally(() => {
      running = undefined;
      if (!again) return;
      again = false;
      if (navigator.onLine) void syncField(officerId);
    });
  return running;
}

const PAUSE_MS = 800;
let soon: number | undefined;

/** Syncs when nothing has been typed for a moment. */
export function syncSoon(officerId: string): void {
  window.clearTimeout(soon);
  soon = window.setTimeout(() => void syncField(officerId), PAUSE_MS);
}

async function locked(work: () => Promise<void>): Promise<void> {
  // Absent without https; then only one page of the device should be filling in.
  if (!('locks' in navigator)) return await work();
  await navigator.locks.request('wangjian-field-sync', work);
}

/** Takes an inspection onto this device, so that it can be filled in without a network. */
export async function takeAlong(id: string, officerId: string): Promise<void> {
  const detail = await call(getInspection, { params: { id } });
  const known = await changeRecord(id, (now) => ({ ...now, detail }));
  if (!known)
    await storeHere('records', {
      id,
      officerId,
      subject: detail.subject,
      detail,
      create: null,
      drafts: {},
      sending: null,
      records: [],
      problem: null,
      refusedSide: null,
      notice: null,
      savedAt: new Date().toISOString(),
    });
  fieldChanged();
}

/** The form's rows: from the server while it can be reached, else as they were last time. */
export async function formHere(): Promise<InspectionForm> {
  try {
    const form = await call(getInspectionForm, {});
    await storeHere('kept', { id: 'form', value: form });
    return form;
  } catch (error) {
    const kept = await readStored('kept', 'form');
    if (!kept || !passes(error)) throw error;
    return kept.value as InspectionForm;
  }
}
