import { AppError } from '@wangjian/core/errors.ts';
import type { BusinessForm, SiteFacts, SiteKind } from '@wangjian/core/site.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { candidateKeys, siteIdentity } from './site-identity.ts';
import {
  completeOperator,
  findOperator,
  findSitesByKey,
  getSite,
  insertOperator,
  insertSite,
  lockSite,
  noteOnSite,
} from './site-store.ts';
import type { LicenceDisplay } from './tables.ts';

type Writing = Pick<WriteContext, 'tx' | 'newId' | 'clock'>;

/** What is known of an operator when a site is registered. */
export interface KnownOperator {
  /** The code itself where only that is known. */
  readonly name: string;
  readonly uscc: string | null;
  readonly phones: readonly string[];
  readonly address?: string | null;
}

const MAX_NAME = 100;

/** The operator's id, made when it is not known yet: by code first, then by name. */
export async function registerOperator(
  { tx, newId, clock }: Writing,
  bureau: string,
  region: string,
  known: KnownOperator,
): Promise<string> {
  const name = known.name.slice(0, MAX_NAME);
  const row = {
    bureau,
    id: newId('operator', bureau),
    region,
    name,
    uscc: known.uscc,
    kind: null,
    address: known.address ?? null,
    representative: null,
    phones: [...known.phones],
    created_at: clock.now(),
  };
  const found =
    (await findOperator(tx, bureau, name, known.uscc)) ??
    // Two shops of one company may be read at once: the one that is slower finds the other's entry.
    ((await insertOperator(tx, row)) ? undefined : await findOperator(tx, bureau, name, known.uscc));
  if (!found) return row.id;
  await completeOperator(tx, found.id, {
    name,
    uscc: known.uscc,
    phones: [...known.phones],
    address: known.address ?? null,
  });
  return found.id;
}

/** A site to be entered. */
export interface NewSite {
  readonly name: string;
  readonly address: string;
  readonly kind: SiteKind;
  readonly forms: readonly BusinessForm[];
  readonly region: string;
  readonly foundBy: string;
  readonly confidence?: number;
  readonly reasons?: readonly string[];
  readonly platformId?: string | null;
  readonly operator?: KnownOperator | undefined;
  readonly phones?: readonly string[];
}

/**
 * Enters a site; returns its id, or null when its address is registered already. Throws `invalid_input` for an address
 * that is none.
 */
export async function registerSite(context: Writing, bureau: string, site: NewSite): Promise<string | null> {
  const identity = siteIdentity(site.address);
  if (!identity)
    throw new AppError('invalid_input', `“${site.address}”不是有效的网址，应形如 https://shop.example.com/`, {
      problems: [{ path: 'url', message: '不是有效的网址' }],
    });
  const operatorId = site.operator
    ? await registerOperator(context, bureau, site.region, site.operator)
    : null;
  const id = context.newId('site', bureau);
  const added = await insertSite(context.tx, {
    bureau,
    id,
    region: site.region,
    name: site.name,
    url: identity.url,
    host: identity.host,
    site_key: identity.siteKey,
    kind: site.kind,
    confidence: site.confidence ?? 0,
    reasons: [...(site.reasons ?? [])],
    forms: [...site.forms],
    operator_id: operatorId,
    platform_id: site.platformId ?? null,
    icp: [],
    police: [],
    phones: [...(site.phones ?? [])],
    found_by: site.foundBy,
    found_at: context.clock.now(),
    last_patrol_at: null,
  });
  return added ? id : null;
}

/** The registered site of a seed, entered (found by patrol) when it is new. */
export async function siteOfSeed(context: Writing, bureau: string, region: string, address: string) {
  const identity = siteIdentity(address);
  if (!identity) throw new AppError('invalid_input', `“${address}”不是有效的网址`);
  const [known] = await findSitesByKey(context.tx, bureau, [identity.siteKey]);
  if (known) return known;
  await registerSite(context, bureau, {
    name: identity.host,
    address,
    kind: 'unknown',
    forms: [],
    region,
    foundBy: 'patrol',
  });
  const [added] = await findSitesByKey(context.tx, bureau, [identity.siteKey]);
  return added!;
}

/** The narrowest registered site that a page lies in: a shop on a platform, then the platform itself. */
export async function siteOfPage(context: Pick<WriteContext, 'tx'>, bureau: string, url: string) {
  const keys = candidateKeys(url);
  const known = await findSitesByKey(context.tx, bureau, keys);
  return known.toSorted((a, b) => b.site_key.length - a.site_key.length)[0];
}

/** What a patrol learned of a site; a classification that an officer confirmed is never changed by it. */
export interface Learned {
  readonly facts: SiteFacts;
  readonly title: string;
  readonly reasons: readonly string[];
  /** Absent while the site is still being read: what was known stays. */
  readonly licenceDisplay?: LicenceDisplay | undefined;
  readonly pages: number;
}

/**
 * Writes what a patrol learned into the register. It is book-keeping, not a decision: the version stays, so that an
 * officer who has the site open can still save, and the lock keeps what an officer confirms at this moment.
 */
export async function learnFromPatrol(context: Writing, siteId: string, learned: Learned): Promise<void> {
  await lockSite(context.tx, siteId);
  const site = await getSite(context.tx, siteId);
  const { facts } = learned;
  const name = facts.operators.find(({ role }) => role === 'operator')?.name;
  const operatorId =
    site.operator_id ??
    (name === undefined
      ? null
      : await registerOperator(context, site.bureau, site.region, {
          name,
          uscc: facts.uscc[0] ?? null,
          phones: facts.phones,
        }));
  const byOfficer = site.confirm_status !== 'pending';
  // A shop whose front page comes late is entered under its path.
  const unnamed = site.name === site.host || site.name.startsWith('/');
  await noteOnSite(context.tx, siteId, {
    name: unnamed && learned.title !== '' ? learned.title.slice(0, 100) : site.name,
    operator_id: operatorId,
    ...(byOfficer || facts.siteKind === 'unknown'
      ? {}
      : { kind: facts.siteKind, confidence: facts.confidence, reasons: [...learned.reasons] }),
    ...(byOfficer || facts.forms.length === 0 ? {} : { forms: [...facts.forms] }),
    icp: facts.icp.length > 0 ? [...facts.icp] : site.icp,
    permit_numbers: facts.licences.length > 0 ? [...facts.licences].slice(0, 100) : site.permit_numbers,
    police: facts.police.length > 0 ? [...facts.police] : site.police,
    phones: facts.phones.length > 0 ? [...facts.phones] : site.phones,
    ...(learned.licenceDisplay === undefined ? {} : { licence_display: learned.licenceDisplay }),
    pages: learned.pages,
    last_patrol_at: context.clock.now(),
  });
}
