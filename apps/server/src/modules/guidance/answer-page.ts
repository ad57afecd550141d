import { ANSWER_KIND_NAMES, GUIDANCE_KIND_NAMES } from '@wangjian/core/guidance.ts';
import { instantInChina } from '@wangjian/core/plain-date.ts';
import { asLines, asText, problemBox, publicPage } from '../../platform/http/public-page.ts';
import type { PartyView } from './answer.ts';

const page = (title: string, body: string) => publicPage(title, '市场监督管理 网上反馈', body);

/** Asks for the code. */
export function codePage(problem?: string): string {
  return page(
    '网上反馈',
    `${problemBox(problem)}<section><h1>输入答复码</h1><p>请输入通知书上的答复码，查看通知内容并反馈改正情况、说明情况或者提出异议。</p>
<form method="post" action="/answer" enctype="multipart/form-data"><label for="code">答复码</label>
<input type="text" id="code" name="code" required autocomplete="off" maxlength="40" placeholder="例如 640500-7K3M-Q2XP-9HTD">
<button type="submit">查看</button></form></section>`,
  );
}

/** Shows the matter and takes the answer; after a problem with what was typed, files are to be chosen again. */
export function matterPage(
  view: PartyView,
  code: string,
  problem?: string,
  typed: Readonly<Record<string, string>> = {},
): string {
  const row = (name: string, value: string | null) =>
    value ? `<dt>${name}</dt><dd>${asLines(value)}</dd>` : '';
  const items = view.form.items
    .map(
      ({ title, url, problem: what, article }) =>
        `<li>${asText(title)}<br>${asText(url)}<br>${asText([what, article].filter(Boolean).join('；'))}</li>`,
    )
    .join('');
  const pictures = view.pictures
    .map(
      ({ url, fetchedOn, png }) =>
        `<p class="note">${asText(url)}　${asText(fetchedOn)} 取证</p><img alt="网页截图" src="data:image/png;base64,${png.toString('base64')}">`,
    )
    .join('');
  const answers = view.answers
    .map(
      ({ kind, text: words, at, files }) =>
        `<li>${asText(instantInChina(at).slice(0, 16).replace('T', ' '))}　${ANSWER_KIND_NAMES[kind]}：${asLines(words)}${files > 0 ? `（附件 ${files} 个）` : ''}</li>`,
    )
    .join('');
  const choices = Object.entries(ANSWER_KIND_NAMES)
    .map(
      ([kind, name], index) =>
        `<label class="choice"><input type="radio" name="kind" value="${kind}"${(typed.kind === undefined ? index === 0 : kind === typed.kind) ? ' checked' : ''}> ${name}</label>`,
    )
    .join('');
  return page(
    view.title,
    `${problemBox(problem)}
<section><h1>${asText(view.title)}</h1><dl>${row('类型', GUIDANCE_KIND_NAMES[view.kind])}${row('文号', view.number)}${row('发出单位', view.agency)}${row('当事人', view.party)}${row('反馈期限', view.dueOn)}${row('网址', view.form.url ?? null)}</dl></section>
<section><h2>有关情况</h2><p>${asLines(view.form.facts)}</p>${items ? `<ol>${items}</ol>` : ''}</section>
${view.form.articles.length > 0 ? `<section><h2>相关法律规定</h2><p>${view.form.articles.map(asText).join('<br>')}</p></section>` : ''}
${pictures ? `<section><h2>证据</h2>${pictures}</section>` : ''}
${answers ? `<section><h2>您已提交的反馈</h2><ul>${answers}</ul></section>` : ''}
<section><h2>提交反馈</h2><form method="post" action="/answer/send" enctype="multipart/form-data">
<input type="hidden" name="code" value="${asText(code)}">${choices}
<label for="text">内容</label><textarea id="text" name="text" rows="6" required minlength="2" maxlength="5000">${asText(typed.text ?? '')}</textarea>
<label for="by">填写人姓名</label><input type="text" id="by" name="by" required maxlength="50" value="${asText(typed.by ?? '')}">
<label for="contact">联系电话（可不填）</label><input type="text" id="contact" name="contact" maxlength="40" value="${asText(typed.contact ?? '')}">
<label for="files">图片或 PDF（可不填，最多 9 个，每个不超过 10 MB）</label><input type="file" id="files" name="files" multiple accept="image/jpeg,image/png,image/webp,application/pdf">
<button type="submit">提交</button><p class="note">提交后仍可补充${view.expiresOn === null ? '' : `，截止 ${asText(view.expiresOn)}`}。对处理有异议的，也可以选择“提出异议”并说明理由。</p></form></section>`,
  );
}

/** The answer arrived. */
export function thanksPage(title: string): string {
  return page(
    '已收到您的反馈',
    `<section><h1>已收到您的反馈</h1><p>“${asText(title)}”的反馈已送达承办单位。需要补充的，可以用同一答复码再次提交。</p><p><a href="/answer">返回</a></p></section>`,
  );
}
