import { toHalfWidth } from '@wangjian/core/half-width.ts';
import type { SiteKind } from '@wangjian/core/site.ts';
import type { PageContent } from '../extract/page-content.ts';
import { findPlacedNames, isPlacedOrganisation } from './labelled-values.ts';
import { type LabelKind, labelAfter, labelBefore } from './name-labels.ts';
import { type FoundName, findOrganisationNames } from './organisation-names.ts';
import { HOLDS, linesOf, type TextLines } from './text-lines.ts';

/** Why a name may be the operator's, or may not; each counts once a page. */
export type EvidenceKind =
  | LabelKind
  | 'uscc'
  | 'icp'
  | 'declared'
  | 'title'
  | 'title-only'
  | 'meta'
  | 'logo'
  | 'about'
  | 'contact'
  | 'heading'
  | 'footer';

/** One name of a page or site with all that speaks for its role. */
export interface NameEvidence {
  /** As printed first. */
  readonly name: string;
  readonly kinds: Set<EvidenceKind>;
}

/** Evidence by name; the key is the half-width form without blanks. In order of appearance. */
export type EvidenceByName = Map<string, NameEvidence>;

/** Offsets of identifiers in the page's text, which speak for the names beside them. */
export interface Landmarks {
  readonly usccs: readonly number[];
  readonly icps: readonly number[];
}

const ABOUT_OTHERS =
  /处罚|公告|公示|通报|判决|裁定|抽检|抽查|名单|中标|招标|采购|曝光|招聘|查询结果|新闻|资讯|案例|开庭|立案|查处|被查|被罚/;
const CONTACT =
  /地\s?址|电\s?话|热\s?线|邮\s?编|传\s?真|邮\s?箱|e-?mail|联系人|手\s?机|tel[:. ]|add(?:ress)?[:. ]/i;
const CONTACT_LINE =
  /^(?:(?:联系|服务|客服|公司|营业|经营|详细)?(?:地\s?址|电\s?话|热线)|联\s?系\s?人|邮\s?编|手\s?机|传\s?真|tel\b|add\b)/i;
const ABOUT =
  /^\s*(?:\([^)]{2,40}\))?\s*[,]?\s*(?:是一?[家个]|是(?:专业|集|以|中|国|宁|经)|成立于|创[立建办]于|始建于|坐落|位于|地处|创始于|注册资[本金]|自成立|前身|专业从事|主要从事|致力于|成立|创建|创立|拥有)/;
