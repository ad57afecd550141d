import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE_KINDS } from '@wangjian/core/case.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { ViolationType } from '@wangjian/screening/catalog-schema.ts';
import { parse } from 'yaml';
import { z } from 'zod';
import { ruleBook } from '../../findings/service.ts';
import type { FineTier } from './fine-range.ts';

const CATALOG = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'catalog');

const Base = z.enum(['turnover', 'goods', 'income', 'ad-cost']);
const CaseTypeDocument = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string().min(2),
  says: z.string().min(2),
  violations: z.array(z.string()).min(1),
  amounts: z.array(Base),
  evidence: z
    .array(
      z.strictObject({
        what: z.string().min(2),
        kind: z.enum(EVIDENCE_KINDS),
        why: z.string().min(2),
        must: z.boolean().default(false),
      }),
    )
    .min(3),
  questions: z.array(z.string().min(4)).min(5),
  inquiries: z.array(z.enum(['appraisal', 'courier', 'platform', 'assistance', 'test'])),
  police: z.string().optional(),
});
/** One folder of `catalog/case-types`. */
export type CaseType = z.infer<typeof CaseTypeDocument>;

const Pair = z.tuple([z.number().min(0), z.number().min(0)]);
const Tier = z
  .strictObject({
    base: Base,
    from: z.number().positive().optional(),
    below: z.number().positive().optional(),
    severe: z.boolean().optional(),
    times: Pair.optional(),
    range: Pair.optional(),
    at_least: z.number().positive().optional(),
    says: z.string().min(4),
  })
  .refine((tier) => (tier.times === undefined) !== (tier.range === undefined), 'times 与 range 写且只写一个');
const FineFile = z.union([
  z.strictObject({
    groups: z.array(z.strictObject({ types: z.array(z.string()).min(1), tiers: z.array(Tier).min(1) })),
  }),
  z.strictObject({ by_hand: z.record(z.string(), z.string()) }),
]);

/** What a case reads from the catalog. */
export interface CaseCatalog {
  readonly types: ReadonlyMap<string, CaseType>;
  readonly violations: ReadonlyMap<string, ViolationType>;
  /** Tiers by violation type; absent where the fixed range is the whole law. */
  readonly fines: ReadonlyMap<string, readonly FineTier[]>;
  /** Types whose formula no amount decides, with the reason. */
  readonly byHand: ReadonlyMap<string, string>;
  /** The case type that a violation type belongs to. */
  typeOf(violation: string): CaseType | undefined;
}

let known: CaseCatalog | undefined;

/** Reads case types and fines once a process; throws `invalid_input` naming the file that is wrong. */
export function caseCatalog(): CaseCatalog {
  known ??= read();
  return known;
}

function read(): CaseCatalog {
  const types = new Map<string, CaseType>();
  for (const entry of readdirSync(join(CATALOG, 'case-types'), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const type = document(join('case-types', entry.name, 'type.yaml'), CaseTypeDocument);
    if (type.id !== entry.name)
      throw new AppError('invalid_input', `案件类型文件夹 ${entry.name} 里的 id 写成了 ${type.id}，应当一致`);
    types.set(type.id, type);
  }
  const fines = new Map<string, readonly FineTier[]>();
  const byHand = new Map<string, string>();
  for (const name of readdirSync(join(CATALOG, 'fines')).filter((file) => file.endsWith('.yaml'))) {
    const file = document(join('fines', name), FineFile);
    if ('by_hand' in file) for (const [id, why] of Object.entries(file.by_hand)) byHand.set(id, why);
    else
      for (const { types: ids, tiers } of file.groups)
        for (const id of ids) {
          if (fines.has(id)) throw new AppError('invalid_input', `罚款幅度 ${id} 写了两次（${name}）`);
          fines.set(id, tiers);
        }
  }
  const ofViolation = new Map(
    [...types.values()].flatMap((type) => type.violations.map((id) => [id, type] as const)),
  );
  return {
    types,
    violations: ruleBook().catalog.violations,
    fines,
    byHand,
    typeOf: (violation) => ofViolation.get(violation),
  };
}

function document<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(parse(readFileSync(join(CATALOG, path), 'utf8')));
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', `catalog/${path} 有误：${parsed.error.issues[0]?.message ?? ''}`, {
    problems: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}
