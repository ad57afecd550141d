import { createHash } from 'node:crypto';
import { instantInChina } from '@wangjian/core/plain-date.ts';
import { useCase } from '../../platform/use-case.ts';
import { draftDocument } from '../documents/service.ts';
import { annex1 } from './annex1.ts';
import { SIGNER_NAMES } from './attachments.ts';
import { type AttachmentRow, attachmentsOf, type CellRow, cellsOf, proofsOf } from './cell-store.ts';
import * as contract from './contract.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { getInspectionRow } from './store.ts';
import type { Side } from './tables.ts';

/** Names of the fields in catalog/forms/inspection-form, row by row of Annex 1. */
const FIELDS = [
  'registration',
  'permits',
  'display',
  'banned',
  'quality',
  'service',
  'price',
  'tour',
  'terms',
  'fair',
  'notice',
  'harm',
  'truth',
  'advert',
  'mark',
  'competition',
  'pyramid',
  'other',
  'complaints',
] as const;
/** More or larger pictures would make a document that nobody can open or send; the rest is in the system. */
const MAX_PHOTOS = 12;
const MAX_PHOTO_BYTES = 8 * 1024 * 1024;
/** What Word takes as a picture. */
const PRINTED: readonly string[] = ['image/png', 'image/jpeg'];

const RESULT_WORDS = { none: '未发现问题', problem: '发现问题', 'not-applicable': '不涉及' } as const;

function wordsOf(cell: CellRow | undefined, proofs: number, photos: number): string {
  if (!cell) return '';
  const result = cell.result === null ? '' : RESULT_WORDS[cell.result];
  const shown = [proofs > 0 ? `网页证据 ${proofs} 份` : '', photos > 0 ? `照片 ${photos} 张` : '']
    .filter(Boolean)
    .join('，');
  return [result, cell.words, shown && `（${shown}）`].filter(Boolean).join('\n');
}

/** Where and when a photo was taken, by whom, and what of: its caption. */
function captionOf(photo: AttachmentRow, number: number): string {
  const at = annex1().rows.findIndex(({ id }) => id === photo.key?.split('.')[0]);
  const where =
    photo.latitude === null || photo.longitude === null
      ? photo.place
      : `北纬${photo.latitude.toFixed(5)}° 东经${photo.longitude.toFixed(5)}°${photo.accuracy === null ? '' : `（误差约${Math.round(photo.accuracy)}米）`}`;
  return [
    `照片${number}${at < 0 ? '' : `（第${at + 1}行）`}${photo.note && `：${photo.note}`}`,
    `${instantInChina(photo.taken_at).slice(0, 16).replace('T', ' ')} 拍摄`,
    where,
    photo.officer_name,
  ]
    .filter(Boolean)
    .join('，');
}

/** Drafts Annex 1 as a document (.docx, PDF) from the form as it stands; the same version gives the same document. */
export const draftForm = useCase({
  action: 'inspection.document',
  title: '生成检查记录表文书',
  permission: 'document.write',
  input: contract.draftInspectionForm.params!,
  async run(context, { id }) {
    const { tx } = context;
    const row = await getInspectionRow(tx, id);
    const cells = await cellsOf(tx, id);
    const proofs = await proofsOf(tx, id);
    const attachments = (await attachmentsOf(tx, id)).filter(({ withdrawn_at: at }) => at === null);
    const value = (rowId: string, side: Side) => {
      const key = `${rowId}.${side}`;
      return wordsOf(
        cells.find((cell) => cell.key === key),
        proofs.filter((proof) => proof.key === key && proof.on_id.startsWith('evidence')).length,
        attachments.filter((one) => one.key === key).length,
      );
    };
    const words = (key: string) => cells.find((cell) => cell.key === key)?.words ?? '';
    // Signed twice, the later one stands.
    const signatures = [
      ...new Map(
        attachments
          .filter(({ kind, superseded_at: at }) => kind === 'signature' && at === null)
          .map((one) => [one.role, one] as const),
      ).values(),
    ];
    const signers = (...roles: readonly string[]) =>
      signatures
        .filter(({ role }) => roles.includes(role!))
        .map(({ signer }) => signer)
        .join('、');
    const photos = attachments.filter(({ kind, late }) => kind === 'photo' && !late);
    const printed = photos
      .filter(({ type, bytes }) => PRINTED.includes(type) && bytes <= MAX_PHOTO_BYTES)
      .slice(0, MAX_PHOTOS);
    const left = photos.length - printed.length;
    const day = (text: string | null) => text?.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日') ?? '';
    const times = [
      row.online_on && `网上检查 ${day(row.online_on)}`,
      row.on_site_on && `实地检查 ${day(row.on_site_on)}`,
    ];
    const handling = [
      row.outcome === null ? '' : `${OUTCOMES[row.outcome as Outcome].words}。`,
      words('handling'),
      words('party-opinion') && `当事人意见：${words('party-opinion')}`,
    ];
    const documentId = await draftDocument(context, {
      bureau: row.bureau,
      region: row.region,
      on: id,
      form: 'inspection-form',
      title: `${row.subject} 检查记录表`,
      values: {
        unit: row.subject,
        time: times.filter(Boolean).join('；'),
        ...Object.fromEntries(
          annex1().rows.flatMap(({ id: rowId }, index) => [
            [`${FIELDS[index]}Online`, value(rowId, 'online')],
            [`${FIELDS[index]}OnSite`, value(rowId, 'on-site')],
          ]),
        ),
        result: handling.filter(Boolean).join('\n'),
        party: signers('party', 'witness'),
        inspectors:
          signers('officer-1', 'officer-2') ||
          [row.officer_name, row.second_officer_name].filter(Boolean).join('、'),
        signatures: signatures.map((one) => ({
          caption: `${SIGNER_NAMES[one.role!]} ${one.signer}，${instantInChina(one.taken_at).slice(0, 16).replace('T', ' ')} 签`,
          picture: one.sha256,
        })),
        photos: [
          ...printed.map((one, index) => ({ caption: captionOf(one, index + 1), picture: one.sha256 })),
          ...(left > 0 ? [{ caption: `另有照片 ${left} 张，存于系统中的本检查记录`, picture: null }] : []),
        ],
      },
      attachments: [...signatures, ...printed].map((one) => ({
        name: one.file_name,
        sha256: one.sha256,
        bytes: one.bytes,
      })),
      key: `inspection-form:${id}:${row.version}:${createHash('sha256')
        .update(
          JSON.stringify([cells.map(({ key, version }) => [key, version]), attachments.map((one) => one.id)]),
        )
        .digest('hex')}`,
    });
    return { result: { documentId }, audit: { on: id, after: { documentId } } };
  },
});
