import { instantInChina } from '@wangjian/core/plain-date.ts';
import { CUSTODY_ACT_NAMES } from '@wangjian/core/transfer.ts';
import type { ParcelFile } from '@wangjian/evidence/parcel/parcel.ts';
import { asText, PUBLIC_STYLE } from '../../platform/http/public-page.ts';
import type { CustodyRow, TransferRow } from './store.ts';

/** 目录.html of a parcel: what lies in it, with digests, and who handed it over; opens in any browser, runs nothing. */
export function contentsPage(
  row: Pick<TransferRow, 'title' | 'number' | 'counterpart' | 'party' | 'due_on'>,
  from: string,
  files: readonly Omit<ParcelFile, 'bytes'>[],
  custody: readonly CustodyRow[],
): string {
  const fact = (name: string, value: string | null) =>
    value ? `<dt>${name}</dt><dd>${asText(value)}</dd>` : '';
  const rows = files
    .map(
      ({ path, what, sha256, url, capturedOn }) =>
        `<tr><td class="brief">${asText(what)}</td><td><a href="${encodeURI(path)}">${asText(path)}</a>${url ? `<br><span class="note">${asText(url)}　${asText(capturedOn ?? '')} 取证</span>` : ''}</td><td class="hash">${asText(sha256)}</td></tr>`,
    )
    .join('');
  const links = custody
    .map(
      (link) =>
        `<tr><td>${asText(instantInChina(link.at).slice(0, 16).replace('T', ' '))}</td><td class="brief">${CUSTODY_ACT_NAMES[link.act]}</td><td>${asText(`${link.by_org} ${link.by_name}`)}</td><td>${asText(link.to_org ?? '')}</td><td class="hash">${asText(link.hash)}</td></tr>`,
    )
    .join('');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${asText(row.title)}</title><style>${PUBLIC_STYLE}
table { width: 100%; border-collapse: collapse; } td, th { border: 1px solid #dde3e8; padding: 6px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }  .brief { white-space: nowrap; } .hash { font: 12px/1.5 monospace; width: 40%; } main { max-width: 1080px; }</style></head><body><header>移送材料目录</header><main>
<section><h1>${asText(row.title)}</h1><dl>${fact('发出单位', from)}${fact('接收单位', row.counterpart)}${fact('文号', row.number)}${fact('当事人', row.party)}${fact('反馈期限', row.due_on)}</dl></section>
<section><h2>材料</h2><table><tr><th>类别</th><th>文件</th><th>校验值（SHA-256）</th></tr>${rows}</table></section>
<section><h2>交接链</h2><table><tr><th>时间</th><th class="brief">环节</th><th>经办</th><th>交给</th><th>环节校验值</th></tr>${links}</table></section>
<section><h2>怎样核验</h2><p>用任何工具计算文件的 SHA-256，与上表和函件所列的校验值比对；或者用网鉴的命令核验整个材料包和其中每份网页证据（不需要联网）：</p><p><code>wangjian verify 材料包.zip</code></p><p>网页证据（.wacz）是公开格式，可以用 ReplayWeb.page 等工具打开，看到取证当时的网页。</p></section></main></body></html>`;
}
