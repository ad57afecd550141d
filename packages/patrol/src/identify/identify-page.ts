import { toHalfWidth } from '@wangjian/core/half-width.ts';
import { findIcpNumbers } from '@wangjian/core/icp.ts';
import { matchesOf } from '@wangjian/core/matches.ts';
import { findPermits } from '@wangjian/core/permits.ts';
import { findPhones, phoneOfLink } from '@wangjian/core/phone.ts';
import { findPoliceFilings, policeFilingOfLink } from '@wangjian/core/police-filing.ts';
import { findRegistrationNumbers } from '@wangjian/core/registration-number.ts';
import type { Identity, NamedParty, SiteKind } from '@wangjian/core/site.ts';
import { findUsccs, isUscc } from '@wangjian/core/uscc.ts';
import type { PageContent } from '../extract/page-content.ts';
import { findMarks } from './marks.ts';
import { collectEvidence, type EvidenceByName } from './name-evidence.ts';
import { decideRoles } from './operators.ts';

/** What one page says of who runs it: the codes on it, and the names with their evidence, roles still open. */
export interface PageIdentity extends Omit<Identity, 'operators'> {
  readonly names: EvidenceByName;
}

const MAX_TEXT = 300_000;
const CODE_LABEL = /信用代码|注册号\s*:/g;
const SELF_DECLARED = /依法(?:不需要|无需|无须)办理(?:市场主体|工商)?登记/;
const PERSON =
  /(?:经营者(?:姓名)?|店主|经营人|销售者|姓名)\s*[:\t]\s*([\u4e00-\u9fa5·]{2,5})(?![\u4e00-\u9fa5])/;

/** Reads the codes and names of one page; `kind` says whether the foot of the page belongs to a platform. */
export function readIdentity(whole: PageContent, kind: SiteKind): PageIdentity {
  const page = whole.text.length > MAX_TEXT ? { ...whole, text: endsOf(whole.text) } : whole;
  const text = toHalfWidth(page.text);
  const usccs = findUsccs(text);
  const icps = findIcpNumbers(text);
  const landmarks = {
    usccs: [
      ...[...usccs, ...findRegistrationNumbers(text)].map((code) => code.start),
      // A code with a wrong check character is not reported, but its label still stands in a licence's particulars.
      ...matchesOf(text, CODE_LABEL).map((match) => match.index),
    ],
    icps: icps.map((code) => code.start),
  };
  const names = collectEvidence(page, landmarks, kind);
  addSelfDeclaredPerson(text, names);
  const declared = page.organisations.map((o) => o.identifier.toUpperCase()).filter(isUscc);
  return {
    names,
    uscc: unique([...usccs.map((found) => found.code), ...declared]),
    icp: unique(icps.map((found) => found.code)),
    police: policeFilings(page, text),
    phones: unique([
      ...findPhones(text).map((found) => found.code),
      ...page.telephoneLinks.map(phoneOfLink).filter((phone) => phone !== undefined),
    ]),
    licences: unique(findPermits(text).map((found) => found.code)),
    marks: findMarks(page),
  };
}

/** Who runs a page: everything that its words and links say, with the role of every name decided. */
export function identifyPage(page: PageContent, kind: SiteKind): Identity {
  const { names, ...codes } = readIdentity(page, kind);
  return { ...codes, operators: decideRoles(names, kind) };
}

/** Joins the pages of one site and decides the roles once, over the evidence of all. */
export function mergeIdentities(pages: readonly PageIdentity[], kind: SiteKind): Identity {
  const names: EvidenceByName = new Map();
  for (const page of pages) {
    for (const [key, evidence] of page.names) {
      const known = names.get(key);
      if (!known) names.set(key, { name: evidence.name, kinds: new Set(evidence.kinds) });
      else for (const kind of evidence.kinds) known.kinds.add(kind);
    }
  }
  const all = (field: Exclude<keyof PageIdentity, 'names'>) =>
    unique(pages.flatMap((page) => [...page[field]]));
  const operators: NamedParty[] = decideRoles(names, kind);
  return {
    operators,
    uscc: all('uscc'),
    icp: all('icp'),
    police: all('police'),
    phones: all('phones'),
    licences: all('licences'),
    marks: all('marks'),
  };
}

/** Who runs a site stands at the head or the foot of its pages, however long the middle. */
function endsOf(text: string): string {
  return `${text.slice(0, MAX_TEXT / 2)}\n${text.slice(-MAX_TEXT / 2)}`;
}

function policeFilings(page: PageContent, text: ReturnType<typeof toHalfWidth>): string[] {
  const printed = findPoliceFilings(text).map((found) => found.code);
  const digits = new Set(printed.map((code) => code.replace(/\D/g, '')));
  const linked = page.links
    .filter((link) => link.url.includes('recordcode='))
    .map((link) => policeFilingOfLink(link.url))
    .filter((code) => code !== undefined)
    .filter((code) => !digits.has(code.replace(/\D/g, '')));
  return unique([...printed, ...linked]);
}

/** A person who need not register trades under the own name (网络交易监督管理办法 第十二条第四款). */
function addSelfDeclaredPerson(text: string, names: EvidenceByName): void {
  if (!SELF_DECLARED.test(text)) return;
  const person = PERSON.exec(text)?.[1];
  if (person && !names.has(person)) names.set(person, { name: person, kinds: new Set(['licence']) });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
