import type { DocumentValue, DocumentValues, FieldMask, FormField } from '@wangjian/core/document-form.ts';
import Docxtemplater from 'docxtemplater';
import type { z } from 'zod';
import { embedPictures, pictureMark } from './embed-pictures.ts';
import type { FormFile, SystemValues } from './form-file.ts';
import { maskAddress, maskName, maskPhone, maskTail } from './masking.ts';
import { BLANK, dropBlankLines, PARAGRAPH_BREAK, splitParagraphs } from './paragraphs.ts';
import { asAppError, openTemplate, RENDER_OPTIONS } from './template-check.ts';

export interface RenderOptions {
  /** `public`: personal data masked by the form's own marks. */
  readonly copy: 'original' | 'public';
  /** Pictures by SHA-256, for fields that name some. */
  readonly pictures?: ReadonlyMap<string, Buffer>;
  /** Persons of the record, hidden in a `public` copy beside those that the form marks. */
  readonly persons?: readonly KnownPerson[];
}

/** What is known of a person, with the way to hide it. */
export interface KnownPerson {
  readonly value: string | null;
  readonly mask: z.infer<typeof FieldMask>;
}

/** Fills a template; the result is the same byte for byte for the same input. Empty fields stay blank. */
export function renderDocument(
  form: FormFile,
  template: Uint8Array,
  values: DocumentValues,
  system: SystemValues,
  { copy, pictures, persons = [] }: RenderOptions,
): Buffer {
  const zip = openTemplate(template);
  const data: Record<string, unknown> = { ...system };
  const hide = copy === 'public' ? hiderOf(form.fields, values, persons) : (text: string) => text;
  for (const field of form.fields) {
    const value = shown(field, values[field.id] ?? null, copy, hide);
    data[field.label] = value === '' ? BLANK : value;
  }
  try {
    const document = new Docxtemplater(zip, { ...RENDER_OPTIONS, nullGetter: () => BLANK });
    document.render(data);
    const main = document.getZip() as typeof zip;
    main.file('word/document.xml', splitParagraphs(dropBlankLines(main.file('word/document.xml')!.asText())));
    embedPictures(main, pictures ?? new Map());
    for (const entry of Object.values(main.files)) entry.date = FIXED_DATE;
    return main.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  } catch (error) {
    throw asAppError(error);
  }
}

/** The time stamp of every part: a document's hash says what is in it, not when it was packed. */
const FIXED_DATE = new Date(2026, 0, 1);

type Hide = (text: string) => string;

/** Puts the mask of a marked field wherever its value turns up in other fields (the name of a witness in the facts). */
function hiderOf(
  fields: readonly FormField[],
  values: DocumentValues,
  persons: readonly KnownPerson[],
): Hide {
  const marked = fields.flatMap(({ id, mask }) => {
    const value = values[id];
    return mask && typeof value === 'string' ? [{ value, mask }] : [];
  });
  return hiding([...marked, ...persons]);
}

function hiding(known: readonly KnownPerson[]): Hide {
  const pairs = known.flatMap(({ value, mask }): [string, string][] => {
    const words = value?.trim() ?? '';
    return words.length > 1 ? [[words, MASKS[mask](words)]] : [];
  });
  // The longest first: a name inside an address must not break the address.
  pairs.sort(([one], [other]) => other.length - one.length);
  return (text) => pairs.reduce((all, [value, hidden]) => all.replaceAll(value, hidden), text);
}

function shown(field: FormField, value: DocumentValue, copy: 'original' | 'public', hide: Hide): unknown {
  if (field.kind === 'table') {
    const rows = Array.isArray(value) ? (value as Record<string, string | number | null>[]) : [];
    return rows.map((row) =>
      Object.fromEntries(
        (field.columns ?? []).map((column) => {
          const cell = row[column.id] ?? null;
          if (column.kind === 'picture')
            return [column.label, cell ? pictureMark(String(cell), column.width) : BLANK];
          const text = inWords(column.kind, cell);
          return [column.label, copy === 'public' ? hide(masked(text, column.mask)) : text];
        }),
      ),
    );
  }
  const text = inWords(field.kind, value);
  return copy === 'public' ? hide(masked(text, field.mask)) : text;
}

/** A value as the document says it: 2026年11月21日, 10000元, paragraphs apart. */
export function inWords(kind: FormField['kind'] | 'text', value: DocumentValue): string {
  if (value === null || value === undefined) return '';
  if (kind === 'money') return typeof value === 'number' ? moneyInWords(value) : String(value);
  if (kind === 'date' && typeof value === 'string') return dateInWords(value);
  if (kind === 'datetime' && typeof value === 'string') return dateTimeInWords(value);
  if (Array.isArray(value)) return value.map(String).join('、');
  return kind === 'paragraphs' ? String(value).replaceAll(/\s*\n\s*/g, PARAGRAPH_BREAK) : String(value);
}

/** 2026-11-02 → 2026年11月2日; anything else as it stands. */
export function dateInWords(day: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : day;
}

function dateTimeInWords(at: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})/.exec(at);
  return parts ? `${dateInWords(parts[1]!)}${Number(parts[2])}时${Number(parts[3])}分` : at;
}

/** 分 in 元, with 角分 only where there are any. */
function moneyInWords(fen: number): string {
  return fen % 100 === 0 ? `${fen / 100}元` : `${(fen / 100).toFixed(2)}元`;
}

const MASKS: Record<z.infer<typeof FieldMask>, (text: string) => string> = {
  'person-name': maskName,
  phone: maskPhone,
  'id-number': maskTail,
  account: maskTail,
  address: maskAddress,
  hidden: () => '***',
};

/** A document's values as its page lists them: personal data as in a copy for publication. */
export function maskedValues(fields: readonly FormField[], values: DocumentValues): DocumentValues {
  const hidden = fields.flatMap(({ id, mask }) => {
    const value = values[id];
    return mask && typeof value === 'string' && value !== '' ? [[id, MASKS[mask](value)] as const] : [];
  });
  return { ...values, ...Object.fromEntries(hidden) };
}

/**
 * A text for publication: the names, numbers and addresses that are known of persons, wherever they stand in it, and
 * phone and ID numbers by their shape. Names of organisations stay as they are published.
 */
export function maskedText(text: string, known: readonly KnownPerson[]): string {
  return masked(hiding(known)(text), undefined);
}

/** Marked fields by their mark; in any other text, phone and ID numbers that stand in it. */
function masked(text: string, mask: z.infer<typeof FieldMask> | undefined): string {
  if (text === '') return text;
  if (mask) return MASKS[mask](text);
  return text
    .replaceAll(/(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/g, maskTail)
    .replaceAll(/(?<!\d)1[3-9]\d{9}(?!\d)/g, maskPhone)
    .replaceAll(/(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g, maskPhone);
}
