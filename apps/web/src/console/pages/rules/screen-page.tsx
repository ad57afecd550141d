import { useMutation } from '@tanstack/react-query';
import { screenText } from '@wangjian/server/modules/findings/contract.ts';
import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { CitationList } from '../../record/citation-list.tsx';
import { MarkedQuote } from '../../record/marked-text.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { Word } from '../../word-tag.tsx';
import { FINDING_LEVEL_NAMES } from '../../words.ts';
import './rules.css';

type Screened = z.output<NonNullable<typeof screenText.result>>['findings'][number];
const KINDS = [
  { value: 'page', label: '网页' },
  { value: 'ad', label: '广告' },
  { value: 'terms', label: '格式条款' },
  { value: 'review', label: '用户评价' },
] as const;
type Kind = (typeof KINDS)[number]['value'];

/** 文本筛查: a pasted text against the same rules, every term marked in it with its article beside. */
export default function ScreenPage() {
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Kind>('page');
  const screen = useMutation({
    mutationFn: async () => ({
      text,
      findings: (await call(screenText, { body: { text, kind } })).findings,
    }),
  });
  return (
    <PageFrame>
      <div className="screen-page">
        <section className="panel">
          <h2>要筛查的文字</h2>
          <Input.TextArea
            rows={18}
            maxLength={200_000}
            autoFocus
            aria-label="要筛查的文字"
            placeholder="把广告词、商品描述、格式条款等粘贴到这里"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="screen-tools">
            <span>文字类型</span>
            <Select<Kind>
              value={kind}
              onChange={setKind}
              options={KINDS.slice()}
              style={{ width: 120 }}
              aria-label="文字类型"
            />
            <Button
              type="primary"
              disabled={text.trim() === ''}
              loading={screen.isPending}
              onClick={() => screen.mutate()}
            >
              筛查
            </Button>
            {text && <Button onClick={() => setText('')}>清空</Button>}
          </div>
        </section>
        <section className="panel" aria-live="polite">
          <h2>筛查结果</h2>
          {screen.error && <Alert type="error" showIcon title={messageOf(screen.error)} />}
          {!screen.data && !screen.error && (
            <p className="soft">
              用的是和网络监测相同的规则。粘贴文字后点“筛查”，这里会逐条写明哪个词、依据哪一条法律。
            </p>
          )}
          {screen.data && screen.data.findings.length === 0 && (
            <Alert
              type="success"
              showIcon
              title="没有命中规则"
              description="没有命中不等于合法，请结合实际判断。"
            />
          )}
          {screen.data && screen.data.findings.length > 0 && (
            <>
              <div className="screen-text">
                <Marked text={screen.data.text} findings={screen.data.findings} />
              </div>
              <ol className="screen-findings">
                {screen.data.findings.map((finding, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the answer is drawn once as it came
                  <li key={index}>
                    <div>
                      <Word of={FINDING_LEVEL_NAMES} value={finding.level} />
                      <b>{finding.ruleTitle}</b>
                      <span className="soft">　{finding.violationName}</span>
                    </div>
                    {finding.quote && (
                      <p>
                        <MarkedQuote quote={finding.quote} term={finding.term} />
                      </p>
                    )}
                    <p className="soft">{finding.why}</p>
                    <CitationList articles={finding.articles} />
                  </li>
                ))}
              </ol>
            </>
          )}
        </section>
      </div>
    </PageFrame>
  );
}

/** The whole text with every term marked; overlapping terms are joined. */
function Marked({ text, findings }: { text: string; findings: readonly Screened[] }) {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of [...findings].sort((one, other) => one.start - other.start)) {
    const last = spans.at(-1);
    if (end <= start) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return (
    <>
      {spans.map((span, index) => (
        <span key={span.start}>
          {text.slice(spans[index - 1]?.end ?? 0, span.start)}
          <mark>{text.slice(span.start, span.end)}</mark>
        </span>
      ))}
      {text.slice(spans.at(-1)?.end ?? 0)}
    </>
  );
}