const ENGLISH =
  /\b([A-Z][A-Za-z0-9&.' -]{2,60}?(?:Co\.?, ?Ltd|Co\.? Ltd|Inc|LLC|Limited|Corporation|Corp)\.?)(?![A-Za-z])/;
const COPYRIGHT = /©|\(c\)|copyright/i;
const SOFTWARE = /powered by|discuz|comsenz|phpwind|dedecms|phpcms|ecshop|shopex|wordpress|shopify|template/i;
/** Ends the name at the head of a line: a mark, or the word with which the operator begins to speak of itself. */
const HEAD_END = /[\t ,:]|(?!^)(?=成立于|创立于|创办于|创建于|始建于|位于|坐落|是一[家个])/;
const MAX_NAMES = 60;
/** Lines longer than an address block are running text. */
const MAX_BLOCK = 600;

/** Collects the names on one page with their evidence. */
export function collectEvidence(page: PageContent, landmarks: Landmarks, kind: SiteKind): EvidenceByName {
  return new Collector(page, landmarks, kind).collect();
}

class Collector {
  private readonly page: PageContent;
  private readonly landmarks: Landmarks;
  private readonly text: string;
  private readonly lines: TextLines;
  private readonly footer: string;
  private readonly aboutOthers: boolean;
  private readonly byName: EvidenceByName = new Map();

  constructor(page: PageContent, landmarks: Landmarks, kind: SiteKind) {
    this.page = page;
    this.landmarks = landmarks;
    this.text = toHalfWidth(page.text);
    this.lines = linesOf(this.text);
    this.footer = toHalfWidth(page.footer);
    this.aboutOthers = (kind === 'non-trading' || kind === 'unknown') && ABOUT_OTHERS.test(page.title);
  }

  collect(): EvidenceByName {
    const names = findOrganisationNames(this.text);
    this.fromText(names);
    for (const placed of findPlacedNames(this.lines)) {
      if (names.some((name) => placed.start < name.end && placed.end > name.start)) continue;
      this.add(placed.name, placed.start, this.labelled(placed, placed.kind));
      if (placed.kind !== 'maker') this.surroundings(placed);
    }
    if (!this.aboutOthers) this.fromHeadings();
    this.fromHead();
    this.fromDeclarations();
    if (![...this.byName.values()].some((name) => name.kinds.has('copyright'))) this.fromEnglishCopyright();
    return this.byName;
  }

  private fromText(names: readonly FoundName[]): void {
    let floor = 0;
    for (const [i, name] of names.entries()) {
      const before = this.text.slice(Math.max(floor, name.start - 160), name.start);
      const after = this.ownLabelAfter(names, i);
      const kind = after?.kind === 'other' ? 'other' : (labelBefore(before) ?? copyrightOnLine(before));
      floor = name.end + (after?.length ?? 0);
      this.add(name.name, name.start, kind && this.labelled(name, kind));
      // 技术支持：甲公司 版权所有 says two things of two names; the label before is the surer one.
      if (after && (kind === undefined || kind === after.kind)) this.add(name.name, name.start, after.kind);
      const role = kind ?? after?.kind;
      if (role !== 'maker' && role !== 'other') this.surroundings(name);
    }
  }

  /** The label behind a name, unless it is the label before the next name. */
  private ownLabelAfter(
    names: readonly FoundName[],
    i: number,
  ): { kind: LabelKind; length: number } | undefined {
    const [name, next] = [names[i]!, names[i + 1]];
    const after = labelAfter(this.text.slice(name.end, name.end + 30));
    if (!after || !next || after.kind === 'other') return after;
    const between = this.text.slice(name.end + after.length, next.start);
    if (between.trim() !== '') return after;
    return labelAfter(this.text.slice(next.end, next.end + 30)) ? after : undefined;
  }

  /** In an announcement about others, particulars outside the footer are theirs. */
  private labelled(name: FoundName, kind: LabelKind): LabelKind {
    const particulars = kind === 'licence' || kind === 'shopkeeper';
    return particulars && this.aboutOthers && !this.inFooter(name) ? 'other' : kind;
  }

  private surroundings(name: FoundName): void {
    const line = this.lines.lineAt(name.start);
    const near = (offsets: readonly number[], before: number, after: number) =>
      offsets.some((offset) => {
        const distance = this.lines.lineAt(offset) - line;
        return distance >= -after && distance <= before;
      });
    const kinds: EvidenceKind[] = [];
    if (!this.aboutOthers && near(this.landmarks.usccs, 3, 2)) kinds.push('uscc');
    if (near(this.landmarks.icps, 1, 1)) kinds.push('icp');
    if (this.inFooter(name)) kinds.push('footer');
    const beside: string[] = [];
    for (let i = Math.max(0, line - 1); i < Math.min(line + 4, this.lines.count); i++)
      beside.push(this.lines.line(i));
    const length = beside.reduce((sum, each) => sum + each.length, 0);
    if (length < MAX_BLOCK && CONTACT.test(beside.join('\n'))) kinds.push('contact');
    if (ABOUT.test(this.text.slice(name.end, name.end + 48))) kinds.push('about');
    for (const kind of kinds) this.add(name.name, name.start, kind);
  }

  /** Names at the head of an address block, or of the text in which the operator speaks of itself. */
  private fromHeadings(): void {
    for (let i = 0; i < this.lines.count; i++) {
      if (this.lines.lengthOf(i) < 6) continue;
      const line = this.lines.line(i);
      const end = line.search(HEAD_END);
      const head = end < 0 ? line : line.slice(0, end);
      if (head.length < 6 || head.length > 40) continue;
      const known = this.byName.has(head);
      if (!known && !isPlacedOrganisation(head)) continue;
      const speaks = line.length > head.length && ABOUT.test(line.slice(head.length));
      const rest = [line.slice(head.length).trim(), this.lines.line(i + 1), this.lines.line(i + 2)];
      if (
        !speaks &&
        !rest.slice(0, line.length === head.length ? 3 : 1).some((next) => CONTACT_LINE.test(next))
      )
        continue;
      this.addPrinted(
        this.page.text.slice(this.lines.startOf(i), this.lines.startOf(i) + head.length),
        'heading',
      );
    }
  }

  private fromHead(): void {
    const title = toHalfWidth(this.page.title);
    const segments = title
      .split(/[\s_|\-,;:/>【】「」]+/)
      .map((part) => part.replace(/(?:官方)?(?:网站|官网|主页|首页|商城)$/, ''));
    for (const [key, evidence] of this.byName) if (segments.includes(key)) evidence.kinds.add('title');
    for (const name of new Set(segments.filter(isPlacedOrganisation))) {
      // A workshop or shop without an ending of a company: its title must be a line or cell of the page as well.
      if (this.byName.has(name) || !this.standsAlone(name)) continue;
      this.addPrinted(name, 'title');
      if (CONTACT.test(this.text)) this.addPrinted(name, 'contact');
    }
    for (const { name } of findOrganisationNames(title)) {
      // Named in the text as well it was counted above; in the title alone it may be short for the full name.
      if (!this.byName.has(name)) this.addPrinted(name, segments.includes(name) ? 'title-only' : undefined);
    }
    for (const { name } of findOrganisationNames(toHalfWidth(this.page.author)))
      this.addPrinted(name, 'meta');
    for (const image of this.page.images.slice(0, 5)) {
      const alt = toHalfWidth(image.text);
      for (const { name } of findOrganisationNames(alt)) {
        if (alt.length <= name.length + 6) this.addPrinted(name, 'logo');
      }
    }
  }

  private fromDeclarations(): void {
    for (const organisation of this.page.organisations) {
      for (const printed of [organisation.legalName, organisation.name]) {
        const [name] = findOrganisationNames(toHalfWidth(printed));
        const own = organisation.relation === 'page' || organisation.relation === 'seller';
        if (name)
          this.addPrinted(
            name.name,
            own ? 'declared' : organisation.relation === 'publisher' ? 'meta' : 'other',
          );
        else if (printed !== '' && printed === organisation.legalName) this.addPrinted(printed, 'declared');
      }
    }
  }

  private fromEnglishCopyright(): void {
    // The copyright of a forum's or shop's software is not that of the site.
    const line = this.lastLine((candidate) => COPYRIGHT.test(candidate) && !SOFTWARE.test(candidate));
    const name = line && ENGLISH.exec(line.replace(/.*?(?:©|\(c\)|copyright)[\s\d-]*/i, ''))?.[1];
    if (name) this.addPrinted(name.replace(/^(?:by|copyright)\s+/i, ''), 'copyright');
  }

  private inFooter(name: FoundName): boolean {
    if (this.footer !== '') return this.footer.includes(name.name) && name.start > this.text.length * 0.4;
    const line = this.lines.lineAt(name.start);
    return line >= this.lines.count - 8 && line > this.lines.count * 0.6;
  }

  private standsAlone(name: string): boolean {
    return this.text.split(/[\t\n ]/).includes(name) || this.text.split('\n').includes(name);
  }

  /** The last line with a sign of copyright that a test accepts. */
  private lastLine(accepts: (line: string) => boolean): string | undefined {
    for (let i = this.lines.count - 1; i >= 0; i--) {
      if (!this.lines.holds(i, HOLDS.copyright)) continue;
      const line = this.lines.line(i);
      if (accepts(line)) return line;
    }
    return undefined;
  }

  private add(name: string, start: number, kind: EvidenceKind | undefined): void {
    const printed = this.page.text.slice(start, start + name.length);
    this.addPrinted(printed, kind);
  }

  private addPrinted(printed: string, kind: EvidenceKind | undefined): void {
    const key = toHalfWidth(printed).replace(/\s+(?=[^A-Za-z])/g, '');
    let evidence = this.byName.get(key);
    if (!evidence) {
      if (this.byName.size >= MAX_NAMES) return;
      evidence = {
        name: /^[A-Z][a-z]/.test(printed) ? printed : printed.replace(/\s+/g, ''),
        kinds: new Set(),
      };
      this.byName.set(key, evidence);
    }
    if (kind) evidence.kinds.add(kind);
  }
}

/** A copyright sign anywhere before on the same line, unless another label came since. */
function copyrightOnLine(before: string): 'copyright' | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const sign = /^.*(?:©|\(c\)|copyright|版\s?权\s?所\s?有|all rights reserved)(.*)$/i.exec(line);
  if (!sign || /[:]\s*\S*$/.test(sign[1]!) || /支持|制作|设计|建设|承办|协办|合作|。/.test(sign[1]!))
    return undefined;
  return 'copyright';
}
