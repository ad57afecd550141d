import {
  TRANSFER_KIND_NAMES,
  TRANSFER_RESULT_NAMES,
  TRANSFER_RETURN_NAMES,
  TRANSFER_STATUS_NAMES,
} from '@wangjian/core/transfer.ts';
import { asLines, asText, problemBox, publicPage } from '../../platform/http/public-page.ts';
import type { ReceiverView } from './receipt.ts';

const page = (title: string, body: string) => publicPage(title, '市场监督管理 移送材料签收', body);

/** Asks for the code. */
export function codePage(problem?: string): string {
  return page(
    '移送材料签收',
    `${problemBox(problem)}<section><h1>输入接收码</h1><p>请输入函件上的接收码，查看函件和证据清单、下载材料包并签收，办结后填报查处情况。</p>
<form method="post" action="/receipt" enctype="multipart/form-data"><label for="code">接收码</label>
<input type="text" id="code" name="code" required autocomplete="off" maxlength="40" placeholder="例如 640500-7K3M-Q2XP-9HTD">
<button type="submit">查看</button></form></section>`,
  );
}

const size = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names)
    .map(([value, name]) => `<option value="${value}">${name}</option>`)
    .join('');

const field = (id: string, label: string, extra: string) =>
  `<label for="${id}">${label}</label><input type="text" id="${id}" name="${id}" ${extra}>`;

/** The matter, what came with it, and what the receiver may do now. */
export function matterPage(
  { row, agency, items, may }: ReceiverView,
  code: string,
  problem?: string,
): string {
  const fact = (name: string, value: string | null | undefined) =>
    value ? `<dt>${name}</dt><dd>${asLines(value)}</dd>` : '';
  const form = (path: string, body: string) =>
    `<form method="post" action="${path}" enctype="multipart/form-data"><input type="hidden" name="code" value="${asText(code)}">${body}</form>`;
  const list = items
    .map(
      (item) =>
        `<li>${asText(item.name)}（${size(Number(item.bytes))}）${item.url ? `<br><span class="note">${asText(item.url)}　${asText(item.captured_on ?? '')} 取证</span>` : ''}<br><span class="hash">SHA-256 ${asText(item.sha256)}</span></li>`,
    )
    .join('');
  const parcel =
    row.package_sha256 === null
      ? '<p>材料包正在封装，请一分钟后重新打开本页。</p>'
      : `${form('/receipt/package', `<button type="submit">下载材料包（${size(Number(row.package_bytes))}）</button>`)}<p class="note">材料包内有函件、证据、空白回执、目录和校验清单，整包校验值：</p><p class="hash">SHA-256 ${asText(row.package_sha256)}</p>`;
  const sign = form(
    '/receipt/sign',
    `<label class="choice"><input type="radio" name="answer" value="accept" checked> 接收</label><label class="choice"><input type="radio" name="answer" value="return"> 退回</label>
${field('org', '签收单位（全称）', `required minlength="2" maxlength="100" value="${asText(row.counterpart)}"`)}
${field('name', '签收人姓名', 'required maxlength="50"')}
${field('phone', '联系电话', 'required minlength="5" maxlength="40"')}
<label for="reason">退回原因（退回时选择）</label><select id="reason" name="reason"><option value=""></option>${options(TRANSFER_RETURN_NAMES)}</select>
<label for="text">说明（退回时必填）</label><textarea id="text" name="text" rows="3" maxlength="1000"></textarea>
<button type="submit">签收</button>`,
  );
  const result = form(
    '/receipt/result',
    `<label for="result">查处结果</label><select id="result" name="result" required><option value=""></option>${options(TRANSFER_RESULT_NAMES)}</select>
<label for="text">查处情况</label><textarea id="text" name="text" rows="5" required minlength="2" maxlength="5000"></textarea>
${field('name', '填报人姓名', 'required maxlength="50"')}
<label for="files">复函、查处材料（可不填，图片或 PDF，最多 9 个，每个不超过 10 MB）</label><input type="file" id="files" name="files" multiple accept="image/jpeg,image/png,image/webp,application/pdf">
<button type="submit">提交</button>`,
  );
  return page(
    row.title,
    `${problemBox(problem)}
<section><h1>${asText(row.title)}</h1><dl>${fact('类型', TRANSFER_KIND_NAMES[row.kind])}${fact('状态', TRANSFER_STATUS_NAMES[row.status])}${fact('文号', row.number)}${fact('发出单位', agency)}${fact('发出日期', row.sent_on)}${fact('当事人', row.party)}${fact('反馈期限', row.due_on)}${fact('联系人', `${row.form.contact}　${row.form.contactPhone}`)}</dl></section>
<section><h2>有关情况</h2><p>${asLines(row.form.facts)}</p><h2>${row.kind === 'assistance' ? '请求协助事项' : '理由和要求'}</h2><p>${asLines(row.form.reason)}</p></section>
<section><h2>材料（${items.length} 份）</h2>${list ? `<ol>${list}</ol>` : ''}${parcel}</section>
${may.sign ? `<section><h2>签收</h2>${sign}<p class="note">签收后，本单位的名称、签收人和时间记入交接链。</p></section>` : ''}
${may.result ? `<section><h2>填报查处情况</h2><p class="note">办结后再用同一接收码打开本页填报。</p>${result}</section>` : ''}
${row.result ? `<section><h2>已填报的查处情况</h2><p>${TRANSFER_RESULT_NAMES[row.result]}</p><p>${asLines(row.result_text ?? '')}</p></section>` : ''}`,
  );
}

/** What was sent has arrived. */
export function donePage(title: string, words: string): string {
  return page(
    words,
    `<section><h1>${asText(words)}</h1><p>“${asText(title)}”的办理情况已告知发出单位。</p><p><a href="/receipt">返回</a></p></section>`,
  );
}
