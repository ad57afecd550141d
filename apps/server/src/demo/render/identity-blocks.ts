import type { SiteIdentity } from '../model.ts';
import { escapeHtml as e } from '../obfuscate.ts';
import type { LicenceDisplay } from '../spec.ts';

/** Whose identity is shown, and how. */
export interface Shown {
  readonly identity: SiteIdentity;
  readonly licence: LicenceDisplay;
  readonly permitShown: boolean;
  readonly tradeName: string;
}

/** The licence block of a front page (网络交易监督管理办法 第十二条); empty where the site hides it. */
export function licenceBlock(shown: Shown, licencePath: string): string {
  const { identity: id, licence } = shown;
  const permits = shown.permitShown
    ? id.permits.map((text) => `<p>${e(text.replace('|', ':'))}</p>`).join('')
    : '';
  switch (licence) {
    case 'full':
    case 'bad-digit':
      return `<div class="lic"><p><a href="${licencePath}">营业执照信息公示</a> 名称：${e(id.operator ?? '')} 统一社会信用代码：${id.usccPrinted}</p><p>类型：${typeOf(id)} ${headOf(id)}:${e(id.representative)} ${e(placeWord(id))}:${e(id.address)}${id.operator?.endsWith('公司') ? ` 注册资本：${id.capital}` : ''}</p>${permits}</div>`;
    case 'mark':
      return `<div class="lic"><p><a class="mark" href="${licencePath}" title="营业执照"><img src="/static/licence-mark.svg" alt="电子营业执照亮照标识" width="110" height="40"></a> <a href="${licencePath}">点击查看营业执照</a></p>${permits}</div>`;
    case 'exempt-declared':
      return `<div class="lic"><p>自我声明：本店为个人销售自产农副产品，依法不需要办理市场主体登记。实际经营地址：${e(id.address)}；联系方式：${id.phones.join('、')}；经营者：${e(id.representative)}。</p>${permits}</div>`;
    case 'exempt-missing':
      return '<div class="lic"><p>个人小店，没有执照，随缘接单。</p></div>';
    case 'missing':
      return permits ? `<div class="lic">${permits}</div>` : '';
  }
}

/** The licence page itself: a copy of what the register holds. */
export function licencePageBody(shown: Shown): string {
  const { identity: id } = shown;
  const rows = [
    ['统一社会信用代码', id.usccPrinted ?? id.uscc ?? ''],
    ['名称', id.operator ?? ''],
    ['类型', typeOf(id)],
    [headOf(id), id.representative],
    ...(id.operator?.endsWith('公司') ? [['注册资本', id.capital]] : []),
    [placeWord(id), id.address],
    ['登记机关', `${/^.*?[市]（?:.*?[县区]）？/.exec(id.address)?.[0] ?? ''}市场监督管理局`],
    ...(shown.permitShown ? id.permits.map((permit) => permit.split('|')) : []),
  ];
  return `<div class="licence"><h1>营业执照</h1><table>${rows.map(([label, value]) => `<tr><td>${e(label ?? '')}</td><td>${e(value ?? '')}</td></tr>`).join('')}</table><p class="meta">以上信息由经营者公示，并对其真实性负责。</p></div>`;
}

function typeOf(id: SiteIdentity): string {
  if (id.operator?.endsWith('公司')) return '有限责任公司';
  return id.operator?.endsWith('合作社') ? '农民专业合作社' : '个体工商户';
}

function headOf(id: SiteIdentity): string {
  if (id.operator?.endsWith('公司') || id.operator?.endsWith('合作社')) return '法定代表人';
  return '经营者';
}

function placeWord(id: SiteIdentity): string {
  return id.operator?.endsWith('公司') ? '住所' : '经营场所';
}
