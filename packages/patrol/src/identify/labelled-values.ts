import { matchesOf } from '@wangjian/core/matches.ts';
import { labelsWithValue } from './labels-with-value.ts';
import { type LabelKind, labelBefore } from './name-labels.ts';
import type { FoundName } from './organisation-names.ts';
import { withoutLead } from './organisation-names.ts';
import { PLACES } from './place-names.ts';
import { HOLDS, type TextLines } from './text-lines.ts';

/** A name that only its place gives away: behind a label, or in a copyright line. */
export interface PlacedName extends FoundName {
  readonly kind: LabelKind;
}

const VALUE = /^[ ]?([\u4e00-\u9fa5\u3007A-Za-z0-9()·•&'.-]{2,40})/;
/** Endings of institutions and of individual traders (个体工商户名称登记管理办法: 厂、店、馆、部、行、中心 …). */
const ENDINGS = (
  '公司 集团 厂 店 部 行 社 馆 院 所 局 厅 处 委员会 管委 纪委 党委 政府 办公室 中心 ' +
  '协会 学会 商会 联合会 基金会 促进会 研究会 大学 学院 中学 小学 学校 幼儿园 银行 医院 ' +
  '诊所 药房 超市 商场 工作室 农场 林场 牧场 养殖场 果园 种植园 庄园 基地 报社 队 站 坊 ' +
  '铺 屋 阁 轩 斋 楼 庄 苑 堂 居 吧 摊 行政服务大厅 俱乐部 联盟 社区 法院 检察院 工会 ' +
  '商行 酒家 饭庄 客栈 民宿 酱园 茶园 园艺 食府 菜馆 书吧 影楼 作坊 油坊 醋坊 豆腐坊 ' +
  '磨坊 花卉 农家乐 营地 营业厅 市场 加油站 茶社 洗衣 户'
).split(' ');
const ORGANISATION = new RegExp(`(?:${ENDINGS.join('|')})(?:\\((?:个体工商户|[\\u4e00-\\u9fa5]{2,8})\\))?$`);
/** The pattern is tried at every character; the last one says for most words that it would be in vain. */
const LAST = new Set([...ENDINGS.map((ending) => ending.slice(-1)), ')']);
const NOT_A_NAME =
  /^(?:有限|股份|有限责任|个体工商户|企业|公司|本店|本站|我店|个人|自营|官方|查看|点击|更多|暂无|未|无|请|联系|营业执照|详见)|[?!,;。]|(?:公司|店铺?|企业|部|中心)(?:简介|介绍|地址|首页|动态|荣誉|名称|新闻)$|^\d+$|^(?:产品|新闻|服务|客服|销售|市场|技术|用户|会员|帮助|个人|下载|订单|商家|卖家|数据|运营|管理|研发|财务|人事|行政|总经办|编辑|综合)(?:部|中心|处|站|办公室|队|所)$|(?:旗舰|专卖|专营|直营|自营)店$/;
const WEB_MAKER =
  /(?:网络|科技|传媒|信息|建站|软件|互联|云|工作室|公司|在线|网|设计|文化|广告|数据|传播|中心|技术)$/;
/** Ends as a company; one that `findOrganisationNames` did not take is a kind of company or a placeholder. */
const COMPANY = /(?:有限(?:责任)?公司|股份公司|合作社)$/;
/** 本商品由某某商行销售并提供售后服务: platforms say so on the pages of goods. */
const SOLD_BY =
  /由 ?([\u4e00-\u9fa5A-Za-z0-9()·]{4,40}?) ?(?:负责)?(?:销售|发货|提供(?:商品|销售|售后)|经营(?:并|和|及))/g;
/** 某某报社主办, with nothing behind. */
const HOSTED_BY =
  /(?<![\u4e00-\u9fa5])([\u4e00-\u9fa5()·]{4,30}?)(?:主办|主管主办|负责运营)(?![\u4e00-\u9fa5:])/g;
const HOSTS = ['主办', '负责运营'];
const TOKEN = /[\u4e00-\u9fa5A-Za-z0-9()·]{4,60}/g;
const COPYRIGHT_LINE = /©|\(c\)|copyright|版\s?[权權]|all rights reserved/i;
/** Endings that tell an organisation without its place before them. */
const INSTITUTION =
  /(?:局|厅|委员会|政府|办公室|医院|学校|大学|学院|中学|小学|幼儿园|协会|学会|商会|基金会|研究[院所]|[商总]行|经营部|工作室|报社|出版社|电视台|律师事务所|集团)$/;
/** Names of sites, not of those who run them. */
const SITE_NAME = /(?:网|网站|商城|在线|频道|平台|论坛|社区|博客|吧|之家|热线)$/;

/** Names behind labels and in copyright lines that have no ending of a company; half-width text. */
export function findPlacedNames(lines: TextLines): PlacedName[] {
  const { text } = lines;
  const found: PlacedName[] = [];
  for (const { kind, end: start, colon } of labelsWithValue(lines)) {
    const value = VALUE.exec(text.slice(start, start + 48));
    if (!value) continue;
    const name = cleanValue(value[1]!);
    if (fitsKind(name, kind, colon)) found.push({ name, start, end: start + name.length, kind });
  }
  for (const match of matchesOf(text, SOLD_BY)) {
    const name = match[1]!;
    const start = match.index + match[0].indexOf(name);
    if (fitsKind(name, 'licence', false))
      found.push({ name, start, end: start + name.length, kind: 'shopkeeper' });
  }
  // The pattern begins with any word at all and would be tried at every character of a page.
  const hosted = HOSTS.some((word) => text.includes(word)) ? matchesOf(text, HOSTED_BY) : [];
  for (const match of hosted) {
    const name = withoutLead(match[1]!);
    const start = match.index + match[1]!.length - name.length;
    if (fitsKind(name, 'operator', false))
      found.push({ name, start, end: start + name.length, kind: 'operator' });
  }
  for (let i = 0; i < lines.count; i++) {
    if (!lines.holds(i, HOLDS.copyright) || lines.lengthOf(i) >= 300) continue;
    const line = lines.line(i);
    if (COPYRIGHT_LINE.test(line)) found.push(...inCopyrightLine(line, lines.startOf(i)));
  }
  return found;
}

/** True for a name that begins with its place and ends as an organisation's: 义乌市某某饰品厂. */
export function isPlacedOrganisation(name: string): boolean {
  if (
    name.length < 6 ||
    !LAST.has(name.slice(-1)) ||
    !ORGANISATION.test(name) ||
    SITE_NAME.test(name) ||
    NOT_A_NAME.test(name)
  )
    return false;
  return /^[\u4e00-\u9fa5]{1,5}[省市县区旗州镇]/.test(name) || PLACES.some((place) => name.startsWith(place));
}

function* inCopyrightLine(line: string, offset: number): Generator<PlacedName> {
  for (const token of matchesOf(line, TOKEN)) {
    const printed = withoutLead(token[0]);
    const name = printed.replace(/(?:版权所有|版权|所有|保留|主办|制作|技术支持).*$/, '');
    const at = token.index + token[0].length - printed.length;
    const before = line.slice(0, at);
    const start = offset + at;
    const kind = labelBefore(before);
    if (kind !== undefined && kind !== 'copyright') continue;
    if (
      name.length >= 5 &&
      (INSTITUTION.test(name) || isPlacedOrganisation(name)) &&
      !SITE_NAME.test(name) &&
      !NOT_A_NAME.test(name) &&
      !COMPANY.test(name)
    ) {
      yield { name, start, end: start + name.length, kind: 'copyright' };
    }
  }
}

function cleanValue(value: string): string {
  const name = value.replace(
    /(?:版权所有|统一社会信用|地址|电话|类型|法定代表人|注册资本|经营范围|承办|技术支持).*$/,
    '',
  );
  const open = (name.match(/\(/g) ?? []).length - (name.match(/\)/g) ?? []).length;
  return (open > 0 ? name.slice(0, name.lastIndexOf('(')) : name).replace(/[.\-·]+$/, '');
}

function fitsKind(name: string, kind: LabelKind, afterColon: boolean): boolean {
  if (NOT_A_NAME.test(name) || name.length < 4 || COMPANY.test(name)) return false;
  if (kind === 'maker')
    return /[\u4e00-\u9fa5]{2}/.test(name) && name.length <= 20 && (WEB_MAKER.test(name) || afterColon);
  if (!/[\u4e00-\u9fa5]{3}/.test(name)) return false;
  return ORGANISATION.test(name) && !(kind !== 'licence' && SITE_NAME.test(name));
}
